package stet.traces.query;

import java.time.Duration;
import java.time.Instant;

/** From an instant until before another. */
public record TimeRange(Instant from, Instant to) {
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a time range must end after it begins, and " + to + " is not after " + from);
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
