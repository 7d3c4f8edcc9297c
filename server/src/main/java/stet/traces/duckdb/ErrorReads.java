package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanJson;
import stet.traces.query.ErrorGroup;
import stet.traces.query.ErrorGroup.ErrorGroups;
import stet.traces.query.Filter;
import stet.traces.query.Rank;
import stet.traces.query.Ranking;
import stet.traces.query.Subject;
import tools.jackson.databind.JsonNode;

/** Groups the spans that failed by kind and message shape. */
record ErrorReads(Database database) {
    private record Found(ErrorGroup group, BigDecimal amount) {}

    /** A group's name in cursors and lookups: both parts, nothing standing for what is absent. */
    private static final String ID = "concat(coalesce(s.error_kind, ''), chr(31), coalesce(s.error_shape, ''))";

    ErrorGroups groups(UUID project, Filter filter, Ranking<ErrorGroup.Key> ranking) {
        var where = Where.of(Subject.SPANS, project, filter, Window.ALL);
        var values = new ArrayList<>(where.values());
        var after = ranking.after();
        String sign = ranking.descending() ? "<" : ">";
        if (after != null) {
            values.addAll(List.of(after.amount().toPlainString(), after.amount().toPlainString(), after.id()));
        }
        String sql = """
                SELECT * FROM (SELECT *, (%s)::DECIMAL(38, 12) AS amount FROM (
                  SELECT %s AS id, count(*) AS spans, count(DISTINCT s.trace_id) AS traces, max(s.started_us) AS last_us,
                    arg_max(s.error_message, s.started_us) AS message,
                    to_json(list(DISTINCT s.release)[:%s])::VARCHAR AS releases,
                    to_json(list(DISTINCT s.model)[:%s])::VARCHAR AS models,
                    to_json(arg_max({trace: s.trace_id, span: s.span_id, name: s.name, began: s.started_us},
                      s.started_us, %s))::VARCHAR AS examples
                  FROM span s WHERE %s AND s.failed GROUP BY ALL))
                %s ORDER BY amount %s, id %s LIMIT %s""".formatted(
                        amount(ranking.by()),
                        ID,
                        ErrorGroup.MOST_VALUES,
                        ErrorGroup.MOST_VALUES,
                        ErrorGroup.MOST_EXAMPLES,
                        where.sql(),
                        after == null
                                ? ""
                                : "WHERE amount " + sign + " ?::DECIMAL(38, 12) OR (amount = ?::DECIMAL(38, 12) AND id "
                                        + sign + " ?)",
                        ranking.descending() ? "DESC" : "ASC",
                        ranking.descending() ? "DESC" : "ASC",
                        ranking.limit() + 1);
        return database.ask(asking -> {
            var found = asking.rows(sql, values, ErrorReads::found);
            boolean more = found.size() > ranking.limit();
            var page = more ? found.subList(0, ranking.limit()) : found;
            var first = firstSeen(asking, project, page);
            return new ErrorGroups(
                    page.stream()
                            .map(it -> since(it.group(), first.get(id(it.group()))))
                            .toList(),
                    more ? new Rank(page.getLast().amount(), id(page.getLast().group())).text() : null);
        });
    }

    private static Map<String, Instant> firstSeen(Database.Asking asking, UUID project, List<Found> page)
            throws SQLException {
        var first = new HashMap<String, Instant>();
        if (page.isEmpty()) {
            return first;
        }
        var values = Stream.concat(Stream.of((Object) project), page.stream().map(it -> id(it.group())))
                .toList();
        String places = String.join(", ", page.stream().map(_ -> "?").toList());
        asking.rows(
                "SELECT %s AS id, min(s.started_us) FROM span s WHERE s.project = ? AND s.failed AND %s IN (%s) GROUP BY ALL"
                        .formatted(ID, ID, places),
                values,
                row -> first.put(row.getString(1), Questions.at(row.getLong(2))));
        return first;
    }

    private static Found found(ResultSet row) throws SQLException {
        String id = row.getString("id");
        int bar = id.indexOf('\u001f');
        var last = Questions.at(row.getLong("last_us"));
        return new Found(
                new ErrorGroup(
                        presence(id.substring(0, bar)),
                        presence(id.substring(bar + 1)),
                        row.getString("message"),
                        row.getLong("spans"),
                        row.getLong("traces"),
                        last,
                        last,
                        texts(row.getString("releases")),
                        texts(row.getString("models")),
                        examples(row.getString("examples"))),
                row.getBigDecimal("amount"));
    }

    private static ErrorGroup since(ErrorGroup it, @Nullable Instant first) {
        return new ErrorGroup(
                it.kind(),
                it.shape(),
                it.message(),
                it.count(),
                it.traceCount(),
                first == null ? it.firstSeenAt() : first,
                it.lastSeenAt(),
                it.releases(),
                it.models(),
                it.examples());
    }

    private static String id(ErrorGroup group) {
        return (group.kind() == null ? "" : group.kind()) + '\u001f' + (group.shape() == null ? "" : group.shape());
    }

    private static @Nullable String presence(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> texts(@Nullable String json) {
        return json == null
                ? List.of()
                : SpanJson.MAPPER
                        .readTree(json)
                        .valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .sorted()
                        .toList();
    }

    private static List<ErrorGroup.Example> examples(@Nullable String json) {
        return json == null
                ? List.of()
                : SpanJson.MAPPER
                        .readTree(json)
                        .valueStream()
                        .map(it -> new ErrorGroup.Example(
                                it.path("trace").asString(""),
                                it.path("span").asString(""),
                                it.path("name").asString(""),
                                Questions.at(it.path("began").asLong(0))))
                        .toList();
    }

    private static String amount(ErrorGroup.Key key) {
        return switch (key) {
            case COUNT -> "spans";
            case TRACES -> "traces";
            case LAST_SEEN -> "last_us";
        };
    }
}
