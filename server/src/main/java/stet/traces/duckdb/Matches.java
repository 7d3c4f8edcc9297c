package stet.traces.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanFacts;
import stet.traces.query.Filter;
import stet.traces.query.TracePage.Match;
import stet.traces.query.TraceRow;

/** Where in found traces the words of a filter stand. */
final class Matches {
    private static final int BEFORE = 60;
    private static final int AFTER = 120;

    private Matches() {}

    /** One place of each trace; none when the filter asks for no words, or they stand elsewhere than in input and output. */
    static Map<String, Match> of(Database.Asking asking, UUID project, Filter filter, List<TraceRow> rows)
            throws SQLException {
        var text = words(filter);
        if (text == null || rows.isEmpty()) {
            return Map.of();
        }
        var words = WordSearch.of(text);
        var blocks = words.blocks("x");
        var needle = words.valuesInJson().getFirst().toString();
        var values = new ArrayList<Object>();
        values.add(needle);
        values.addAll(words.valuesInJson());
        values.add(project);
        values.addAll(times(rows));
        values.add(asking.texts(rows.stream().map(TraceRow::traceId).toList()));
        values.addAll(words.valuesInJson());
        values.addAll(words.valuesInJson());
        var found = new HashMap<String, Match>();
        asking.rows(
                """
                SELECT trace_id, span_id, place, least(pos - 1, %1$s) AS lead_in,
                  substr(text, greatest(1, pos - %1$s), least(pos - 1, %1$s) + %2$s) AS around
                FROM (SELECT *, strpos(lower(text), lower(?)) AS pos FROM (
                  SELECT x.trace_id, x.span_id, x.started_us,
                    CASE WHEN %3$s THEN 'input' ELSE 'output' END AS place,
                    CASE WHEN place = 'input' THEN x.input ELSE x.output END AS text
                  FROM content x
                  WHERE x.project = ? AND x.started_us BETWEEN ? AND ? AND x.trace_id IN (SELECT unnest(?::VARCHAR[]))
                    AND %5$s AND (%3$s OR %4$s)))
                QUALIFY row_number() OVER (PARTITION BY trace_id ORDER BY started_us, span_id) = 1""".formatted(
                                BEFORE,
                                needle.length() + AFTER,
                                words.in("x.input"),
                                words.in("x.output"),
                                blocks == null ? "true" : blocks),
                values,
                row -> found.put(row.getString("trace_id"), match(row, needle.length())));
        return found;
    }

    private static Match match(ResultSet row, int length) throws SQLException {
        var around = row.getString("around");
        int start = Math.min(around.length(), row.getInt("lead_in"));
        int end = Math.min(around.length(), start + length);
        return new Match(
                row.getString("span_id"),
                row.getString("place"),
                plain(around.substring(quoteBefore(around, start), start)),
                plain(around.substring(start, end)),
                plain(around.substring(end, quoteBehind(around, end))));
    }

    /** Where the JSON text that holds a place begins, as far as it is there. */
    private static int quoteBefore(String json, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (json.charAt(i) == '"' && !isEscaped(json, i)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int quoteBehind(String json, int at) {
        for (int i = at; i < json.length(); i++) {
            if (json.charAt(i) == '"' && !isEscaped(json, i)) {
                return i;
            }
        }
        return json.length();
    }

    private static boolean isEscaped(String json, int at) {
        int backslashes = 0;
        while (backslashes < at && json.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static List<Object> times(List<TraceRow> rows) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (var row : rows) {
            long started = SpanFacts.micros(row.startedAt());
            from = Math.min(from, started);
            to = Math.max(to, started + (long) Math.ceil(row.durationMs() * 1000));
        }
        return List.of(from, to);
    }

    /** The words of the first condition on words that must hold. */
    private static @Nullable String words(Filter filter) {
        return switch (filter) {
            case Filter.Text text -> text.words();
            case Filter.Says says -> says.words();
            case Filter.And and -> {
                for (var one : and.all()) {
                    var words = words(one);
                    if (words != null) {
                        yield words;
                    }
                }
                yield null;
            }
            default -> null;
        };
    }

    /** A piece of JSON as it reads: breaks and tabs as spaces, other signs without their backslash. */
    private static String plain(String json) {
        var plain = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && i + 1 < json.length()) {
                char escaped = json.charAt(++i);
                plain.append("nrtbf".indexOf(escaped) >= 0 ? ' ' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
