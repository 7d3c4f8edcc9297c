package stet.traces.deletion;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.traces.SpanJson;

/** The SQL of deletions, every statement inside one project. */
record DeletionStore(Handle sql, Scope.InProject scope) {
    /** A deletion and its sealed target, which is forgotten when nothing is left to be done. */
    record Stored(Deletion deletion, @Nullable String target) {}

    List<Stored> newest(int limit) {
        return sql.createQuery("SELECT * FROM deletion WHERE project_id = :project ORDER BY id DESC LIMIT :limit")
                .bind("project", scope.projectId())
                .bind("limit", limit)
                .map(DeletionStore::stored)
                .list();
    }

    /** Those about which something is left to be done, oldest first. */
    List<Stored> unfinished() {
        return sql.createQuery("SELECT * FROM deletion WHERE project_id = :project AND target IS NOT NULL ORDER BY id")
                .bind("project", scope.projectId())
                .map(DeletionStore::stored)
                .list();
    }

    Optional<Stored> find(UUID id) {
        return sql.createQuery("SELECT * FROM deletion WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(DeletionStore::stored)
                .findOne();
    }

    void add(Deletion deletion, String target) {
        sql.createUpdate("""
                INSERT INTO deletion (id, project_id, requested_at, deletion, target)
                VALUES (:id, :project, :at, :deletion, :target)
                """)
                .bind("id", deletion.id())
                .bind("project", scope.projectId())
                .bind("at", deletion.asked().at())
                .bind("deletion", SpanJson.MAPPER.writeValueAsString(deletion))
                .bind("target", target)
                .execute();
    }

    void save(Deletion deletion) {
        sql.createUpdate("UPDATE deletion SET deletion = :deletion WHERE project_id = :project AND id = :id")
                .bind("id", deletion.id())
                .bind("project", scope.projectId())
                .bind("deletion", SpanJson.MAPPER.writeValueAsString(deletion))
                .execute();
    }

    void forgetTarget(UUID id) {
        sql.createUpdate("UPDATE deletion SET target = NULL WHERE project_id = :project AND id = :id")
                .bind("id", id)
                .bind("project", scope.projectId())
                .execute();
    }

    private static Stored stored(RowView row) {
        return new Stored(
                SpanJson.MAPPER.readValue(row.getColumn("deletion", String.class), Deletion.class),
                row.getColumn("target", String.class));
    }
}
