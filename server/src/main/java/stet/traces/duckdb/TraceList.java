package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.query.Cursor;
import stet.traces.query.Filter;
import stet.traces.query.Page;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;

/**
 * Lists traces, newest first. When their text is searched it reads the newest traces first, in ever larger portions, and
 * stops as soon as the page is full or the time for an answer is up.
 */
record TraceList(Database database) {
    private static final int FIRST_PORTION = 500;
    private static final int PORTION_GROWTH = 4;

    /** After so long a search answers with what it has found and says how far it got. */
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(700);

    private static final String NEWEST_FIRST = " ORDER BY t.started_us DESC, t.trace_id DESC";
    private static final String COLUMNS = "SELECT " + Columns.TRACE + " FROM trace t WHERE ";

    TracePage page(UUID project, Filter filter, Page page) {
        return switch (page) {
            case Page.First first -> older(project, filter, null, first.limit());
            case Page.OlderThan older -> older(project, filter, older.last(), older.limit());
            case Page.NewerThan newer -> newer(project, filter, newer.seen(), newer.limit());
        };
    }

    private TracePage newer(UUID project, Filter filter, Cursor seen, int limit) {
        var window = new Window(seen.startedUs(), Long.MAX_VALUE);
        var where = Where.of(project, filter, window)
                .and("t.started_us >= ?", seen.startedUs())
                .and("(t.started_us > ? OR t.trace_id > ?)", seen.startedUs(), seen.traceId());
        var rows = database.ask(asking -> asking.rows(
                COLUMNS + where.sql() + " ORDER BY t.started_us, t.trace_id LIMIT " + limit,
                where.values(),
                TraceList::row));
        return new TracePage(rows.reversed(), null);
    }

    private TracePage older(UUID project, Filter filter, @Nullable Cursor last, int limit) {
        return database.ask(asking -> {
            var found = Where.readsContent(filter)
                    ? search(asking, project, filter, last, limit + 1)
                    : new Found(select(asking, project, filter, Window.ALL, last, limit + 1), null);
            var rows = found.rows;
            var matches = Matches.of(asking, project, filter, rows);
            var end = found.end;
            if (rows.size() > limit) {
                var items = rows.subList(0, limit);
                return new TracePage(items, items.getLast().cursor(), null, matches);
            }
            return end == null
                    ? new TracePage(rows, null, null, matches)
                    : new TracePage(rows, end.text(), Questions.at(end.startedUs()), matches);
        });
    }

    /** What a search found, and where it ended when its time was up before it had looked everywhere. */
    private record Found(List<TraceRow> rows, @Nullable Cursor end) {}

    private static Found search(Database.Asking asking, UUID project, Filter filter, @Nullable Cursor last, int wanted)
            throws SQLException {
        var found = new ArrayList<TraceRow>();
        var from = last;
        long start = System.nanoTime();
        var blocks = FoundBlocks.of(asking, filter);
        long portion = FIRST_PORTION;
        for (long before = System.nanoTime(); ; ) {
            var next = portion(asking, project, from, portion);
            if (next.traces == 0) {
                return new Found(found, null);
            }
            var window = new Window(next.oldest.startedUs(), next.lastStartUs);
            var where = portion(Where.of(project, filter, window, blocks), from, next.oldest);
            found.addAll(newest(asking, where, wanted - found.size()));
            if (found.size() >= wanted || next.traces < portion) {
                return new Found(found, null);
            }
            from = next.oldest;
            long now = System.nanoTime();
            if (now - start > LONGEST_SEARCH.toNanos()) {
                return new Found(found, from);
            }
            double fits = (double) (LONGEST_SEARCH.toNanos() - (now - start)) / (now - before);
            portion = Math.max(FIRST_PORTION, (long) (portion * Math.min(PORTION_GROWTH, fits)));
            before = now;
        }
    }

    /** So many traces behind a cursor: how many there are, the oldest of them, and when the last span of any began. */
    private record Portion(long traces, Cursor oldest, long lastStartUs) {}

