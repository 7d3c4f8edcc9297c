package stet.datasets;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.AuditLog;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The SQL of datasets and their versions, every statement inside one project. */
record DatasetStore(Handle sql, Scope.InProject scope) {
    CaseStore cases() {
        return new CaseStore(sql);
    }

    void audit(Instant at, String actor, String action, String subject) {
        AuditLog.add(sql, at, actor, action, subject, scope.projectId(), null);
    }

    int count() {
        return sql.createQuery("SELECT count(*) FROM dataset WHERE project_id = :project")
                .bind("project", scope.projectId())
                .mapTo(int.class)
                .one();
    }

    Optional<Dataset> find(String name) {
        return sql.createQuery("SELECT * FROM dataset WHERE project_id = :project AND name = :name")
                .bind("project", scope.projectId())
                .bind("name", name)
                .map(DatasetStore::dataset)
                .findOne();
    }

    /** By name, behind {@code after}. */
    List<Dataset> page(boolean archived, String after, int limit) {
        return sql.createQuery("""
                SELECT * FROM dataset
                WHERE project_id = :project AND name > :after AND (archived_at IS NOT NULL) = (:archived = 1)
                ORDER BY name LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("after", after)
                .bind("archived", archived ? 1 : 0)
                .bind("limit", limit)
                .map(DatasetStore::dataset)
                .list();
    }

    void add(Dataset dataset) {
        sql.createUpdate("""
                INSERT INTO dataset (id, project_id, name, description, tags, case_schema, latest, cases, archived_at,
                  created_at, created_by, updated_at)
                VALUES (:id, :project, :name, :description, :tags, :schema, :latest, :cases, NULL,
                  :createdAt, :createdBy, :updatedAt)
                """)
                .bind("id", dataset.id())
                .bind("project", scope.projectId())
                .bind("name", dataset.name())
                .bind("description", dataset.description())
                .bind("tags", Json.MAPPER.<JsonNode>valueToTree(dataset.tags()))
                .bind("schema", dataset.schema())
                .bind("latest", dataset.latest())
                .bind("cases", dataset.cases())
                .bind("createdAt", dataset.createdAt())
                .bind("createdBy", dataset.createdBy())
                .bind("updatedAt", dataset.updatedAt())
                .execute();
    }

    void change(Dataset dataset) {
        sql.createUpdate("""
                UPDATE dataset SET description = :description, tags = :tags, case_schema = :schema, latest = :latest,
                  cases = :cases, archived_at = :archivedAt, updated_at = :updatedAt
                WHERE project_id = :project AND id = :id
                """)
                .bind("id", dataset.id())
                .bind("project", scope.projectId())
                .bind("description", dataset.description())
                .bind("tags", Json.MAPPER.<JsonNode>valueToTree(dataset.tags()))
                .bind("schema", dataset.schema())
                .bind("latest", dataset.latest())
                .bind("cases", dataset.cases())
                .bind("archivedAt", dataset.archivedAt())
                .bind("updatedAt", dataset.updatedAt())
                .execute();
    }

    /** With its versions and cases. */
    void remove(UUID id) {
        sql.createUpdate("DELETE FROM dataset WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .execute();
    }

    void add(UUID dataset, DatasetVersion version) {
        sql.createUpdate("""
                INSERT INTO dataset_version (dataset_id, number, digest, message, author, created_at, cases, added,
                  changed, removed)
                VALUES (:dataset, :number, :digest, :message, :author, :createdAt, :cases, :added, :changed, :removed)
                """)
                .bind("dataset", dataset)
                .bind("number", version.number())
                .bind("digest", version.digest())
                .bind("message", version.message())
                .bind("author", version.author())
                .bind("createdAt", version.createdAt())
                .bind("cases", version.cases())
                .bind("added", version.added())
                .bind("changed", version.changed())
                .bind("removed", version.removed())
                .execute();
    }

    /** Newest first. */
    List<DatasetVersion> versions(UUID dataset, int below, int limit) {
        return sql.createQuery("""
                SELECT * FROM dataset_version WHERE dataset_id = :dataset AND number < :below
                ORDER BY number DESC LIMIT :limit
                """)
                .bind("dataset", dataset)
                .bind("below", below)
                .bind("limit", limit)
                .map(DatasetStore::saved)
                .list();
    }

    Optional<DatasetVersion> version(UUID dataset, int number) {
        return sql.createQuery("SELECT * FROM dataset_version WHERE dataset_id = :dataset AND number = :number")
                .bind("dataset", dataset)
                .bind("number", number)
                .map(DatasetStore::saved)
                .findOne();
    }

    /** The cases of the newest version by id, in order. */
    Map<String, Membership.Standing> standing(UUID dataset) {
        var standing = new LinkedHashMap<String, Membership.Standing>();
        sql.createQuery("""
                SELECT case_id, position, digest FROM dataset_case
                WHERE dataset_id = :dataset AND until IS NULL ORDER BY position
                """)
                .bind("dataset", dataset)
                .map(row -> standing.put(
                        row.getColumn("case_id", String.class),
                        new Membership.Standing(
                                row.getColumn("position", Integer.class), row.getColumn("digest", String.class))))
                .list();
        return standing;
    }

    private static Dataset dataset(RowView row) {
        return new Dataset(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                row.<@Nullable String>getColumn("description", String.class),
                row.getColumn("tags", JsonNode.class)
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList(),
                row.<@Nullable JsonNode>getColumn("case_schema", JsonNode.class),
                row.getColumn("latest", Integer.class),
                row.getColumn("cases", Integer.class),
                row.<@Nullable Instant>getColumn("archived_at", Instant.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("updated_at", Instant.class));
    }

    private static DatasetVersion saved(RowView row) {
        return new DatasetVersion(
                row.getColumn("number", Integer.class),
                row.getColumn("digest", String.class),
                row.<@Nullable String>getColumn("message", String.class),
                row.getColumn("author", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("cases", Integer.class),
                row.getColumn("added", Integer.class),
                row.getColumn("changed", Integer.class),
                row.getColumn("removed", Integer.class));
    }
}
