package stet.traces.deletion;

import java.nio.file.Path;
import java.time.InstantSource;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.platform.Notices;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.secrets.Secrets;
import stet.traces.TraceFeature;
import stet.traces.rejected.RejectedRecords;

/** Deletes a person's data and traces when asked, and shows that they are gone. */
public final class DeletionFeature implements AutoCloseable {
    private final Deletions deletions;
    private final DeletionRoutes routes;

    /**
     * What it works on.
     *
     * @param home whose files must not hold what was deleted
     * @param afterwards told when something was deleted
     */
    public record Needs(
            TraceFeature traces,
            RejectedRecords rejected,
            Records records,
            Path home,
            Secrets secrets,
            Callers callers,
            AuditTrail trail,
            Notices notices,
            Runnable afterwards) {}

    private DeletionFeature(Needs needs, InstantSource clock) {
        deletions = new Deletions(
                needs.records().inProject(DeletionStore::new),
                new Eraser(needs.traces(), needs.rejected(), needs.records(), needs.home()),
                new Deletions.Around(
                        needs.secrets(), needs.callers(), needs.trail(), needs.notices(), needs.afterwards()),
                clock);
        routes = new DeletionRoutes(deletions, needs.callers());
    }

    /** Goes on with what an earlier run of the server was asked. */
    public static DeletionFeature create(Needs needs, InstantSource clock) {
        return new DeletionFeature(needs, clock);
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    /** Does now what would be done within ten minutes: removes what came late. */
    public void look() throws InterruptedException {
        deletions.work();
    }

    @Override
    public void close() {
        deletions.close();
    }
}
