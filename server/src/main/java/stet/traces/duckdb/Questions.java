package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanFacts;
import stet.traces.query.Activity;
import stet.traces.query.Facets;
import stet.traces.query.Filter;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;

/** Sums over traces. Quantiles come from a t-digest: about 1 % of rank off in the middle, less towards the ends. */
record Questions(Database database, FacetCounts counts) {
    private static final String SUMS = """
            count(*) AS traces, count(*) FILTER (t.failed) AS failed, sum(t.cost_usd) AS cost,
            coalesce(sum(t.input_tokens), 0)::BIGINT AS input, coalesce(sum(t.output_tokens), 0)::BIGINT AS output,
            approx_quantile(t.ended_us - t.started_us, 0.5)::DOUBLE AS p50,
            approx_quantile(t.ended_us - t.started_us, 0.95)::DOUBLE AS p95""";

    TraceCount count(UUID project, Filter filter) {
        var where = Where.of(project, filter, Window.ALL);
        return database.ask(asking -> asking.rows(
                        "SELECT " + SUMS + " FROM trace t WHERE " + where.sql(),
                        where.values(),
                        row -> new TraceCount(
                                row.getLong("traces"),
                                row.getLong("failed"),
                                money(row),
                                row.getLong("input"),
                                row.getLong("output"),
                                millis(row, "p50"),
                                millis(row, "p95")))
                .getFirst());
    }

    Facets facets(UUID project, Filter.Started when) {
        long from = FacetCounts.day(when.from() == null ? 0 : SpanFacts.micros(when.from()));
        long to = FacetCounts.day(when.to() == null ? Long.MAX_VALUE : SpanFacts.micros(when.to()));
        var found = new HashMap<String, List<Facets.Facet>>();
        database.ask(asking -> {
            var values = new ArrayList<Object>(List.of(project, from, to));
            values.addAll(FacetCounts.columns(asking, counts.waiting(project, from, to)));
            return asking.rows(
                    """
                    SELECT dimension, value, sum(traces)::BIGINT FROM (
                      SELECT dimension, value, traces FROM facet WHERE project = ? AND day BETWEEN ? AND ?
                      UNION ALL SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BIGINT[]))
                    GROUP BY dimension, value
                    QUALIFY row_number() OVER (PARTITION BY dimension ORDER BY sum(traces) DESC, value) <= %s
                    ORDER BY sum(traces) DESC, value""".formatted(Facets.MOST),
                    values,
                    row -> found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(new Facets.Facet(row.getString(2), row.getLong(3))));
        });
        Function<String, List<Facets.Facet>> of = dimension -> found.getOrDefault(dimension, List.of());
        return new Facets(
                of.apply("model"), of.apply("provider"), of.apply("tag"), of.apply("user"), of.apply("environment"));
    }

    Activity activity(UUID project, Filter filter, TimeRange range, int buckets) {
        long from = SpanFacts.micros(range.from());
        long width = Math.max(1, Math.ceilDiv(SpanFacts.micros(range.to()) - from, (long) buckets));
        var where = Where.of(
                project, new Filter.And(List.of(new Filter.Started(range.from(), range.to()), filter)), Window.ALL);
        var values = new ArrayList<Object>(List.of(from, width));
        values.addAll(where.values());
        var filled = new Activity.@Nullable Bucket[buckets];
        database.ask(asking -> asking.rows(
                "SELECT ((t.started_us - ?) // ?)::INTEGER AS bucket, " + SUMS + " FROM trace t WHERE " + where.sql()
                        + " GROUP BY bucket",
                values,
                row -> filled[row.getInt("bucket")] = new Activity.Bucket(
                        at(from + row.getInt("bucket") * width),
                        row.getLong("traces"),
                        row.getLong("failed"),
                        money(row),
                        millis(row, "p50"),
                        millis(row, "p95"),
                        row.getLong("input"),
                        row.getLong("output"))));
        var all = new ArrayList<Activity.Bucket>();
        for (int i = 0; i < buckets; i++) {
            var bucket = filled[i];
            all.add(bucket == null ? new Activity.Bucket(at(from + i * width), 0, 0, null, null, null, 0, 0) : bucket);
        }
        return new Activity(width / 1000.0, all);
    }

    static Instant at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Double millis(ResultSet row, String column) throws SQLException {
        double micros = row.getDouble(column);
        return row.wasNull() ? null : micros / 1000;
    }

    private static @Nullable BigDecimal money(ResultSet row) throws SQLException {
        return plain(row.getBigDecimal("cost"));
    }

    /** Without the zeros that the column's scale adds. */
    static @Nullable BigDecimal plain(@Nullable BigDecimal money) {
        if (money == null) {
            return null;
        }
        var stripped = money.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
