package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.query.Filter;
import stet.traces.query.Rank;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.Rollup.Rollups;
import stet.traces.query.TraceRow;

/** Rolls traces up by session or end user, and reads the traces of one session in the order they happened. */
record SessionReads(Database database) {
    private record Found(Rollup rollup, BigDecimal amount) {}

    Rollups rollups(UUID project, Rollup.Of of, Filter filter, Ranking<Rollup.Key> ranking) {
        String id = column(of);
        var where = Where.of(project, filter, Window.ALL);
        var values = new ArrayList<>(where.values());
        var after = ranking.after();
        String sign = ranking.descending() ? "<" : ">";
        if (after != null) {
            values.addAll(List.of(after.amount().toPlainString(), after.amount().toPlainString(), after.id()));
        }
        String sql = """
                SELECT * FROM (SELECT *, (%s)::DECIMAL(38, 12) AS amount FROM (
                  SELECT t.%s AS id, count(*) AS traces, count(*) FILTER (t.failed) AS failed,
                    count(DISTINCT t.session_id) AS sessions, arg_max(t.user_id, t.started_us) AS user_id,
                    min(t.started_us) AS first_us, max(t.started_us) AS last_us,
                    coalesce(sum(t.input_tokens), 0)::BIGINT AS input, coalesce(sum(t.output_tokens), 0)::BIGINT AS output,
                    sum(t.cost_usd) AS cost, bool_or(t.cost_unknown_because IS NOT NULL) AS partial
                  FROM trace t WHERE %s AND t.%s IS NOT NULL GROUP BY t.%s))
                %s ORDER BY amount %s, id %s LIMIT %s""".formatted(
                        amount(ranking.by()),
                        id,
                        where.sql(),
                        id,
                        id,
                        after == null
                                ? ""
                                : "WHERE amount " + sign + " ?::DECIMAL(38, 12) OR (amount = ?::DECIMAL(38, 12) AND id "
                                        + sign + " ?)",
                        ranking.descending() ? "DESC" : "ASC",
                        ranking.descending() ? "DESC" : "ASC",
                        ranking.limit() + 1);
        return database.ask(asking -> {
            var found = asking.rows(sql, values, SessionReads::found);
            boolean more = found.size() > ranking.limit();
            var page = more ? found.subList(0, ranking.limit()) : found;
            var first = firstInputs(asking, project, id, page);
            var items = page.stream()
                    .map(it -> withFirstInput(it.rollup(), first.get(it.rollup().id())))
                    .toList();
            return new Rollups(
                    items,
                    more ? new Rank(page.getLast().amount(), items.getLast().id()).text() : null);
        });
    }

    /** The traces of a session as they happened, from the {@code offset}th on. */
    List<TraceRow> inOrder(UUID project, String session, long offset, int limit) {
        return database.ask(asking -> asking.rows(
                "SELECT " + Columns.TRACE + """
                         FROM trace t WHERE t.project = ? AND t.session_id = ?
                        ORDER BY t.started_us, t.trace_id LIMIT %s OFFSET %s""".formatted(limit, offset), List.of(project, session), TraceList::row));
    }

    /** Read for the page alone: previews are long. */
    private static Map<String, String> firstInputs(Database.Asking asking, UUID project, String id, List<Found> page)
            throws SQLException {
        var first = new HashMap<String, String>();
        if (page.isEmpty()) {
            return first;
        }
        var values = new ArrayList<Object>(List.of(project));
        page.forEach(it -> values.add(it.rollup().id()));
        String places = String.join(", ", page.stream().map(_ -> "?").toList());
        asking.rows(
                "SELECT t.%s, arg_min(t.input_preview, t.started_us) FROM trace t WHERE t.project = ? AND t.%s IN (%s) GROUP BY t.%s"
                        .formatted(id, id, places, id),
                values,
                row -> first.put(row.getString(1), row.getString(2)));
        return first;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                new Rollup(
                        row.getString("id"),
                        row.getLong("traces"),
                        row.getLong("failed"),
                        row.getLong("sessions"),
                        row.getString("user_id"),
                        Questions.at(row.getLong("first_us")),
                        Questions.at(row.getLong("last_us")),
                        row.getLong("input"),
                        row.getLong("output"),
                        Questions.plain(row.getBigDecimal("cost")),
                        row.getBoolean("partial"),
                        null),
                row.getBigDecimal("amount"));
    }

    private static Rollup withFirstInput(Rollup it, @Nullable String firstInput) {
        return new Rollup(
                it.id(),
                it.traceCount(),
                it.failedCount(),
                it.sessionCount(),
                it.userId(),
                it.firstSeenAt(),
                it.lastSeenAt(),
                it.inputTokens(),
                it.outputTokens(),
                it.costUsd(),
                it.costPartial(),
                firstInput);
    }

    private static String column(Rollup.Of of) {
        return switch (of) {
            case SESSIONS -> "session_id";
            case END_USERS -> "user_id";
        };
    }

    /** An unknown cost is ordered below every known one. */
    private static String amount(Rollup.Key key) {
        return switch (key) {
            case LAST_SEEN -> "last_us";
            case FIRST_SEEN -> "first_us";
            case TRACES -> "traces";
            case FAILED -> "failed";
            case TOKENS -> "input + output";
            case COST -> "coalesce(cost, -1)";
        };
    }
}
