package stet.registry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The SQL of versions and of what they use. Nothing here changes a version. */
record VersionStore(Handle sql, UUID project) {
    /** A version without what its artifact and labels add to it. */
    record Row(VersionSummary summary, JsonNode content) {
        Version of(Artifact artifact, List<String> labels) {
            return new Version(
                    artifact.id(),
                    artifact.kind(),
                    artifact.name(),
                    summary.number(),
                    summary.digest(),
                    content,
                    summary.message(),
                    summary.author(),
                    summary.parent(),
                    summary.createdAt(),
                    labels,
                    summary.origin());
        }
    }

    void add(UUID artifact, VersionSummary version, String content) {
        var origin = version.origin();
        sql.createUpdate("""
                INSERT INTO artifact_version (artifact_id, number, digest, message, author, parent, created_at,
                  origin_system, origin_reference, origin_author, origin_at, content)
                VALUES (:artifact, :number, :digest, :message, :author, :parent, :createdAt,
                  :originSystem, :originReference, :originAuthor, :originAt, :content)
                """)
                .bind("artifact", artifact)
                .bind("number", version.number())
                .bind("digest", version.digest())
                .bind("message", version.message())
                .bind("author", version.author())
                .bind("parent", version.parent())
                .bind("createdAt", version.createdAt())
                .bind("originSystem", origin == null ? null : origin.system())
                .bind("originReference", origin == null ? null : origin.reference())
                .bind("originAuthor", origin == null ? null : origin.author())
                .bind("originAt", origin == null ? null : origin.at())
                .bind("content", content)
                .execute();
    }

    void addUses(UUID artifact, int number, Set<Uses> uses) {
        var batch = sql.prepareBatch("""
                INSERT INTO artifact_use (artifact_id, number, kind, name, reference, project_id)
                VALUES (:artifact, :number, :kind, :name, :reference, :project)
                """);
        for (Uses use : uses) {
            batch.bind("artifact", artifact)
                    .bind("number", number)
                    .bind("kind", use.kind().word())
                    .bind("name", use.name())
                    .bind("reference", use.reference())
                    .bind("project", project)
                    .add();
        }
        if (!uses.isEmpty()) {
            batch.execute();
        }
    }

    boolean has(UUID artifact, int number) {
        return sql.createQuery(
                                "SELECT count(*) FROM artifact_version WHERE artifact_id = :artifact AND number = :number")
                        .bind("artifact", artifact)
                        .bind("number", number)
                        .mapTo(int.class)
                        .one()
                == 1;
    }

    Optional<Row> find(UUID artifact, int number) {
        return sql.createQuery("SELECT * FROM artifact_version WHERE artifact_id = :artifact AND number = :number")
                .bind("artifact", artifact)
                .bind("number", number)
                .map(VersionStore::row)
                .findOne();
    }

    /** The number of the newest version with this content. */
    Optional<Integer> withDigest(UUID artifact, String digest) {
        return sql.createQuery("""
                SELECT number FROM artifact_version WHERE artifact_id = :artifact AND digest = :digest
                ORDER BY number DESC LIMIT 1
                """)
                .bind("artifact", artifact)
                .bind("digest", digest)
                .mapTo(Integer.class)
                .findOne();
    }

    Optional<Row> ofOrigin(UUID artifact, Origin origin) {
        return sql.createQuery("""
                SELECT * FROM artifact_version
                WHERE artifact_id = :artifact AND origin_system = :system AND origin_reference = :reference
                ORDER BY number LIMIT 1
                """)
                .bind("artifact", artifact)
                .bind("system", origin.system())
                .bind("reference", origin.reference())
                .map(VersionStore::row)
                .findOne();
    }

    /** A version's number and what it holds. */
    record Numbered(int number, String digest) {}

    /** What was imported from a system, by what that calls it. */
    Map<String, Numbered> from(UUID artifact, String system) {
        var found = new HashMap<String, Numbered>();
        sql.createQuery("""
                SELECT origin_reference, number, digest FROM artifact_version
                WHERE artifact_id = :artifact AND origin_system = :system ORDER BY number DESC
                """)
                .bind("artifact", artifact)
                .bind("system", system)
                .map(row -> found.put(
                        row.getColumn("origin_reference", String.class),
                        new Numbered(row.getColumn("number", Integer.class), row.getColumn("digest", String.class))))
                .list();
        return found;
    }

    /** Newest first, those below a number; their labels are not looked up. */
    List<VersionSummary> page(UUID artifact, int below, int limit) {
        return sql.createQuery("""
                SELECT number, digest, message, author, parent, created_at,
                  origin_system, origin_reference, origin_author, origin_at
                FROM artifact_version WHERE artifact_id = :artifact AND number < :below
                ORDER BY number DESC LIMIT :limit
                """)
                .bind("artifact", artifact)
                .bind("below", below)
                .bind("limit", limit)
                .map(VersionStore::summary)
                .list();
    }

    /** The versions that use an artifact; only those that are newest or labelled, or all. */
    List<UsedBy> usedBy(Kind kind, String name, boolean all, int limit) {
        return sql.createQuery("""
                SELECT artifact.kind, artifact.name, artifact.latest, artifact_use.number, artifact_use.reference,
                  (SELECT min(label) FROM artifact_label
                   WHERE artifact_label.artifact_id = artifact.id AND artifact_label.number = artifact_use.number) AS label
                FROM artifact_use JOIN artifact ON artifact.id = artifact_use.artifact_id
                WHERE artifact_use.project_id = :project AND artifact_use.kind = :kind AND artifact_use.name = :name
                  AND (:all = 1 OR (artifact.archived_at IS NULL AND (artifact.latest = artifact_use.number
                    OR EXISTS (SELECT 1 FROM artifact_label WHERE artifact_label.artifact_id = artifact.id
                               AND artifact_label.number = artifact_use.number))))
                ORDER BY artifact.kind, artifact.name, artifact_use.number DESC, artifact_use.reference LIMIT :limit
                """)
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("name", name)
                .bind("all", all)
                .bind("limit", limit)
                .map(row -> new UsedBy(
                        Kind.of(row.getColumn("kind", String.class)),
                        row.getColumn("name", String.class),
                        row.getColumn("number", Integer.class),
                        row.getColumn("reference", String.class),
                        row.getColumn("latest", Integer.class).equals(row.getColumn("number", Integer.class)),
                        row.<@Nullable String>getColumn("label", String.class)))
                .list();
    }

    static Row row(RowView row) {
        return new Row(summary(row), Json.MAPPER.readTree(row.getColumn("content", String.class)));
    }

    private static VersionSummary summary(RowView row) {
        String system = row.<@Nullable String>getColumn("origin_system", String.class);
        String reference = row.<@Nullable String>getColumn("origin_reference", String.class);
        var origin = system == null || reference == null
                ? null
                : new Origin(
                        system,
                        reference,
                        row.<@Nullable String>getColumn("origin_author", String.class),
                        row.<@Nullable Instant>getColumn("origin_at", Instant.class));
        return new VersionSummary(
                row.getColumn("number", Integer.class),
                row.getColumn("digest", String.class),
                row.<@Nullable String>getColumn("message", String.class),
                row.getColumn("author", String.class),
                row.<@Nullable Integer>getColumn("parent", Integer.class),
                row.getColumn("created_at", Instant.class),
                List.of(),
                origin);
    }
}
