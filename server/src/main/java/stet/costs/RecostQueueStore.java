package stet.costs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import stet.platform.json.Json;

/**
 * The SQL of what there is to do in all projects. Who works at a recost touches it now and then, and knows by its last touch that no
 * other has taken it since.
 */
record RecostQueueStore(Handle sql) {
    record Job(UUID project, Recost recost, Instant touched) {}

    /** Takes the oldest that nobody has touched since, and touches it. */
    Optional<Job> take(Instant untouchedSince, Instant now) {
        var found = sql.createQuery("""
                SELECT * FROM recost WHERE state IN ('waiting', 'running') AND touched_at < :since
                ORDER BY asked_at, id LIMIT 1
                """)
                .bind("since", untouchedSince)
                .map(row -> new Job(row.getColumn("project_id", UUID.class), RecostStore.recost(row), now))
                .findOne();
        found.ifPresent(job -> sql.createUpdate("UPDATE recost SET state = 'running', touched_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", job.recost().id())
                .execute());
        return found;
    }

    /** Writes down how far it is; false when it was stopped or taken by another meanwhile. */
    boolean reached(Recost recost, Instant touched, Instant now) {
        return sql.createUpdate("""
                        UPDATE recost SET looked = :looked, up_to = :upTo, report = :report, touched_at = :now
                        WHERE id = :id AND state = 'running' AND touched_at = :touched
                        """)
                        .bind("touched", touched)
                        .bind("looked", recost.looked())
                        .bind("upTo", recost.upTo())
                        .bind("report", Json.MAPPER.writeValueAsString(recost.report()))
                        .bind("now", now)
                        .bind("id", recost.id())
                        .execute()
                == 1;
    }

    void end(Recost recost, Instant touched) {
        sql.createUpdate("""
                UPDATE recost SET state = :state, problem = :problem, ended_at = :endedAt
                WHERE id = :id AND state = 'running' AND touched_at = :touched
                """)
                .bind("touched", touched)
                .bind("state", recost.state().word())
                .bind("problem", recost.problem())
                .bind("endedAt", recost.endedAt())
                .bind("id", recost.id())
                .execute();
    }

    /** Leaves it for whoever comes next. */
    void leave(UUID id, Instant touched) {
        sql.createUpdate("UPDATE recost SET touched_at = 0 WHERE id = :id AND touched_at = :touched")
                .bind("touched", touched)
                .bind("id", id)
                .execute();
    }
}
