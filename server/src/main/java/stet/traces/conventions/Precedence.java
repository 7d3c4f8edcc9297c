package stet.traces.conventions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import stet.traces.SpanKind;

/** Whom to believe: for each field the tables in the order they are asked; the first that knows decides. */
final class Precedence {
    private static final List<Table> USUAL = List.of(
            PromptLayer.MANAGED_CALLS,
            GenAi.TABLE,
            OpenInference.TABLE,
            VercelAi.TABLE,
            Langfuse.TABLE,
            LangSmith.TABLE,
            Mlflow.TABLE,
            Traceloop.TABLE,
            SpringAi.TABLE,
            Mcp.TABLE,
            PromptLayer.TABLE,
            OpenTelemetry.TABLE,
            GenAi.OLDER,
            GenAi.WHOLE,
            OpenInference.WHOLE,
            VercelAi.WHOLE,
            Traceloop.LAST,
            GenAi.LAST);

    private static final List<Table> CONTENT = List.of(
            Langfuse.TABLE,
            GenAi.TABLE,
            OpenInference.TABLE,
            GenAi.OLDER,
            VercelAi.TABLE,
            SpringAi.TABLE,
            Mcp.TABLE,
            GenAi.WHOLE,
            Mlflow.TABLE,
            Traceloop.TABLE,
            OpenInference.WHOLE,
            VercelAi.WHOLE,
            PromptLayer.TABLE);
    private static final List<Table> PROMPTS = List.of(
            GenAi.TABLE,
            Langfuse.TABLE,
            VercelAi.TABLE,
            Traceloop.TABLE,
            PromptLayer.TABLE,
            OpenInference.TABLE,
            Mlflow.TABLE);

    /** The fields about which others are asked first. */
    private static final Map<Field<?>, List<Table>> OTHERWISE = Map.ofEntries(
            Map.entry(
                    Field.KIND,
                    List.of(
                            PromptLayer.MANAGED_CALLS,
                            Langfuse.TABLE,
                            OpenInference.TABLE,
                            Mlflow.TABLE,
                            LangSmith.TABLE,
                            Traceloop.TABLE,
                            GenAi.TABLE,
                            VercelAi.TABLE,
                            SpringAi.TABLE,
                            Mcp.TABLE,
                            Traceloop.LAST,
                            GenAi.LAST)),
            Map.entry(
                    Field.NAME,
                    List.of(
                            Langfuse.TABLE,
                            Traceloop.TABLE,
                            LangSmith.TABLE,
                            GenAi.TABLE,
                            OpenInference.TABLE,
                            VercelAi.TABLE,
                            SpringAi.TABLE)),
            Map.entry(Field.PARAMETERS, List.of(Langfuse.TABLE, OpenInference.TABLE, GenAi.TABLE, VercelAi.TABLE)),
            Map.entry(Field.INPUT, CONTENT),
            Map.entry(Field.OUTPUT, CONTENT),
            Map.entry(Field.SERVICE_TIER, List.of(OpenTelemetry.TABLE, GenAi.TABLE)),
            Map.entry(Field.COST, List.of(Langfuse.TABLE, OpenInference.TABLE, GenAi.TABLE, Mlflow.TABLE)),
            Map.entry(
                    Field.USER,
                    List.of(
                            OpenTelemetry.TABLE,
                            Langfuse.TABLE,
                            OpenTelemetry.OLDER,
                            Traceloop.TABLE,
                            VercelAi.TABLE,
                            LangSmith.TABLE,
                            Mlflow.TABLE,
                            GenAi.TABLE)),
            Map.entry(
                    Field.SESSION,
                    List.of(
                            OpenTelemetry.TABLE,
                            Langfuse.TABLE,
                            GenAi.TABLE,
                            Traceloop.TABLE,
                            VercelAi.TABLE,
                            LangSmith.TABLE,
                            SpringAi.TABLE,
                            Mlflow.TABLE)),
            Map.entry(Field.TAGS, List.of(Langfuse.TABLE, OpenInference.TABLE, VercelAi.TABLE, LangSmith.TABLE)),
            Map.entry(Field.PROMPT_NAME, PROMPTS),
            Map.entry(Field.PROMPT_VERSION, PROMPTS),
            Map.entry(
                    Field.METADATA,
                    List.of(
                            Langfuse.TABLE,
                            OpenInference.TABLE,
                            VercelAi.TABLE,
                            Traceloop.TABLE,
                            LangSmith.TABLE,
                            Mlflow.TABLE,
                            PromptLayer.TABLE)));

    private static final Map<Field<?>, List<Table.Row<?>>> ROWS = rows();

    private static final Set<String> NAMES = new HashSet<>();
    /** None of them begins with another, so that the nearest one below a name is the only one it may begin with. */
    private static final NavigableSet<String> PREFIXES = new TreeSet<>();

    static {
        var tables =
                Stream.concat(USUAL.stream(), Stream.of(OpenTelemetry.OLDER)).toList();
        tables.forEach(table -> NAMES.addAll(table.names()));
        tables.stream().flatMap(table -> table.prefixes().stream()).sorted().forEach(prefix -> {
            String above = PREFIXES.floor(prefix);
            if (above == null || !prefix.startsWith(above)) {
                PREFIXES.add(prefix);
            }
        });
    }

    private Precedence() {}

    static void read(Reading span) {
        read(Field.KIND, span);
        if (!span.has(Field.KIND)) {
            read(Field.REQUEST_MODEL, span);
            if (span.has(Field.REQUEST_MODEL)) {
                span.offer(Field.KIND, SpanKind.GENERATION);
            }
        }
        boolean callsModel = span.kind().callsModel();
        for (Field<?> field : Field.ALL) {
            if (callsModel || !field.isOfModelCalls()) {
                read(field, span);
            }
        }
    }

    /** Whether some table has a meaning for the attribute. */
    static boolean knows(String attribute) {
        if (NAMES.contains(attribute)) {
            return true;
        }
        String prefix = PREFIXES.floor(attribute);
        return prefix != null && attribute.startsWith(prefix);
    }

    private static void read(Field<?> field, Reading span) {
        for (Table.Row<?> row : ROWS.getOrDefault(field, List.of())) {
            if (span.has(field) && !field.gathers()) {
                return;
            }
            row.read(span);
        }
    }

    private static Map<Field<?>, List<Table.Row<?>>> rows() {
        var rows = new HashMap<Field<?>, List<Table.Row<?>>>();
        for (Field<?> field : Field.ALL) {
            var tables = OTHERWISE.getOrDefault(field, USUAL);
            for (Table table : USUAL) {
                if (!tables.contains(table) && !table.rowsOf(field).isEmpty()) {
                    throw new IllegalStateException("a table says something about " + field + " and is not asked");
                }
            }
            var ordered = new ArrayList<Table.Row<?>>();
            tables.forEach(table -> ordered.addAll(table.rowsOf(field)));
            rows.put(field, ordered);
        }
        return rows;
    }
}
