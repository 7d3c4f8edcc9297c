package stet.traces.rejected;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;

/** The SQL of rejected records, every statement inside one project. */
record RejectedStore(Handle sql, Scope.InProject scope) {
    record Stored(RejectedRecord record, String payload) {}

    void add(RejectedRecord record, String payload) {
        sql.createUpdate("""
                INSERT INTO rejected_record (id, project_id, rejected_at, source, reason, format, bytes, whole, payload)
                VALUES (:id, :project, :at, :source, :reason, :format, :bytes, :whole, :payload)
                """)
                .bind("id", record.id())
                .bind("project", scope.projectId())
                .bind("at", record.rejectedAt())
                .bind("source", record.source())
                .bind("reason", record.reason())
                .bind("format", record.format().name())
                .bind("bytes", record.bytes())
                .bind("whole", record.whole())
                .bind("payload", payload)
                .execute();
    }

    /** Ids grow with time, so the oldest are the smallest. */
    void keepNewest(int most) {
        sql.createUpdate("""
                DELETE FROM rejected_record WHERE project_id = :project AND id <= (
                  SELECT id FROM rejected_record WHERE project_id = :project ORDER BY id DESC LIMIT 1 OFFSET :most)
                """)
                .bind("project", scope.projectId())
                .bind("most", most)
                .execute();
    }

    /** Newest first. */
    List<RejectedRecord> page(@Nullable UUID before, @Nullable String source, int limit) {
        return sql.createQuery("""
                SELECT id, rejected_at, source, reason, format, bytes, whole FROM rejected_record
                WHERE project_id = :project AND (:before = '' OR id < :before) AND (:source = '' OR source = :source)
                ORDER BY id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("before", before == null ? "" : before.toString())
                .bind("source", source == null ? "" : source)
                .bind("limit", limit)
                .map(RejectedStore::record)
                .list();
    }

    Optional<Stored> find(UUID id) {
        return sql.createQuery("SELECT * FROM rejected_record WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(row -> new Stored(record(row), row.getColumn("payload", String.class)))
                .findOne();
    }

    RejectedRecords.Held held() {
        return sql.createQuery("""
                SELECT count(*) AS records, coalesce(sum(length(payload)), 0) AS bytes FROM rejected_record
                WHERE project_id = :project
                """)
                .bind("project", scope.projectId())
                .map(row -> new RejectedRecords.Held(
                        row.getColumn("records", Long.class), row.getColumn("bytes", Long.class)))
                .one();
    }

    int remove(UUID id) {
        return sql.createUpdate("DELETE FROM rejected_record WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .execute();
    }

    int removeAll(@Nullable String source) {
        return sql.createUpdate("""
                DELETE FROM rejected_record WHERE project_id = :project AND (:source = '' OR source = :source)
                """)
                .bind("project", scope.projectId())
                .bind("source", source == null ? "" : source)
                .execute();
    }

    private static RejectedRecord record(RowView row) {
        return new RejectedRecord(
                row.getColumn("id", UUID.class),
                row.getColumn("rejected_at", Instant.class),
                row.getColumn("source", String.class),
                row.getColumn("reason", String.class),
                Rejection.Format.valueOf(row.getColumn("format", String.class)),
                row.getColumn("bytes", Long.class),
                row.getColumn("whole", Integer.class) == 1);
    }
}
