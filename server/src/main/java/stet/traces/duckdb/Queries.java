package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanFacts;
import stet.traces.query.Breakdown;
import stet.traces.query.Filter;
import stet.traces.query.Query;
import stet.traces.query.QueryAnswer;
import stet.traces.query.QueryAnswer.Series;

/** Answers queries: first which series there are, then all their numbers at once. */
record Queries(Database database) {
    QueryAnswer answer(UUID project, Query query) {
        var range = query.range();
        var window = new Window(SpanFacts.micros(range.from()), Long.MAX_VALUE);
        var fields = new Fields(query.subject());
        var filter = new Filter.And(List.of(new Filter.Started(range.from(), range.to()), query.filter()));
        var asked = new Asked(
                query,
                fields,
                new Measures(query.measures(), fields, project, window),
                Where.of(query.subject(), project, filter, window));
        return database.ask(asked::answer);
    }

    /** One group in one bucket; the bucket is absent in a total. */
    private record Cell(int group, @Nullable Integer bucket, List<@Nullable Number> values) {}

    private record Asked(Query query, Fields fields, Measures measures, Where where) {
        QueryAnswer answer(Database.Asking asking) throws SQLException {
            var whole = cells(asking, null, List.of());
            var totals = total(1, whole);
            var breakdown = query.breakdown();
            List<Series> series;
            if (breakdown == null) {
                series = List.of(series("all", null, 1, whole));
            } else {
                var names = names(asking, breakdown);
                series = broken(names, cells(asking, breakdown, names));
            }
            return new QueryAnswer(query.buckets() == 0 ? null : query.bucketUs() / 1000.0, starts(), totals, series);
        }

        private List<Series> broken(List<String> names, List<Cell> cells) {
            var series = new ArrayList<Series>();
            for (int i = 0; i < names.size(); i++) {
                series.add(series("value", names.get(i), i + 1, cells));
            }
            if (holds(cells, Grouping.OTHER)) {
                series.add(series("other", null, Grouping.OTHER, cells));
            }
            if (holds(cells, Grouping.UNKNOWN)) {
                series.add(series("unknown", null, Grouping.UNKNOWN, cells));
            }
            return series;
        }

        private static boolean holds(List<Cell> cells, int group) {
            return cells.stream().anyMatch(it -> it.group == group);
        }

        private Series series(String kind, @Nullable String value, int group, List<Cell> cells) {
            var byBucket = new HashMap<Integer, List<@Nullable Number>>();
            for (var cell : cells) {
                if (cell.group == group && cell.bucket != null) {
                    byBucket.put(cell.bucket, cell.values);
                }
            }
            var buckets = new ArrayList<List<@Nullable Number>>();
            for (int i = 0; i < query.buckets(); i++) {
                buckets.add(byBucket.getOrDefault(i, measures.none()));
            }
            return new Series(kind, value, total(group, cells), buckets);
        }

        private List<@Nullable Number> total(int group, List<Cell> cells) {
            return cells.stream()
                    .filter(it -> it.group == group && it.bucket == null)
                    .map(Cell::values)
                    .findFirst()
                    .orElseGet(measures::none);
        }

        /** The measures of each group over the whole time, and in each bucket. */
        private List<Cell> cells(Database.Asking asking, @Nullable Breakdown breakdown, List<String> names)
                throws SQLException {
            var columns = measures.columns("(CASE WHEN grouping(bucket) = 0 THEN %s ELSE %s END)"
                    .formatted(query.bucketUs() / 1e6, query.range().length().toNanos() / 1e9));
            var values = new ArrayList<Object>();
            values.add(asking.texts(names));
            values.addAll(columns.values());
            values.addAll(List.of(SpanFacts.micros(query.range().from()), query.bucketUs()));
            values.addAll(where.values());
            var text = """
                    WITH shown AS (SELECT ?::VARCHAR[] AS names)
                    SELECT grp, bucket, %1$s FROM (
                      SELECT %2$s.*, %3$s AS grp, ((%2$s.started_us - ?) // ?)::INTEGER AS bucket
                      FROM shown, %4$s WHERE %5$s) %2$s
                    GROUP BY GROUPING SETS ((grp, bucket), (grp))""".formatted(
                            columns.sql(),
                            fields.alias(),
                            new Grouping(breakdown, fields).group(),
                            fields.table(),
                            where.sql());
            return asking.rows(text, values, this::cell);
        }

        private Cell cell(ResultSet row) throws SQLException {
            var bucket = Columns.number(row, "bucket");
            return new Cell(row.getInt("grp"), bucket == null ? null : bucket.intValue(), measures.read(row));
        }

        /** What the series are called: values with the largest first measure first, steps upwards. */
        private List<String> names(Database.Asking asking, Breakdown breakdown) throws SQLException {
            var first = measures.first()
                    .columns(String.valueOf(query.range().length().toNanos() / 1e9));
            var values = new ArrayList<>(first.values());
            values.addAll(where.values());
            int most = breakdown instanceof Breakdown.Values it ? it.top() : Breakdown.MOST_STEPS;
            var names = asking.rows(
                    """
                    SELECT val, %1$s FROM (SELECT %2$s.*, %3$s AS val FROM %4$s WHERE %5$s) %2$s
                    WHERE val <> '' GROUP BY val ORDER BY m0 DESC NULLS LAST, val LIMIT %6$s""".formatted(
                                    first.sql(),
                                    fields.alias(),
                                    new Grouping(breakdown, fields).value(),
                                    fields.table(),
                                    where.sql(),
                                    most),
                    values,
                    row -> row.getString(1));
            return breakdown instanceof Breakdown.Steps
                    ? names.stream()
                            .sorted(Comparator.comparing(BigDecimal::new))
                            .toList()
                    : names;
        }

        private List<Instant> starts() {
            long from = SpanFacts.micros(query.range().from());
            var starts = new ArrayList<Instant>();
            for (int i = 0; i < query.buckets(); i++) {
                starts.add(Questions.at(from + i * query.bucketUs()));
            }
            return starts;
        }
    }
}
