package stet.costs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.platform.json.Json;

/** The SQL of a project's recosts. */
record RecostStore(Handle sql, Scope.InProject scope) {
    void add(Recost recost) {
        sql.createUpdate("""
                INSERT INTO recost (id, project_id, asked, state, calls, looked, up_to, report, asked_at, asked_by, touched_at)
                VALUES (:id, :project, :asked, :state, :calls, :looked, :upTo, :report, :askedAt, :askedBy, 0)
                """)
                .bind("id", recost.id())
                .bind("project", scope.projectId())
                .bind("asked", Json.MAPPER.writeValueAsString(recost.asked()))
                .bind("state", recost.state().word())
                .bind("calls", recost.calls())
                .bind("looked", recost.looked())
                .bind("upTo", recost.upTo())
                .bind("report", Json.MAPPER.writeValueAsString(recost.report()))
                .bind("askedAt", recost.askedAt())
                .bind("askedBy", recost.askedBy())
                .execute();
    }

    /** How many have not ended. */
    int underWay() {
        return sql.createQuery(
                        "SELECT count(*) FROM recost WHERE project_id = :project AND state IN ('waiting', 'running')")
                .bind("project", scope.projectId())
                .mapTo(int.class)
                .one();
    }

    List<Recost> newest(Optional<UUID> before, int limit) {
        return sql.createQuery("""
                SELECT * FROM recost
                WHERE project_id = :project
                  AND (:before = '' OR (asked_at, id) < (SELECT last.asked_at, last.id FROM recost last WHERE last.id = :before))
                ORDER BY asked_at DESC, id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("before", before.map(UUID::toString).orElse(""))
                .bind("limit", limit)
                .map(RecostStore::recost)
                .list();
    }

    Optional<Recost> find(UUID id) {
        return sql.createQuery("SELECT * FROM recost WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(RecostStore::recost)
                .findOne();
    }

    /** Whether it had not ended before. */
    boolean stop(UUID id, Instant at) {
        return sql.createUpdate("""
                        UPDATE recost SET state = 'stopped', ended_at = :at
                        WHERE project_id = :project AND id = :id AND state IN ('waiting', 'running')
                        """)
                        .bind("at", at)
                        .bind("project", scope.projectId())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    static Recost recost(RowView row) {
        return new Recost(
                row.getColumn("id", UUID.class),
                Json.MAPPER.readValue(row.getColumn("asked", String.class), Recost.RecostOf.class),
                Recost.State.of(row.getColumn("state", String.class)),
                row.getColumn("calls", Long.class),
                row.getColumn("looked", Long.class),
                row.getColumn("up_to", Instant.class),
                Json.MAPPER.readValue(row.getColumn("report", String.class), RecostReport.class),
                row.<@Nullable String>getColumn("problem", String.class),
                row.getColumn("asked_at", Instant.class),
                row.getColumn("asked_by", String.class),
                row.<@Nullable Instant>getColumn("ended_at", Instant.class));
    }
}
