package stet.traces.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.telemetry.DiskRoom;
import stet.traces.TraceFeature;
import stet.traces.rejected.RejectedRecords;

/** Removes data when its time has come, and tells how much there is. */
public final class RetentionFeature implements AutoCloseable {
    private final Sweeper sweeper;
    private final Storage storage;
    private final RetentionRoutes retentionRoutes;
    private final StorageRoutes storageRoutes;

    /** What it looks after. */
    public record Needs(
            TraceFeature traces,
            RejectedRecords rejected,
            Records records,
            DiskRoom disk,
            Callers callers,
            AuditTrail trail,
            MeterRegistry meters) {}

    private RetentionFeature(Needs needs, InstantSource clock) {
        var data = needs.records().inProject(RetentionStore::new);
        var room = new Storage.Room(needs.traces()::journalBytes, needs.records()::bytes, needs.disk());
        storage = new Storage(needs.traces().store(), needs.rejected(), room, clock);
        sweeper =
                new Sweeper(needs.traces().store(), data, needs.callers(), new RetentionMeters(needs.meters()), clock);
        retentionRoutes = new RetentionRoutes(new Retention(data, needs.trail(), clock), needs.callers());
        storageRoutes = new StorageRoutes(storage, needs.callers());
    }

    /** Begins to carry policies out, every minute. */
    public static RetentionFeature create(Needs needs, InstantSource clock) {
        return new RetentionFeature(needs, clock);
    }

    public void declare(Api api) {
        retentionRoutes.declare(api);
        storageRoutes.declare(api);
    }

    /** Carries all policies out now. */
    public void sweep() throws InterruptedException {
        sweeper.sweep();
        storage.changed();
    }

    /** Tells that something was removed, so that sizes are measured anew. */
    public void changed() {
        storage.changed();
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
