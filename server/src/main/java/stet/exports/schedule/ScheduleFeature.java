package stet.exports.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.exports.ExportParts;
import stet.exports.Exports;
import stet.platform.Notices;
import stet.platform.db.Leases;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.secrets.Secrets;
import stet.traces.WholeTraces;

/** Exports what has come, hour by hour or day by day. */
public final class ScheduleFeature implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ScheduleRoutes routes;
    private final ScheduledRuns runs;

    private ScheduleFeature(ScheduleRoutes routes, ScheduledRuns runs) {
        this.routes = routes;
        this.runs = runs;
    }

    /**
     * What the feature uses.
     *
     * @param allowed the folder below which exports may lie; absent: none may
     */
    public record Needs(
            Records records,
            Secrets secrets,
            Callers callers,
            AuditTrail trail,
            Notices notices,
            WholeTraces traces,
            Optional<Path> allowed) {}

    /** @param home where files lie while they are made */
    public static ScheduleFeature create(Needs needs, Path home, InstantSource clock) {
        return create(needs, home, clock, PAUSE);
    }

    /** @param pause how often to look for what is due */
    public static ScheduleFeature create(Needs needs, Path home, InstantSource clock, Duration pause) {
        var temporary = home.resolve("exports");
        var data = needs.records.inProject(ScheduleStore::new);
        var shelves = new Shelves(needs.allowed);
        var schedules = new Schedules(data, shelves, needs.secrets, needs.trail, clock);
        var parts = new ExportParts(new Exports(needs.traces), temporary);
        var runs = new ScheduledRuns(
                data, schedules, shelves, parts, new Leases(needs.records, clock), needs.callers, needs.notices, clock);
        runs.start(pause);
        return new ScheduleFeature(new ScheduleRoutes(schedules, temporary, needs.callers), runs);
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    @Override
    public void close() {
        runs.close();
    }
}
