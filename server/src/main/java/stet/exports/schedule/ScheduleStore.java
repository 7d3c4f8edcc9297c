package stet.exports.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.exports.ExportFormat;
import stet.platform.db.Scope;
import stet.platform.json.Json;

/** The SQL of export schedules, one of each project. */
record ScheduleStore(Handle sql, Scope.InProject scope) {
    Optional<Schedule> find() {
        return sql.createQuery("SELECT * FROM export_schedule WHERE project_id = :project")
                .bind("project", scope.projectId())
                .map(ScheduleStore::schedule)
                .findOne();
    }

    void save(Schedule schedule) {
        sql.createUpdate("""
                INSERT INTO export_schedule
                  (project_id, version, enabled, format, every, filter, delay_seconds, destination, sealed_secret,
                   next_slice, last_done, failure, updated_at, updated_by)
                VALUES (:project, :version, :enabled, :format, :every, :filter, :delay, :destination, :secret,
                   :next, :done, :failure, :updatedAt, :updatedBy)
                ON CONFLICT (project_id) DO UPDATE
                SET version = excluded.version, enabled = excluded.enabled, format = excluded.format,
                    every = excluded.every, filter = excluded.filter, delay_seconds = excluded.delay_seconds,
                    destination = excluded.destination, sealed_secret = excluded.sealed_secret,
                    next_slice = excluded.next_slice, last_done = excluded.last_done, failure = excluded.failure,
                    updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .bind("project", scope.projectId())
                .bind("version", schedule.version())
                .bind("enabled", schedule.enabled() ? 1 : 0)
                .bind("format", schedule.format().word())
                .bind("every", schedule.every().word())
                .bind("filter", schedule.where())
                .bind("delay", schedule.delay().toSeconds())
                .bind("destination", json(schedule.destination().described()))
                .bind("secret", schedule.sealedSecret())
                .bind("next", schedule.next())
                .bind("done", json(schedule.lastDone()))
                .bind("failure", json(schedule.failure()))
                .bind("updatedAt", schedule.updatedAt())
                .bind("updatedBy", schedule.updatedBy())
                .execute();
    }

    int remove() {
        sql.createUpdate("DELETE FROM export_slice WHERE project_id = :project")
                .bind("project", scope.projectId())
                .execute();
        return sql.createUpdate("DELETE FROM export_schedule WHERE project_id = :project")
                .bind("project", scope.projectId())
                .execute();
    }

    /** How many parts a slice had when it was exported last. */
    int parts(String folder) {
        return sql.createQuery("SELECT parts FROM export_slice WHERE project_id = :project AND folder = :folder")
                .bind("project", scope.projectId())
                .bind("folder", folder)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    void exported(String folder, int parts, Instant at) {
        sql.createUpdate("""
                INSERT INTO export_slice (project_id, folder, parts, exported_at)
                VALUES (:project, :folder, :parts, :at)
                ON CONFLICT (project_id, folder) DO UPDATE
                SET parts = excluded.parts, exported_at = excluded.exported_at
                """)
                .bind("project", scope.projectId())
                .bind("folder", folder)
                .bind("parts", parts)
                .bind("at", at)
                .execute();
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.MAPPER.writeValueAsString(value);
    }

    private static <T> @Nullable T of(@Nullable String json, Class<T> type) {
        return json == null ? null : Json.MAPPER.readValue(json, type);
    }

    private static Schedule schedule(RowView row) {
        return new Schedule(
                row.getColumn("version", Integer.class),
                row.getColumn("enabled", Integer.class) == 1,
                ExportFormat.parse(row.getColumn("format", String.class)),
                Every.valueOf(row.getColumn("every", String.class).toUpperCase(Locale.ROOT)),
                row.getColumn("filter", String.class),
                Duration.ofSeconds(row.getColumn("delay_seconds", Integer.class)),
                Json.MAPPER
                        .readValue(row.getColumn("destination", String.class), Destination.Described.class)
                        .destination(),
                row.getColumn("sealed_secret", String.class),
                row.getColumn("next_slice", Instant.class),
                of(row.getColumn("last_done", String.class), Schedule.Done.class),
                of(row.getColumn("failure", String.class), Schedule.Failure.class),
                row.getColumn("updated_at", Instant.class),
                row.getColumn("updated_by", String.class));
    }
}
