package stet.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of labels and of where they pointed before. */
record LabelStore(Handle sql) {
    /** Where a label points, since when and by whom. */
    record Pointed(String label, int number, Instant movedAt, String movedBy) {}

    Optional<Pointed> find(UUID artifact, String label) {
        return sql.createQuery("SELECT * FROM artifact_label WHERE artifact_id = :artifact AND label = :label")
                .bind("artifact", artifact)
                .bind("label", label)
                .map(row -> new Pointed(
                        label,
                        row.getColumn("number", Integer.class),
                        row.getColumn("moved_at", Instant.class),
                        row.getColumn("moved_by", String.class)))
                .findOne();
    }

    List<Pointed> all(UUID artifact) {
        return sql.createQuery("SELECT * FROM artifact_label WHERE artifact_id = :artifact ORDER BY label")
                .bind("artifact", artifact)
                .map(row -> new Pointed(
                        row.getColumn("label", String.class),
                        row.getColumn("number", Integer.class),
                        row.getColumn("moved_at", Instant.class),
                        row.getColumn("moved_by", String.class)))
                .list();
    }

    /** Those that point at a version. */
    List<String> at(UUID artifact, int number) {
        return sql.createQuery("""
                SELECT label FROM artifact_label WHERE artifact_id = :artifact AND number = :number ORDER BY label
                """)
                .bind("artifact", artifact)
                .bind("number", number)
                .mapTo(String.class)
                .list();
    }

    void point(UUID artifact, LabelChange change) {
        if (change.to() == 0) {
            sql.createUpdate("DELETE FROM artifact_label WHERE artifact_id = :artifact AND label = :label")
                    .bind("artifact", artifact)
                    .bind("label", change.label())
                    .execute();
        } else {
            sql.createUpdate("""
                    INSERT INTO artifact_label (artifact_id, label, number, moved_at, moved_by)
                    VALUES (:artifact, :label, :to, :at, :actor)
                    ON CONFLICT (artifact_id, label)
                    DO UPDATE SET number = excluded.number, moved_at = excluded.moved_at, moved_by = excluded.moved_by
                    """)
                    .bind("artifact", artifact)
                    .bind("label", change.label())
                    .bind("to", change.to())
                    .bind("at", change.at())
                    .bind("actor", change.actor())
                    .execute();
        }
        sql.createUpdate("""
                INSERT INTO artifact_label_move (id, artifact_id, label, from_number, to_number, at, actor, reason,
                  break_glass, request_id)
                VALUES (:id, :artifact, :label, :from, :to, :at, :actor, :reason, :breakGlass, :request)
                """)
                .bind("id", change.id())
                .bind("artifact", artifact)
                .bind("label", change.label())
                .bind("from", change.from())
                .bind("to", change.to())
                .bind("at", change.at())
                .bind("actor", change.actor())
                .bind("reason", change.reason())
                .bind("breakGlass", change.breakGlass())
                .bind("request", change.request())
                .execute();
    }

    boolean everMoved(UUID artifact) {
        return sql.createQuery("SELECT count(*) FROM artifact_label_move WHERE artifact_id = :artifact")
                        .bind("artifact", artifact)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** Newest first, those before one. */
    List<LabelChange> history(UUID artifact, String label, @Nullable UUID before, int limit) {
        return sql.createQuery("""
                SELECT * FROM artifact_label_move
                WHERE artifact_id = :artifact AND label = :label AND (:before = '' OR id < :before)
                ORDER BY id DESC LIMIT :limit
                """)
                .bind("artifact", artifact)
                .bind("label", label)
                .bind("before", before == null ? "" : before.toString())
                .bind("limit", limit)
                .map(row -> new LabelChange(
                        row.getColumn("id", UUID.class),
                        label,
                        row.getColumn("from_number", Integer.class),
                        row.getColumn("to_number", Integer.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("actor", String.class),
                        row.<@Nullable String>getColumn("reason", String.class),
                        row.getColumn("break_glass", Integer.class) == 1,
                        row.<@Nullable UUID>getColumn("request_id", UUID.class)))
                .list();
    }
}
