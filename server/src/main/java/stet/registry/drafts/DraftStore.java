package stet.registry.drafts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.registry.Kind;
import tools.jackson.databind.JsonNode;

/** The SQL of drafts, every statement inside one project. */
record DraftStore(Handle sql, Scope.InProject scope) {
    /** Most recently changed first, without their contents. */
    List<Draft> all(UUID artifact) {
        return sql.createQuery("""
                SELECT draft.id, artifact.kind, artifact.name, draft.title, draft.base, draft.revision,
                  draft.branched_from, draft.created_at, draft.created_by, draft.updated_at, draft.updated_by,
                  NULL AS content
                FROM draft JOIN artifact ON artifact.id = draft.artifact_id
                WHERE artifact.project_id = :project AND draft.artifact_id = :artifact
                ORDER BY draft.updated_at DESC, draft.id DESC
                """)
                .bind("project", scope.projectId())
                .bind("artifact", artifact)
                .map(DraftStore::draft)
                .list();
    }

    Optional<Draft> find(UUID artifact, UUID id) {
        return sql.createQuery("""
                SELECT draft.*, artifact.kind, artifact.name
                FROM draft JOIN artifact ON artifact.id = draft.artifact_id
                WHERE artifact.project_id = :project AND draft.artifact_id = :artifact AND draft.id = :id
                """)
                .bind("project", scope.projectId())
                .bind("artifact", artifact)
                .bind("id", id)
                .map(DraftStore::draft)
                .findOne();
    }

    void add(UUID artifact, Draft draft, String content) {
        sql.createUpdate("""
                INSERT INTO draft (id, artifact_id, title, base, revision, branched_from,
                  created_at, created_by, updated_at, updated_by, content)
                VALUES (:id, :artifact, :title, :base, :revision, :branchedFrom,
                  :createdAt, :createdBy, :updatedAt, :updatedBy, :content)
                """)
                .bind("id", draft.id())
                .bind("artifact", artifact)
                .bind("title", draft.title())
                .bind("base", draft.base())
                .bind("revision", draft.revision())
                .bind("branchedFrom", draft.branchedFrom())
                .bind("createdAt", draft.createdAt())
                .bind("createdBy", draft.createdBy())
                .bind("updatedAt", draft.updatedAt())
                .bind("updatedBy", draft.updatedBy())
                .bind("content", content)
                .execute();
    }

    void change(Draft draft, String content) {
        sql.createUpdate("""
                UPDATE draft SET title = :title, base = :base, revision = :revision,
                  updated_at = :updatedAt, updated_by = :updatedBy, content = :content
                WHERE id = :id
                """)
                .bind("id", draft.id())
                .bind("title", draft.title())
                .bind("base", draft.base())
                .bind("revision", draft.revision())
                .bind("updatedAt", draft.updatedAt())
                .bind("updatedBy", draft.updatedBy())
                .bind("content", content)
                .execute();
    }

    void remove(UUID id) {
        sql.createUpdate("DELETE FROM draft WHERE id = :id").bind("id", id).execute();
    }

    private static Draft draft(RowView row) {
        return new Draft(
                row.getColumn("id", UUID.class),
                Kind.of(row.getColumn("kind", String.class)),
                row.getColumn("name", String.class),
                row.getColumn("title", String.class),
                row.getColumn("base", Integer.class),
                row.getColumn("revision", Integer.class),
                row.<@Nullable UUID>getColumn("branched_from", UUID.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("updated_at", Instant.class),
                row.getColumn("updated_by", String.class),
                row.<@Nullable JsonNode>getColumn("content", JsonNode.class));
    }
}
