package stet.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The SQL of artifacts, their tags and favourites, every statement inside one project. */
record ArtifactStore(Handle sql, UUID project) {
    /** Without tags, labels and favourite: {@link #complete} adds them. */
    Optional<Artifact> find(Kind kind, String name) {
        return sql.createQuery("SELECT * FROM artifact WHERE project_id = :project AND kind = :kind AND name = :name")
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("name", name)
                .map(ArtifactStore::artifact)
                .findOne();
    }

    int count() {
        return sql.createQuery("SELECT count(*) FROM artifact WHERE project_id = :project")
                .bind("project", project)
                .mapTo(int.class)
                .one();
    }

    void add(Artifact artifact, String folder, String search) {
        sql.createUpdate("""
                INSERT INTO artifact (id, project_id, kind, name, folder, description, search, latest, archived_at,
                  created_at, created_by, updated_at)
                VALUES (:id, :project, :kind, :name, :folder, :description, :search, 0, NULL,
                  :createdAt, :createdBy, :createdAt)
                """)
                .bind("id", artifact.id())
                .bind("project", project)
                .bind("kind", artifact.kind().word())
                .bind("name", artifact.name())
                .bind("folder", folder)
                .bind("description", artifact.description())
                .bind("search", search)
                .bind("createdAt", artifact.createdAt())
                .bind("createdBy", artifact.createdBy())
                .execute();
        tag(artifact.id(), artifact.tags());
    }

    void change(Artifact artifact, String folder, String search) {
        sql.createUpdate("""
                UPDATE artifact SET name = :name, folder = :folder, description = :description, search = :search,
                  archived_at = :archivedAt, updated_at = :updatedAt
                WHERE project_id = :project AND id = :id
                """)
                .bind("id", artifact.id())
                .bind("project", project)
                .bind("name", artifact.name())
                .bind("folder", folder)
                .bind("description", artifact.description())
                .bind("search", search)
                .bind("archivedAt", artifact.archivedAt())
                .bind("updatedAt", artifact.updatedAt())
                .execute();
        sql.createUpdate("DELETE FROM artifact_tag WHERE artifact_id = :id")
                .bind("id", artifact.id())
                .execute();
        tag(artifact.id(), artifact.tags());
    }

    /** With its versions, labels and drafts. */
    void remove(UUID id) {
        sql.createUpdate("DELETE FROM artifact WHERE project_id = :project AND id = :id")
                .bind("project", project)
                .bind("id", id)
                .execute();
    }

    void latest(UUID id, int number, Instant now) {
        sql.createUpdate("""
                UPDATE artifact SET latest = :number, updated_at = :now WHERE project_id = :project AND id = :id
                """)
                .bind("id", id)
                .bind("project", project)
                .bind("number", number)
                .bind("now", now)
                .execute();
    }

    void changed(UUID id, Instant now) {
        sql.createUpdate("UPDATE artifact SET updated_at = :now WHERE project_id = :project AND id = :id")
                .bind("id", id)
                .bind("project", project)
                .bind("now", now)
                .execute();
    }

    void favourite(UUID id, String person, boolean favourite) {
        sql.createUpdate(
                        favourite ? """
                INSERT INTO artifact_favourite (artifact_id, person) VALUES (:id, :person)
                ON CONFLICT (artifact_id, person) DO NOTHING
                """ : "DELETE FROM artifact_favourite WHERE artifact_id = :id AND person = :person")
                .bind("id", id)
                .bind("person", person)
                .execute();
    }

    /** Without tags, labels and favourite: {@link #complete} adds them. */
    List<Artifact> page(Wanted wanted, Wanted.@Nullable After after, String person, int limit) {
        var values = new HashMap<String, Object>();
        var conditions = conditions(wanted, person, values);
        boolean byName = wanted.sort() == Wanted.Sort.NAME;
        if (after != null) {
            conditions.add(
                    byName ? "(name, id) > (:afterName, :afterId)" : "(updated_at, id) < (:afterMicros, :afterId)");
            values.put("afterId", after.id());
            if (byName) {
                values.put("afterName", after.value());
            } else {
                values.put("afterMicros", Long.parseLong(after.value()));
            }
        }
        return sql.createQuery("SELECT * FROM artifact WHERE %s ORDER BY %s LIMIT :limit"
                        .formatted(String.join(" AND ", conditions), byName ? "name, id" : "updated_at DESC, id DESC"))
                .bindMap(values)
                .bind("limit", limit)
                .map(ArtifactStore::artifact)
                .list();
    }

    /** How many artifacts each folder below {@code folder} holds. */
    Map<String, Integer> folders(Optional<Kind> kind, String folder, boolean archived) {
        var found = new TreeMap<String, Integer>();
        sql.createQuery("""
                SELECT folder, count(*) AS artifacts FROM artifact
                WHERE project_id = :project AND folder > :folder AND folder < :behind
                  AND (:kind = '' OR kind = :kind) AND (archived_at IS NOT NULL) = (:archived = 1)
                GROUP BY folder
                """)
                .bind("project", project)
                .bind("folder", folder)
                .bind("behind", folder + Character.toString(Character.MAX_CODE_POINT))
                .bind("kind", kind.map(Kind::word).orElse(""))
                .bind("archived", archived)
                .map(row -> found.put(row.getColumn("folder", String.class), row.getColumn("artifacts", Integer.class)))
                .list();
        return found;
    }

