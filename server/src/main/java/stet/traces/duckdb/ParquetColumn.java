package stet.traces.duckdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.CostKind;
import stet.traces.SpanFacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A column of exported spans and scores in Parquet, and the field of a line that it holds.
 *
 * @param field its name; a field of an object stands behind the object's name and a slash
 */
record ParquetColumn(String name, String field, Of of, Type type) {
    private static final int MONEY_DIGITS = 18;
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    /** Whose field it is. */
    enum Of {
        SPAN,
        SCORE,
        BOTH
    }

    /** How its values are kept. */
    enum Type {
        TEXT("VARCHAR"),
        WHOLE("BIGINT"),
        NUMBER("DOUBLE"),
        MONEY("DECIMAL(38, " + MONEY_DIGITS + ")"),
        FLAG("BOOLEAN"),
        TIME("TIMESTAMP"),
        TEXTS("VARCHAR[]"),
        TEXT_BY_NAME("MAP(VARCHAR, VARCHAR)"),
        /** Any JSON, as text. */
        JSON("VARCHAR");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    static final List<ParquetColumn> ALL = all();

    private static List<ParquetColumn> all() {
        var all = new ArrayList<ParquetColumn>();
        add(all, Of.BOTH, Type.TEXT, "record", "cursor", "traceId", "spanId");
        add(all, Of.SPAN, Type.TEXT, "parentSpanId", "name", "kind");
        add(all, Of.SPAN, Type.TIME, "startedAt");
        add(all, Of.SPAN, Type.NUMBER, "durationMs", "timeToFirstTokenMs");
        add(
                all,
                Of.SPAN,
                Type.TEXT,
                "status",
                "errorKind",
                "errorMessage",
                "provider",
                "requestModel",
                "responseModel");
        for (var kind : List.of(
                "input", "output", "cacheRead", "cacheWrite", "reasoning", "audioInput", "audioOutput", "total")) {
            add(all, Of.SPAN, Type.WHOLE, "usage/" + kind + "Tokens");
        }
        add(all, Of.SPAN, Type.TEXT, "usage/serviceTier");
        add(all, Of.SPAN, Type.MONEY, "costUsd");
        for (var kind : CostKind.values()) {
            add(all, Of.SPAN, Type.MONEY, "costParts/" + kind.word());
        }
        add(all, Of.SPAN, Type.TEXT, "priceVersion", "costUnknownBecause");
        add(all, Of.SPAN, Type.TEXTS, "finishReasons", "tags");
        add(all, Of.SPAN, Type.FLAG, "streaming", "simulated", "truncated", "contentRemoved");
        add(all, Of.SPAN, Type.TEXT, "userId");
        add(all, Of.BOTH, Type.TEXT, "sessionId");
        add(all, Of.SPAN, Type.TEXT, "environment", "release", "app", "promptName", "promptVersion");
        add(all, Of.SPAN, Type.TEXT_BY_NAME, "metadata");
        add(all, Of.SPAN, Type.TEXT, "requestId", "responseId", "scope", "source");
        add(all, Of.SPAN, Type.JSON, "input", "output", "parameters", "tools", "attributes", "resource", "events");
        add(all, Of.SCORE, Type.TEXT, "id", "name", "type", "source", "evaluatorVersion", "comment");
        add(all, Of.SCORE, Type.JSON, "value");
        add(all, Of.SCORE, Type.TIME, "at");
        return List.copyOf(all);
    }

    private static void add(List<ParquetColumn> all, Of of, Type type, String... fields) {
        for (var field : fields) {
            var name = field.replace("usage/", "")
                    .replace("costParts/", "cost_")
                    .replaceAll("([A-Z])", "_$1")
                    .toLowerCase(Locale.ROOT);
            all.add(new ParquetColumn(of == Of.SCORE ? "score_" + name : name, field, of, type));
        }
    }

    boolean holds(String record) {
        return of == Of.BOTH || (of == Of.SCORE) == record.equals("score");
    }

    String declared() {
        return name + " " + type.sql;
    }

    /** What reads the column from a file that another program may have written. */
    String read() {
        var cast = "CAST(" + name + " AS " + type.sql + ")";
        return (type == Type.TIME ? "epoch_us(" + cast + ")" : cast) + " AS " + name;
    }

    void append(DuckDBAppender row, JsonNode line) throws SQLException {
        var value = holds(line.path("record").asString("")) ? line.at("/" + field) : NODES.missingNode();
        if (value.isMissingNode() || (value.isNull() && type != Type.JSON)) {
            row.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> row.append(value.stringValue());
            case WHOLE -> row.append(value.longValue());
            case NUMBER -> row.append(value.doubleValue());
            case MONEY -> row.append(value.decimalValue().setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN));
            case FLAG -> row.append(value.booleanValue());
            case TIME -> row.appendEpochMicros(SpanFacts.micros(Instant.parse(value.stringValue())));
            case TEXTS ->
                row.append(value.valueStream().map(JsonNode::stringValue).toList());
            case TEXT_BY_NAME -> {
                var texts = new LinkedHashMap<String, String>();
                value.propertyStream()
                        .forEach(it -> texts.put(it.getKey(), it.getValue().stringValue()));
                row.append(texts);
            }
            case JSON -> row.append(value.toString());
        }
    }

    /** The value of a row read by {@link #read}; null when it has none. */
    @Nullable
    JsonNode value(ResultSet row) throws SQLException {
        var value = row.getObject(name);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case TEXT -> NODES.stringNode(row.getString(name));
            case WHOLE -> NODES.numberNode(row.getLong(name));
            case NUMBER -> NODES.numberNode(row.getDouble(name));
            case MONEY -> NODES.numberNode(Objects.requireNonNull(Questions.plain((BigDecimal) value)));
            case FLAG -> NODES.booleanNode(row.getBoolean(name));
            case TIME ->
                NODES.stringNode(
                        Instant.EPOCH.plus(row.getLong(name), ChronoUnit.MICROS).toString());
            case TEXTS -> {
                var texts = NODES.arrayNode();
                for (var text : (Object[]) row.getArray(name).getArray()) {
                    texts.add(String.valueOf(text));
                }
                yield texts;
            }
            case TEXT_BY_NAME -> {
                var texts = NODES.objectNode();
                ((Map<?, ?>) value).forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
                yield texts;
            }
            case JSON -> Json.MAPPER.readTree(row.getString(name));
        };
    }
}
