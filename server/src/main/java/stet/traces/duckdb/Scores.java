package stet.traces.duckdb;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.SpanFacts;
import stet.traces.TraceStore.Scored;
import stet.traces.query.ScoreName;
import stet.traces.query.TimeRange;

/** The scores: one row for each id of a project, the one that counts. */
final class Scores {
    static final String COLUMNS =
            "id, trace_id, span_id, session_id, name, type, number, text, source, evaluator_version, comment, at_us";

    private record Key(UUID project, String id) {
        long hash() {
            return new TraceKey(project, id).hash();
        }
    }

    private record Stored(long rowId, Score score) {}

    private Scores() {}

    static void write(DuckDBConnection sql, List<Scored> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        var coming = new HashMap<Key, Score>();
        for (var scored : batch) {
            coming.merge(
                    new Key(scored.projectId(), scored.score().id()),
                    scored.score(),
                    (one, other) -> other.standsAgainst(one) ? other : one);
        }
        var replaced = new ArrayList<Long>();
        stored(sql, coming).forEach((key, stored) -> {
            if (stored.score.standsAgainst(requireNonNull(coming.get(key)))) {
                coming.remove(key);
            } else {
                replaced.add(stored.rowId);
            }
        });
        if (!replaced.isEmpty()) {
            try (var delete = sql.prepareStatement("DELETE FROM score WHERE rowid IN (SELECT unnest(?::BIGINT[]))")) {
                delete.setObject(1, sql.createArrayOf("BIGINT", replaced.toArray()));
                delete.executeUpdate();
            }
        }
        append(sql, coming);
    }

    /** The scores of a trace and its spans, by name. */
    static List<Score> ofTrace(Database.Asking asking, UUID project, String traceId) throws SQLException {
        return asking.rows(
                "SELECT " + COLUMNS
                        + " FROM score WHERE trace_hash = ? AND project = ? AND trace_id = ? ORDER BY name, id",
                List.of(new TraceKey(project, traceId).hash(), project, traceId),
                Scores::score);
    }

    /** The scores of these traces and their spans. */
    static List<Score> ofTraces(Database.Asking asking, UUID project, List<String> traceIds) throws SQLException {
        var hashes =
                traceIds.stream().map(it -> new TraceKey(project, it).hash()).toArray();
        return asking.rows(
                "SELECT " + COLUMNS + " FROM score WHERE trace_hash IN (SELECT unnest(?::BIGINT[])) AND project = ?"
                        + " AND trace_id IN (SELECT unnest(?::VARCHAR[]))",
                List.of(asking.sql().createArrayOf("BIGINT", hashes), project, asking.texts(traceIds)),
                Scores::score);
    }

    /** The scores of these sessions as such. */
    static List<Score> ofSessions(Database.Asking asking, UUID project, List<String> sessions) throws SQLException {
        return asking.rows(
                "SELECT " + COLUMNS
                        + " FROM score WHERE project = ? AND trace_id IS NULL AND session_id IN (SELECT unnest(?::VARCHAR[]))",
                List.of(project, asking.texts(sessions)),
                Scores::score);
    }

    /** What traces and spans were judged for, most often first. */
    static List<ScoreName> names(Database.Asking asking, UUID project, TimeRange range) throws SQLException {
        return asking.rows(
                """
                SELECT name, type, source, count(*) AS scores FROM score
                WHERE project = ? AND trace_id IS NOT NULL AND at_us >= ? AND at_us < ?
                GROUP BY name, type, source ORDER BY scores DESC, name, type, source LIMIT %s""".formatted(ScoreName.MOST),
                List.of(project, SpanFacts.micros(range.from()), SpanFacts.micros(range.to())),
                row -> new ScoreName(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    private static Map<Key, Stored> stored(DuckDBConnection sql, Map<Key, Score> coming) throws SQLException {
        var stored = new HashMap<Key, Stored>();
        try (var statement = sql.prepareStatement(
                "SELECT rowid, project, " + COLUMNS + " FROM score WHERE id_hash IN (SELECT unnest(?::BIGINT[]))")) {
            var hashes = coming.keySet().stream().map(Key::hash).toArray();
            statement.setObject(1, sql.createArrayOf("BIGINT", hashes));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = new Key(rows.getObject("project", UUID.class), rows.getString("id"));
                    if (coming.containsKey(key)) {
                        stored.put(key, new Stored(rows.getLong("rowid"), score(rows)));
                    }
                }
            }
        }
        return stored;
    }

    private static void append(DuckDBConnection sql, Map<Key, Score> scores) throws SQLException {
        try (var row = sql.createAppender("score")) {
            for (var entry : scores.entrySet()) {
                var project = entry.getKey().project();
                var score = entry.getValue();
                var trace = score.traceId();
                row.beginRow().append(project).append(entry.getKey().hash()).append(score.id());
                row.append(trace == null ? 0 : new TraceKey(project, trace).hash());
                Columns.text(row, trace);
                Columns.text(row, score.spanId());
                Columns.text(row, score.sessionId());
                row.append(score.name()).append(score.value().type().word());
                if (score.value().number() == null) {
                    row.appendNull();
                } else {
                    row.append(score.value().number().doubleValue());
                }
                Columns.text(row, score.value().text());
                row.append(score.source().word());
                Columns.text(row, score.evaluatorVersion());
                Columns.text(row, score.comment());
                row.append(SpanFacts.micros(score.at())).endRow();
            }
            row.flush();
        }
    }

    static Score score(ResultSet row) throws SQLException {
        return new Score(
                row.getString("id"),
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("session_id"),
                row.getString("name"),
                new Score.Value(
                        Score.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        number(row),
                        row.getString("text")),
                Score.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getString("evaluator_version"),
                row.getString("comment"),
                at(row));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return Questions.at(row.getLong("at_us"));
    }

    private static @Nullable Double number(ResultSet row) throws SQLException {
        double number = row.getDouble("number");
        return row.wasNull() ? null : number;
    }
}
