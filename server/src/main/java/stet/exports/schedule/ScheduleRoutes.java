package stet.exports.schedule;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;

/** {@code /api/v1/projects/{project}/export-schedule}. */
record ScheduleRoutes(Schedules schedules, Path temporary, Callers callers) {
    private static final String SCHEDULE = "/api/v1/projects/{project}/export-schedule";

    /**
     * A project's schedule and where it is.
     *
     * @param next the start of the slice that comes next
     * @param dueAt when it is to be exported
     * @param secretSet whether a secret key is kept
     */
    record ExportSchedule(
            int version,
            boolean enabled,
            @OneOf({"jsonl", "parquet"}) String format,
            Every every,
            @Nullable String where,
            long delayMinutes,
            Destination.Described destination,
            boolean secretSet,
            Instant next,
            Instant dueAt,
            Schedule.@Nullable Done lastDone,
            Schedule.@Nullable Failure failure,
            Instant updatedAt,
            String updatedBy) {
        static ExportSchedule of(Schedule it) {
            return new ExportSchedule(
                    it.version(),
                    it.enabled(),
                    it.format().word(),
                    it.every(),
                    it.where(),
                    it.delay().toMinutes(),
                    it.destination().described(),
                    it.sealedSecret() != null,
                    it.next(),
                    it.dueAt(),
                    it.lastDone(),
                    it.failure(),
                    it.updatedAt(),
                    it.updatedBy());
        }
    }

    /**
     * What a project exports by itself, if it does.
     *
     * @param foldersAllowed whether the operator allows exports to a folder
     */
    record Exporting(@Nullable ExportSchedule schedule, boolean foldersAllowed) {}

    /** From which slice on; the next unless said. */
    record RunFrom(@Nullable Instant from) {}

    void declare(Api api) {
        api.get(SCHEDULE, "What the project exports by itself, and how far that is")
                .tag("export")
                .answers(200, Exporting.class)
                .by(call -> Answer.ok(new Exporting(
                        schedules
                                .find(callers.of(call), call.path("project"))
                                .map(ExportSchedule::of)
                                .orElse(null),
                        schedules.foldersAllowed())));
        api.put(SCHEDULE, "Sets it, if nobody has since the version named; version 0 is none")
                .tag("export")
                .takes(Schedules.WantedExports.class)
                .answers(200, ExportSchedule.class)
                .by(call -> Answer.ok(ExportSchedule.of(schedules.save(
                        callers.of(call),
                        call.path("project"),
                        call.body(Schedules.WantedExports.class),
                        call.peer()))));
        api.delete(SCHEDULE, "Ends it; what was exported stays")
                .tag("export")
                .answers(204, Void.class)
                .by(this::remove);
        api.post(SCHEDULE + "/run", "Exports again from a slice on, or tries the next one at once")
                .tag("export")
                .takes(RunFrom.class)
                .answers(200, ExportSchedule.class)
                .by(call -> Answer.ok(ExportSchedule.of(schedules.runAgain(
                        callers.of(call),
                        call.path("project"),
                        call.body(RunFrom.class).from(),
                        call.peer()))));
        api.post(SCHEDULE + "/test", "Writes a small file to a destination and removes it")
                .tag("export")
                .takes(Schedules.WantedExports.class)
                .answers(200, Schedules.ExportTest.class)
                .by(call -> Answer.ok(schedules.test(
                        callers.of(call), call.path("project"), call.body(Schedules.WantedExports.class), temporary)));
    }

    private Answer remove(Call call) {
        schedules.remove(callers.of(call), call.path("project"), call.peer());
        return Answer.none();
    }
}
