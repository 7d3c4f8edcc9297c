package stet.traces.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that answer a query. {@code values} stand in the order of the measures; an absent one is unknown, which is not 0.
 *
 * @param bucketMs how long a bucket is; absent without buckets
 * @param startedAt when each bucket begins
 * @param totals over all, whatever the breakdown
 * @param series one without a breakdown; else the largest first, then the others, then those without a value
 */
public record QueryAnswer(
        @Nullable Double bucketMs, List<Instant> startedAt, List<@Nullable Number> totals, List<Series> series) {

    /**
     * @param group what the series is about: {@code all}, {@code value}, {@code other} or {@code unknown}
     * @param value the dimension's value, or the least amount of the step
     * @param totals over the whole time
     * @param buckets for each bucket its values
     */
    public record Series(
            String group,
            @Nullable String value,
            List<@Nullable Number> totals,
            List<List<@Nullable Number>> buckets) {}
}