    /** Every tag in use, with how many artifacts have it. */
    Map<String, Integer> tags() {
        var found = new TreeMap<String, Integer>();
        sql.createQuery("""
                SELECT tag, count(*) AS artifacts FROM artifact_tag
                JOIN artifact ON artifact.id = artifact_tag.artifact_id
                WHERE artifact.project_id = :project AND artifact.archived_at IS NULL GROUP BY tag
                """)
                .bind("project", project)
                .map(row -> found.put(row.getColumn("tag", String.class), row.getColumn("artifacts", Integer.class)))
                .list();
        return found;
    }

    /** Adds tags, labels and whether they are the person's favourites, however many there are, in three questions. */
    List<Artifact> complete(List<Artifact> artifacts, String person) {
        if (artifacts.isEmpty()) {
            return List.of();
        }
        var ids = artifacts.stream().map(Artifact::id).toList();
        var tags = new HashMap<UUID, List<String>>();
        sql.createQuery("SELECT artifact_id, tag FROM artifact_tag WHERE artifact_id IN (<ids>) ORDER BY tag")
                .bindList("ids", ids)
                .map(row -> tags.computeIfAbsent(row.getColumn("artifact_id", UUID.class), _ -> new ArrayList<>())
                        .add(row.getColumn("tag", String.class)))
                .list();
        var labels = new HashMap<UUID, Map<String, Integer>>();
        sql.createQuery("SELECT artifact_id, label, number FROM artifact_label WHERE artifact_id IN (<ids>)")
                .bindList("ids", ids)
                .map(row -> labels.computeIfAbsent(row.getColumn("artifact_id", UUID.class), _ -> new TreeMap<>())
                        .put(row.getColumn("label", String.class), row.getColumn("number", Integer.class)))
                .list();
        var favourites = new HashSet<>(sql.createQuery(
                        "SELECT artifact_id FROM artifact_favourite WHERE person = :person AND artifact_id IN (<ids>)")
                .bind("person", person)
                .bindList("ids", ids)
                .mapTo(UUID.class)
                .list());
        return artifacts.stream()
                .map(it -> new Artifact(
                        it.id(),
                        it.kind(),
                        it.name(),
                        it.description(),
                        tags.getOrDefault(it.id(), List.of()),
                        it.latest(),
                        labels.getOrDefault(it.id(), Map.of()),
                        favourites.contains(it.id()),
                        it.archivedAt(),
                        it.createdAt(),
                        it.createdBy(),
                        it.updatedAt()))
                .toList();
    }

    Artifact complete(Artifact artifact, String person) {
        return complete(List.of(artifact), person).getFirst();
    }

    private List<String> conditions(Wanted wanted, String person, Map<String, Object> values) {
        var conditions = new ArrayList<String>();
        conditions.add("project_id = :project");
        values.put("project", project);
        conditions.add(wanted.archived() ? "archived_at IS NOT NULL" : "archived_at IS NULL");
        wanted.kind().ifPresent(kind -> {
            conditions.add("kind = :kind");
            values.put("kind", kind.word());
        });
        wanted.folder().ifPresent(folder -> {
            if (wanted.words().isEmpty()) {
                conditions.add("folder = :folder");
            } else {
                conditions.add("folder >= :folder AND folder < :behind");
                values.put("behind", folder + Character.toString(Character.MAX_CODE_POINT));
            }
            values.put("folder", folder);
        });
        wanted.tag().ifPresent(tag -> {
            conditions.add("id IN (SELECT artifact_id FROM artifact_tag WHERE tag = :tag)");
            values.put("tag", tag);
        });
        wanted.label().ifPresent(label -> {
            conditions.add("id IN (SELECT artifact_id FROM artifact_label WHERE label = :label)");
            values.put("label", label);
        });
        if (wanted.favourite()) {
            conditions.add("id IN (SELECT artifact_id FROM artifact_favourite WHERE person = :person)");
            values.put("person", person);
        }
        for (int i = 0; i < wanted.words().size(); i++) {
            conditions.add("search LIKE :word" + i + " ESCAPE '!'");
            values.put("word" + i, "%" + wanted.words().get(i).replaceAll("[!%_]", "!$0") + "%");
        }
        return conditions;
    }

    private void tag(UUID id, List<String> tags) {
        for (String tag : tags) {
            sql.createUpdate("INSERT INTO artifact_tag (artifact_id, tag) VALUES (:id, :tag)")
                    .bind("id", id)
                    .bind("tag", tag)
                    .execute();
        }
    }

    static Artifact artifact(RowView row) {
        return new Artifact(
                row.getColumn("id", UUID.class),
                Kind.of(row.getColumn("kind", String.class)),
                row.getColumn("name", String.class),
                row.<@Nullable String>getColumn("description", String.class),
                List.of(),
                row.getColumn("latest", Integer.class),
                Map.of(),
                false,
                row.<@Nullable Instant>getColumn("archived_at", Instant.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("updated_at", Instant.class));
    }
}
