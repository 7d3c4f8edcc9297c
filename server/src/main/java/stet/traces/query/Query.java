package stet.traces.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about telemetry that is answered with numbers.
 *
 * @param buckets into how many equal stretches the time is cut; 0 for totals only
 */
public record Query(
        Subject subject,
        List<Measure> measures,
        Filter filter,
        TimeRange range,
        int buckets,
        @Nullable Breakdown breakdown) {
    public static final int MOST_MEASURES = 10;
    public static final int MOST_BUCKETS = 1000;
    public static final int MOST_POINTS = 20_000;

    public Query {
        measures = List.copyOf(measures);
        if (measures.isEmpty() || measures.size() > MOST_MEASURES) {
            throw new IllegalArgumentException(
                    "a query has 1 to " + MOST_MEASURES + " measures, not " + measures.size());
        }
        if (buckets < 0 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException("a query has 0 to " + MOST_BUCKETS + " buckets, not " + buckets);
        }
    }

    /** The length of a bucket in microseconds, rounded up. */
    public long bucketUs() {
        long micros = range.length().toNanos() / 1000;
        return buckets == 0 ? micros : Math.max(1, Math.ceilDiv(micros, (long) buckets));
    }
}
