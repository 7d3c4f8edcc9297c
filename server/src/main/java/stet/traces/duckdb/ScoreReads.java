package stet.traces.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.SpanFacts;
import stet.traces.query.ScoreQuery;

/** Lists scores, newest first. */
record ScoreReads(Database database) {
    List<Score> list(UUID project, ScoreQuery query) {
        var conditions = new ArrayList<String>(List.of("project = ?"));
        var values = new ArrayList<Object>(List.of(project));
        add(conditions, values, "name = ?", query.name());
        add(conditions, values, "source = ?", query.source());
        add(conditions, values, "trace_id = ?", query.traceId());
        add(conditions, values, "session_id = ?", query.sessionId());
        add(conditions, values, "at_us >= ?", query.from() == null ? null : SpanFacts.micros(query.from()));
        add(conditions, values, "at_us < ?", query.to() == null ? null : SpanFacts.micros(query.to()));
        var after = query.after();
        if (after != null) {
            conditions.add("(at_us < ? OR (at_us = ? AND id < ?))");
            values.addAll(List.of(after.startedUs(), after.startedUs(), after.traceId()));
        }
        return database.ask(asking -> asking.rows(
                "SELECT " + Scores.COLUMNS + " FROM score WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY at_us DESC, id DESC LIMIT " + query.limit(),
                values,
                Scores::score));
    }

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
