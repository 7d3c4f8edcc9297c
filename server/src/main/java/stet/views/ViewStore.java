package stet.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.platform.json.Json;

/** The SQL of views, every statement inside one project. */
record ViewStore(Handle sql, Scope.InProject scope) {
    List<View> all(View.@Nullable Kind kind) {
        return sql.createQuery("""
                SELECT * FROM saved_view
                WHERE project_id = :project AND (:kind = '' OR kind = :kind) ORDER BY kind, name
                """)
                .bind("project", scope.projectId())
                .bind("kind", kind == null ? "" : kind.word())
                .map(ViewStore::view)
                .list();
    }

    Optional<View> find(UUID id) {
        return sql.createQuery("SELECT * FROM saved_view WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(ViewStore::view)
                .findOne();
    }

    void add(View view) {
        sql.createUpdate("""
                INSERT INTO saved_view
                  (id, project_id, kind, name, content, version, created_at, created_by, updated_at, updated_by)
                VALUES (:id, :project, :kind, :name, :content, :version, :createdAt, :createdBy, :updatedAt, :updatedBy)
                """)
                .bind("id", view.id())
                .bind("project", scope.projectId())
                .bind("kind", view.kind().word())
                .bind("name", view.name())
                .bind("content", Json.MAPPER.writeValueAsString(view.content()))
                .bind("version", view.version())
                .bind("createdAt", view.createdAt())
                .bind("createdBy", view.createdBy())
                .bind("updatedAt", view.updatedAt())
                .bind("updatedBy", view.updatedBy())
                .execute();
    }

    void change(View view) {
        sql.createUpdate("""
                UPDATE saved_view SET name = :name, content = :content, version = :version,
                  updated_at = :updatedAt, updated_by = :updatedBy
                WHERE project_id = :project AND id = :id
                """)
                .bind("id", view.id())
                .bind("project", scope.projectId())
                .bind("name", view.name())
                .bind("content", Json.MAPPER.writeValueAsString(view.content()))
                .bind("version", view.version())
                .bind("updatedAt", view.updatedAt())
                .bind("updatedBy", view.updatedBy())
                .execute();
    }

    void remove(UUID id) {
        sql.createUpdate("DELETE FROM saved_view WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .execute();
    }

    private static View view(RowView row) {
        return new View(
                row.getColumn("id", UUID.class),
                View.Kind.of(row.getColumn("kind", String.class)).orElseThrow(),
                row.getColumn("name", String.class),
                Json.MAPPER.readTree(row.getColumn("content", String.class)),
                row.getColumn("version", Integer.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("updated_at", Instant.class),
                row.getColumn("updated_by", String.class));
    }
}
