package stet.exports.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.exports.ExportCursor;
import stet.exports.ExportFormat;
import stet.exports.ExportParts;
import stet.exports.Exports;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.Threads;
import stet.platform.db.Leases;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.json.Json;
import stet.traces.SpanFacts;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;

/**
 * Exports the slices that are due, one after the other, and one server at a time. A slice's files have the same names each time, and its manifest comes last,
 * so that a slice that broke off is written over by the next try.
 */
final class ScheduledRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledRuns.class);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    /** Far longer than a part takes, so that a server at work keeps what it holds. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final int LONGEST_REASON = 500;
    private static final String MANIFEST = "manifest.json";

    private final Transactions<ScheduleStore> data;
    private final Schedules schedules;
    private final Shelves shelves;
    private final ExportParts parts;
    private final Leases leases;
    private final Callers callers;
    private final Notices notices;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Threads.timer("scheduled exports");
    private volatile boolean closing;

    ScheduledRuns(
            Transactions<ScheduleStore> data,
            Schedules schedules,
            Shelves shelves,
            ExportParts parts,
            Leases leases,
            Callers callers,
            Notices notices,
            InstantSource clock) {
        this.data = data;
        this.schedules = schedules;
        this.shelves = shelves;
        this.parts = parts;
        this.leases = leases;
        this.callers = callers;
        this.notices = notices;
        this.clock = clock;
    }

    /** Looks for what is due every so often. */
    void start(Duration pause) {
        var _ = timer.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (var project : callers.server().projects()) {
                while (!closing && runNext(project)) {
                    LOG.debug("a slice of project {} was exported", project.name());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("scheduled exports could not be looked at; they are tried again", e);
        }
    }

    /** Exports the next slice of a project if it is due, and says whether it did. */
    private boolean runNext(Project project) {
        var scope = callers.server().may(Permission.MANAGE_EXPORTS, project.name());
        if (due(scope).isEmpty()) {
            return false;
        }
        var lease = leases.take("export schedule of " + project.id(), LEASE);
        if (lease.isEmpty()) {
            return false;
        }
        try (var held = lease.get()) {
            return due(scope)
                    .map(schedule -> runNext(scope, project, schedule, held))
                    .orElse(false);
        }
    }

    private Optional<Schedule> due(Scope.InProject scope) {
        return data.read(scope, ScheduleStore::find)
                .filter(Schedule::enabled)
                .filter(it -> !it.dueAt().isAfter(clock.instant()));
    }

    private boolean runNext(Scope.InProject scope, Project project, Schedule schedule, Leases.Lease held) {
        try {
            var done = export(scope, project.name(), schedule, held);
            keep(scope, schedule, done.slice(), it -> it.done(done));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("the export of project {} from {} failed", project.name(), schedule.next(), e);
            int attempts = schedule.failure() == null ? 1 : schedule.failure().attempts() + 1;
            var failure = new Schedule.Failure(
                    clock.instant(), reason(e), attempts, clock.instant().plus(pauseBefore(attempts)));
            keep(scope, schedule, schedule.next(), it -> it.failed(failure));
            return false;
        }
    }

    private interface Change {
        Schedule of(Schedule schedule);
    }

    /** Changes the state, unless someone changed the schedule or where it is meanwhile. */
    private void keep(Scope.InProject scope, Schedule seen, Instant slice, Change change) {
        data.change(
                scope,
                store -> store.find()
                        .filter(it ->
                                it.version() == seen.version() && it.next().equals(slice))
                        .ifPresent(it -> store.save(change.of(it))));
        notices.changed(scope.projectId(), Topic.JOBS);
    }

    private Schedule.Done export(Scope.InProject scope, String project, Schedule schedule, Leases.Lease held)
            throws IOException {
        var from = schedule.next();
        var to = schedule.every().endOf(from);
        var started = new Filter.Started(from, to);
        Filter filter = schedule.where() == null
                ? started
                : new Filter.And(List.of(started, FilterText.parse("where", schedule.where())));
        var selection = new Exports.Selection(scope.projectId(), filter, SpanFacts.micros(from), SpanFacts.micros(to));
        var folder = project + "/" + schedule.every().folder(from);
        int before = data.<Integer>read(scope, store -> store.parts(folder));
        var written = new ArrayList<Written>();
        try (var shelf = shelves.open(schedule.destination(), schedules.secret(schedule, project))) {
            ExportCursor cursor = null;
            do {
                if (closing) {
                    throw new IOException("the server is stopping");
                }
                if (!held.renew()) {
                    throw new IOException("it took so long that another server may be at it");
                }
                var part = parts.next(selection, cursor, schedule.format());
                try {
                    if (part.rows() > 0) {
                        var name = name(written.size() + 1, schedule.format());
                        shelf.put(folder + "/" + name, part.file(), contentType(schedule.format()));
                        written.add(new Written(name, part.spans(), part.scores(), Files.size(part.file())));
                    }
                } finally {
                    Files.delete(part.file());
                }
                cursor = part.next();
            } while (cursor != null);
            for (int number = written.size() + 1; number <= before; number++) {
                for (var format : ExportFormat.values()) {
                    shelf.remove(folder + "/" + name(number, format));
                }
            }
            manifest(shelf, folder, new Manifest(project, from, to, schedule.where(), clock.instant(), written));
        }
        data.change(scope, store -> store.exported(folder, written.size(), clock.instant()));
        return new Schedule.Done(
                from,
                clock.instant(),
                written.size(),
                written.stream().mapToLong(Written::spans).sum(),
                written.stream().mapToLong(Written::scores).sum(),
                written.stream().mapToLong(Written::bytes).sum());
    }

    /** A part as the manifest names it. */
    private record Written(String name, long spans, long scores, long bytes) {}

    /** What a slice consists of; there only when all of it is. */
    private record Manifest(
            String project,
            Instant from,
            Instant to,
            @Nullable String where,
            Instant exportedAt,
            List<Written> parts) {}

    private void manifest(Shelf shelf, String folder, Manifest manifest) throws IOException {
        Path file = Files.createTempFile(parts.temporary(), "manifest", ".json");
        try {
            Files.write(
                    file,
                    (Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            shelf.put(folder + "/" + MANIFEST, file, "application/json");
        } finally {
            Files.delete(file);
        }
    }

    private static String name(int number, ExportFormat format) {
        return "part-%05d.%s"
                .formatted(
                        number,
                        switch (format) {
                            case JSONL -> "jsonl.gz";
                            case PARQUET -> "parquet";
                        });
    }

    private static String contentType(ExportFormat format) {
        return switch (format) {
            case JSONL -> "application/gzip";
            case PARQUET -> format.contentType;
        };
    }

    private static Duration pauseBefore(int attempts) {
        var pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause;
    }

    private static String reason(Exception e) {
        var said = String.valueOf(e.getMessage());
        return said.length() > LONGEST_REASON ? said.substring(0, LONGEST_REASON - 1) + "…" : said;
    }

    /** Waits for the part at hand. */
    @Override
    public void close() {
        closing = true;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
