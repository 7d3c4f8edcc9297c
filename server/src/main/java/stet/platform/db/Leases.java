package stet.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import stet.platform.Ids;

/**
 * Lets one process at a time do a piece of work that several servers on one record store could do. Who takes a lease has to renew it
 * before it ends; one that ended with its process is taken by the next.
 */
public final class Leases {
    private final Records records;
    private final InstantSource clock;

    public Leases(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** A piece of work that is this process's alone for now. */
    public final class Lease implements AutoCloseable {
        private final String name;
        private final UUID holder;
        private final Duration length;

        private Lease(String name, UUID holder, Duration length) {
            this.name = name;
            this.holder = holder;
            this.length = length;
        }

        /** Holds it for its length from now on; false when it ended before, and may be another's. */
        public boolean renew() {
            var now = now();
            return records.<Boolean>write(sql -> new LeaseStore(sql).renew(name, holder, now, now.plus(length)));
        }

        @Override
        public void close() {
            records.<Integer>write(sql -> new LeaseStore(sql).release(name, holder));
        }
    }

    /** Takes a lease that nobody holds. */
    public Optional<Lease> take(String name, Duration length) {
        var now = now();
        var holder = Ids.next();
        boolean taken = records.<Boolean>write(sql -> new LeaseStore(sql).take(name, holder, now, now.plus(length)));
        return taken ? Optional.of(new Lease(name, holder, length)) : Optional.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