    private static Portion portion(Database.Asking asking, UUID project, @Nullable Cursor from, long size)
            throws SQLException {
        var where = behind(new Where("t.project = ?", List.of(project)), from);
        return asking.rows(
                        """
                        SELECT count(*), min(started_us), arg_min(trace_id, (started_us, trace_id)), max(last_start_us)
                        FROM (SELECT t.started_us, t.trace_id, t.last_start_us FROM trace t WHERE %s
                          ORDER BY t.started_us DESC, t.trace_id DESC LIMIT %s)""".formatted(where.sql(), size),
                        where.values(),
                        row -> new Portion(
                                row.getLong(1),
                                new Cursor(row.getLong(2), Objects.requireNonNullElse(row.getString(3), "")),
                                row.getLong(4)))
                .getFirst();
    }

    private static List<TraceRow> select(
            Database.Asking asking, UUID project, Filter filter, Window window, @Nullable Cursor from, int wanted)
            throws SQLException {
        var where = behind(Where.of(project, filter, window), from);
        return newest(asking, where, wanted);
    }

    private static Where portion(Where where, @Nullable Cursor from, Cursor oldest) {
        return behind(where, from)
                .and("t.started_us >= ?", oldest.startedUs())
                .and("(t.started_us > ? OR t.trace_id >= ?)", oldest.startedUs(), oldest.traceId());
    }

    private static Where behind(Where where, @Nullable Cursor from) {
        return from == null
                ? where
                : where.and("t.started_us <= ?", from.startedUs())
                        .and("(t.started_us < ? OR t.trace_id < ?)", from.startedUs(), from.traceId());
    }

    /** Reads the many columns of those rows alone that are shown. */
    private static List<TraceRow> newest(Database.Asking asking, Where where, int wanted) throws SQLException {
        return asking.rows(
                COLUMNS + "t.rowid IN (SELECT t.rowid FROM trace t WHERE " + where.sql() + NEWEST_FIRST + " LIMIT "
                        + wanted + ")" + NEWEST_FIRST,
                where.values(),
                TraceList::row);
    }

    private static Map<CostKind, BigDecimal> plain(Map<CostKind, BigDecimal> parts) {
        var plain = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        parts.forEach((kind, usd) -> plain.put(kind, Objects.requireNonNull(Questions.plain(usd))));
        return plain;
    }

    static TraceRow row(ResultSet row) throws SQLException {
        long started = row.getLong("started_us");
        var dimensions = Columns.dimensions(row);
        var usage = Columns.usage(row);
        var cost = Columns.cost(row);
        var usd = Questions.plain(cost.usd());
        var firstToken = Columns.number(row, "first_token_us");
        return new TraceRow(
                row.getString("trace_id"),
                row.getString("name"),
                Questions.at(started),
                (row.getLong("ended_us") - started) / 1000.0,
                row.getBoolean("failed") ? "error" : "ok",
                row.getString("error_kind"),
                row.getInt("span_count"),
                row.getInt("generation_count"),
                row.getInt("failed_span_count"),
                row.getBoolean("root_missing"),
                Columns.split(row.getString("models")),
                Columns.split(row.getString("providers")),
                dimensions.userId(),
                dimensions.sessionId(),
                dimensions.environment(),
                dimensions.release(),
                dimensions.app(),
                dimensions.promptName(),
                dimensions.promptVersion(),
                dimensions.tags(),
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.reasoning(),
                usage.audioInput(),
                usage.audioOutput(),
                usage.total(),
                usd,
                cost.parts().isEmpty() ? null : plain(cost.parts()),
                usd != null && cost.unknownBecause() != null,
                cost.unknownBecause(),
                firstToken == null ? null : firstToken / 1000.0,
                row.getString("input_preview"),
                row.getString("output_preview"),
                row.getBoolean("simulated"),
                new Cursor(started, row.getString("trace_id")).text());
    }
}
