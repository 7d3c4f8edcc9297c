package stet.traces.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.access.Project;
import stet.platform.telemetry.DiskRoom;
import stet.traces.TraceStore;
import stet.traces.query.Holdings;
import stet.traces.query.Holdings.Kind;
import stet.traces.rejected.RejectedRecords;

/** How much there is of everything. The store is looked through at most once a minute. */
final class Storage {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TraceStore store;
    private final RejectedRecords rejected;
    private final Room room;
    private final InstantSource clock;
    private @Nullable Measured measured;

    /** The sizes of what is beside the store. */
    record Room(LongSupplier journalBytes, LongSupplier recordBytes, DiskRoom disk) {}

    private record Measured(Instant at, Holdings holdings) {}

    Storage(TraceStore store, RejectedRecords rejected, Room room, InstantSource clock) {
        this.store = store;
        this.rejected = rejected;
        this.room = room;
        this.clock = clock;
    }

    /**
     * The files.
     *
     * @param storeBytes of the telemetry store, its log included
     * @param storeFreeBytes of these, free for what comes
     */
    record Files(
            long storeBytes,
            long storeFreeBytes,
            long storeLogBytes,
            long journalBytes,
            long recordBytes,
            long diskFreeBytes,
            long diskBytes) {}

    /**
     * How much of a kind.
     *
     * @param bytes an estimate, but for {@code rejected}
     */
    record KindHeld(String kind, long rows, long bytes) {}

    /**
     * What a project has.
     *
     * @param growthBytesPerDay an estimate from the spans of the last 24 hours
     */
    record ProjectHeld(
            String project,
            List<KindHeld> kinds,
            long bytes,
            long spansLastDay,
            long growthBytesPerDay,
            @Nullable Instant oldestTraceAt,
            @Nullable Instant oldestContentAt) {}

    /** All of it. */
    record StorageDetail(Instant measuredAt, Files files, List<ProjectHeld> projects) {}

    /** What the caller may see of it. */
    StorageDetail of(Caller caller) {
        var found = measured();
        var held = found.holdings;
        var files = new Files(
                held.fileBytes(),
                held.freeBytes(),
                held.logBytes(),
                room.journalBytes.getAsLong(),
                room.recordBytes.getAsLong(),
                room.disk.left(),
                room.disk.total());
        var projects = caller.projects().stream()
                .map(project -> of(caller, project, held))
                .sorted(Comparator.comparingLong(ProjectHeld::bytes).reversed())
                .toList();
        return new StorageDetail(found.at, files, projects);
    }

    /** The next question looks anew. */
    synchronized void changed() {
        measured = null;
    }

    private synchronized Measured measured() {
        var now = clock.instant();
        var last = measured;
        if (last == null || Duration.between(last.at, now).compareTo(FRESH) > 0) {
            last = new Measured(now, store.holdings(now));
            measured = last;
        }
        return last;
    }

    private ProjectHeld of(Caller caller, Project project, Holdings holdings) {
        var kinds = new ArrayList<KindHeld>();
        long spans = 0;
        long bytesOfSpans = 0;
        for (var held : holdings.held()) {
            if (held.project().equals(project.id())) {
                kinds.add(new KindHeld(held.kind().name().toLowerCase(Locale.ROOT), held.rows(), held.bytes()));
                spans += held.kind() == Kind.SPANS ? held.rows() : 0;
                bytesOfSpans += held.kind() == Kind.SCORES ? 0 : held.bytes();
            }
        }
        var refused = rejected.held(caller.may(Permission.READ_TRACES, project.name()));
        if (refused.records() > 0) {
            kinds.add(new KindHeld("rejected", refused.records(), refused.bytes()));
        }
        var ages = holdings.ages().stream()
                .filter(it -> it.project().equals(project.id()))
                .findFirst()
                .orElse(new Holdings.Ages(project.id(), null, null, 0));
        return new ProjectHeld(
                project.name(),
                kinds,
                kinds.stream().mapToLong(KindHeld::bytes).sum(),
                ages.spansLastDay(),
                spans == 0 ? 0 : Math.round((double) bytesOfSpans / spans * ages.spansLastDay()),
                ages.oldestTrace(),
                ages.oldestContent());
    }
}
