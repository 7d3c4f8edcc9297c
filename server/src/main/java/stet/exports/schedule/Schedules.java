package stet.exports.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.exports.ExportFormat;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;
import stet.traces.query.FilterText;

/** Keeps what each project exports by itself. */
final class Schedules {
    static final Duration DELAY = Duration.ofMinutes(60);
    private static final int MOST_DELAY_MINUTES = 7 * 24 * 60;
    private static final int LONGEST_SECRET = 500;
    private static final String PROBE = "stet-test.txt";

    private final Transactions<ScheduleStore> data;
    private final Shelves shelves;
    private final Secrets secrets;
    private final AuditTrail trail;
    private final InstantSource clock;

    Schedules(
            Transactions<ScheduleStore> data, Shelves shelves, Secrets secrets, AuditTrail trail, InstantSource clock) {
        this.data = data;
        this.shelves = shelves;
        this.secrets = secrets;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What a schedule is to be.
     *
     * @param version the version that was changed; 0 for a new one
     * @param secretAccessKey absent: the one that is kept stays, if the store and its access key do
     * @param from the start of the first slice; absent: on it goes, or begins now
     */
    record WantedExports(
            @Nullable Integer version,
            @Nullable Boolean enabled,
            @Nullable String format,
            @Nullable Every every,
            @Nullable String where,
            @Nullable Integer delayMinutes,
            Destination.@Nullable Described destination,
            @Nullable String secretAccessKey,
            @Nullable Instant from) {}

    /** What came of writing a small file to a destination and removing it. */
    record ExportTest(boolean works, String detail) {}

    Optional<Schedule> find(Caller caller, String project) {
        return data.read(caller.may(Permission.MANAGE_EXPORTS, project), ScheduleStore::find);
    }

    boolean foldersAllowed() {
        return shelves.allowed().isPresent();
    }

    Schedule save(Caller caller, String project, WantedExports wanted, @Nullable String address) {
        var scope = caller.may(Permission.MANAGE_EXPORTS, project);
        var saved = data.<Schedule>write(scope, store -> {
            var old = store.find();
            int version = old.map(Schedule::version).orElse(0);
            if (wanted.version == null || wanted.version != version) {
                throw new Problem.Conflict("the schedule was changed meanwhile: it is at version " + version
                        + ", the change is of version " + wanted.version + "; look at it and change it again");
            }
            var schedule = schedule(wanted, old, project, caller.name());
            store.save(schedule);
            return schedule;
        });
        trail.add(caller, project, "export schedule changed", said(saved), address);
        return saved;
    }

    void remove(Caller caller, String project, @Nullable String address) {
        var scope = caller.may(Permission.MANAGE_EXPORTS, project);
        if (data.<Integer>write(scope, ScheduleStore::remove) == 0) {
            throw new Problem.NotFound("export schedule of project", project);
        }
        trail.add(caller, project, "export schedule removed", project, address);
    }

    /** Makes the next slice due at once, or another one and all behind it. */
    Schedule runAgain(Caller caller, String project, @Nullable Instant from, @Nullable String address) {
        var scope = caller.may(Permission.MANAGE_EXPORTS, project);
        var changed = data.<Schedule>write(scope, store -> {
            var old = store.find().orElseThrow(() -> new Problem.NotFound("export schedule of project", project));
            var again = old.from(from == null ? old.next() : from);
            store.save(again);
            return again;
        });
        trail.add(caller, project, "export run again", "from " + changed.next(), address);
        return changed;
    }

    /** Tries a destination, with the secret that is kept when it is that of the schedule. */
    ExportTest test(Caller caller, String project, WantedExports wanted, Path temporary) {
        var scope = caller.may(Permission.MANAGE_EXPORTS, project);
        var destination = destination(wanted);
        var secret = data.read(scope, ScheduleStore::find)
                .flatMap(old -> Optional.ofNullable(keptSecret(old, destination, project)))
                .orElse(null);
        if (wanted.secretAccessKey != null) {
            secret = wanted.secretAccessKey;
        }
        try (var shelf = shelves.open(destination, secret)) {
            Files.createDirectories(temporary);
            var file = Files.createTempFile(temporary, "test", ".txt");
            try {
                Files.writeString(file, "stet tests whether it may write here.\n");
                shelf.put(project + "/" + PROBE, file, "text/plain");
                shelf.remove(project + "/" + PROBE);
            } finally {
                Files.delete(file);
            }
            return new ExportTest(true, "a file was written and removed");
        } catch (IOException e) {
            return new ExportTest(false, String.valueOf(e.getMessage()));
        }
    }

    /** The secret of a schedule's destination; absent when it needs none. */
    @Nullable
    String secret(Schedule schedule, String project) {
        return schedule.sealedSecret() == null ? null : secrets.open(schedule.sealedSecret(), belongsTo(project));
    }

    private Schedule schedule(WantedExports wanted, Optional<Schedule> old, String project, String author) {
        var destination = destination(wanted);
        shelves.require(destination);
        var every = wanted.every == null ? Every.DAY : wanted.every;
        var where = wanted.where == null || wanted.where.isBlank() ? null : wanted.where.strip();
        if (where != null) {
            var _ = FilterText.parse("where", where);
        }
        int delay = wanted.delayMinutes == null ? (int) DELAY.toMinutes() : wanted.delayMinutes;
        if (delay < 0 || delay > MOST_DELAY_MINUTES) {
            throw Problem.Invalid.field("delayMinutes", "is " + delay + "; it may be 0 to " + MOST_DELAY_MINUTES);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var next = wanted.from != null
                ? every.startOf(wanted.from)
                : old.map(Schedule::next).map(every::startOf).orElse(every.startOf(now));
        return new Schedule(
                old.map(Schedule::version).orElse(0) + 1,
                wanted.enabled == null || wanted.enabled,
                wanted.format == null ? ExportFormat.JSONL : ExportFormat.parse(wanted.format),
                every,
                where,
                Duration.ofMinutes(delay),
                destination,
                sealed(wanted, old, destination, project),
                next,
                old.map(Schedule::lastDone).orElse(null),
                null,
                now,
                author);
    }

    private static Destination destination(WantedExports wanted) {
        if (wanted.destination == null) {
            throw Problem.Invalid.field("destination", "is missing");
        }
        return wanted.destination.destination();
    }

    private @Nullable String sealed(
            WantedExports wanted, Optional<Schedule> old, Destination destination, String project) {
        if (!(destination instanceof Destination.S3)) {
            return null;
        }
        var given = wanted.secretAccessKey;
        if (given != null && !given.isBlank()) {
            if (given.length() > LONGEST_SECRET) {
                throw Problem.Invalid.field("secretAccessKey", "has more than " + LONGEST_SECRET + " characters");
            }
            return secrets.seal(given.strip(), belongsTo(project));
        }
        if (old.isPresent() && keptSecret(old.get(), destination, project) != null) {
            return old.get().sealedSecret();
        }
        throw Problem.Invalid.field(
                "secretAccessKey", "is missing: it has to be given again when the store or its access key changes");
    }

    /** Only for the store and access key it was given for: a secret must not be sent to another address. */
    private @Nullable String keptSecret(Schedule old, Destination destination, String project) {
        boolean same = old.destination() instanceof Destination.S3 before
                && destination instanceof Destination.S3 now
                && Objects.equals(before.endpoint(), now.endpoint())
                && before.accessKeyId().equals(now.accessKeyId());
        return same ? secret(old, project) : null;
    }

    private static String said(Schedule schedule) {
        return "every " + schedule.every().word() + " as " + schedule.format().word() + " to "
                + switch (schedule.destination()) {
                    case Destination.Folder(var path) -> "folder '" + path + "'";
                    case Destination.S3 s3 -> "bucket '" + s3.bucket() + "'";
                }
                + (schedule.enabled() ? "" : ", switched off");
    }

    private static String belongsTo(String project) {
        return "export schedule of " + project;
    }
}
