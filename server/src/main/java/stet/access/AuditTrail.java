package stet.access;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Transactions;

/** Where features write down what someone did. */
public final class AuditTrail {
    private final Transactions<AuditStore> data;
    private final InstantSource clock;

    AuditTrail(Transactions<AuditStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /**
     * Writes down something done in a project.
     *
     * @param subject what or whom it was done to
     * @param address where the request came from; absent for what the server does by itself
     */
    public void add(Caller caller, String project, String action, String subject, @Nullable String address) {
        var id = caller.project(project).id();
        data.change(
                Caller.InInstallation.SCOPE,
                store -> store.add(clock.instant(), caller.name(), action, subject, id, address));
    }

    /** Writes down something done to the whole installation. */
    public void add(Caller caller, String action, String subject) {
        data.change(
                Caller.InInstallation.SCOPE,
                store -> store.add(clock.instant(), caller.name(), action, subject, null, null));
    }
}
