package stet.traces.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.traces.Slices;
import stet.traces.TraceStore;
import stet.traces.Upkeep.Removed;

/** Gives up on amendments whose span does not come, whatever the policies say. */
final class Patience {
    static final Duration AGE = Duration.ofDays(7);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final TraceStore store;
    private final RetentionMeters meters;
    private final InstantSource clock;
    private Instant lookedAt = Instant.EPOCH;

    Patience(TraceStore store, RetentionMeters meters, InstantSource clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks once an hour. */
    void look(Slices slices) throws InterruptedException {
        var now = clock.instant();
        if (now.isBefore(lookedAt.plus(BETWEEN))) {
            return;
        }
        lookedAt = now;
        try {
            Removed removed = slices.all(most -> store.removeUnmet(now, now.minus(AGE), most));
            meters.unmet(removed.amendments());
        } catch (RuntimeException e) {
            LOG.warn("amendments whose span does not come were not looked at", e);
        }
    }
}
