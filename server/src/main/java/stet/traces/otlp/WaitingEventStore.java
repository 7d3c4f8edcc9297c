package stet.traces.otlp;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import stet.traces.Span;

/** The SQL of events whose spans have not come, every statement inside one project. */
record WaitingEventStore(Handle sql, Scope.InProject scope) {
    /** The SQL that looks across projects. */
    record AllStore(Handle sql) {
        List<WaitingEvents.Key> keys() {
            return sql.createQuery("SELECT DISTINCT project_id, trace_id, span_id FROM waiting_event")
                    .map(row -> new WaitingEvents.Key(
                            row.getColumn("project_id", UUID.class),
                            row.getColumn("trace_id", String.class),
                            row.getColumn("span_id", String.class)))
                    .list();
        }

        /** Gives up on what has waited since before a time, and on the oldest beyond a number. */
        int giveUp(Instant before, int most) {
            return sql.createUpdate("""
                    DELETE FROM waiting_event WHERE kept_at < :before OR kept_at < (
                      SELECT kept_at FROM waiting_event ORDER BY kept_at DESC LIMIT 1 OFFSET :most)
                    """)
                    .bind("before", before)
                    .bind("most", most)
                    .execute();
        }
    }

    void add(WaitingEvent waiting, Instant now) {
        sql.createUpdate("""
                INSERT INTO waiting_event (project_id, trace_id, span_id, digest, at, name, attributes, kept_at)
                VALUES (:project, :trace, :span, :digest, :at, :name, :attributes, :now)
                ON CONFLICT (project_id, trace_id, span_id, digest) DO NOTHING
                """)
                .bind("project", scope.projectId())
                .bind("trace", waiting.traceId())
                .bind("span", waiting.spanId())
                .bind("digest", waiting.digest())
                .bind("at", waiting.event().at())
                .bind("name", waiting.name())
                .bind("attributes", waiting.attributes())
                .bind("now", now)
                .execute();
    }

    List<WaitingEvent> of(Collection<WaitingEvents.Key> spans) {
        return spans.stream()
                .flatMap(key -> sql
                        .createQuery("""
                        SELECT * FROM waiting_event
                        WHERE project_id = :project AND trace_id = :trace AND span_id = :span ORDER BY at, digest
                        """)
                        .bind("project", scope.projectId())
                        .bind("trace", key.traceId())
                        .bind("span", key.spanId())
                        .map(row -> new WaitingEvent(
                                key.traceId(),
                                key.spanId(),
                                new Span.Event(
                                        row.getColumn("name", String.class),
                                        row.getColumn("at", Instant.class),
                                        Json.MAPPER.readTree(row.getColumn("attributes", String.class)))))
                        .list()
                        .stream())
                .toList();
    }

    void remove(WaitingEvents.Key key) {
        sql.createUpdate(
                        "DELETE FROM waiting_event WHERE project_id = :project AND trace_id = :trace AND span_id = :span")
                .bind("project", scope.projectId())
                .bind("trace", key.traceId())
                .bind("span", key.spanId())
                .execute();
    }
}
