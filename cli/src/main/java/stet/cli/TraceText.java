package stet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A trace as text: what it was, and its spans as a tree. */
record TraceText(Output output) {
    void print(JsonNode found) {
        var trace = found.path("trace");
        output.line(
                trace.path("name").asString("") + "  " + trace.path("traceId").asString(""));
        output.line(String.join(
                "  ",
                trace.path("startedAt").asString(""),
                trace.path("status").asString(""),
                duration(trace.path("durationMs")),
                number(trace.path("totalTokens")) + " tokens",
                cost(trace.path("costUsd"))));
        output.line("");
        var rows = new ArrayList<List<String>>();
        tree(found.path("spans")).forEach(it -> rows.add(row(it.span(), it.depth())));
        output.table(List.of("SPAN", "KIND", "DURATION", "TOKENS", "COST", "MODEL", "STATUS"), rows);
    }

    private record Placed(JsonNode span, int depth) {}

    /** Depth first; a span whose parent is not there, or is itself below it, stands at the root. */
    private static List<Placed> tree(JsonNode spans) {
        var ids = new HashSet<String>();
        spans.forEach(span -> ids.add(span.path("spanId").asString("")));
        Map<String, List<JsonNode>> children = new HashMap<>();
        var waiting = new ArrayList<JsonNode>();
        spans.forEach(span -> {
            String parent = span.path("parentSpanId").asString("");
            if (ids.contains(parent)) {
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(span);
            } else {
                waiting.add(span);
            }
        });
        var placed = new ArrayList<Placed>();
        Set<String> seen = new HashSet<>();
        waiting.forEach(root -> place(root, children, placed, seen));
        spans.forEach(span -> place(span, children, placed, seen));
        return placed;
    }

    private static void place(
            JsonNode root, Map<String, List<JsonNode>> children, List<Placed> placed, Set<String> seen) {
        var stack = new ArrayList<Placed>(List.of(new Placed(root, 0)));
        while (!stack.isEmpty()) {
            var next = stack.removeLast();
            String id = next.span().path("spanId").asString("");
            if (seen.add(id)) {
                placed.add(next);
                children.getOrDefault(id, List.of())
                        .reversed()
                        .forEach(child -> stack.add(new Placed(child, next.depth() + 1)));
            }
        }
    }

    private static List<String> row(JsonNode span, int depth) {
        String status = span.path("status").asString("");
        String why = span.path("errorMessage").asString(span.path("errorKind").asString(""));
        return List.of(
                "  ".repeat(depth) + span.path("name").asString(""),
                span.path("kind").asString(""),
                duration(span.path("durationMs")),
                number(span.at("/usage/totalTokens")),
                span.path("kind").asString("").equals("generation") ? cost(span.path("costUsd")) : "-",
                span.path("responseModel").asString(span.path("requestModel").asString("-")),
                why.isEmpty() ? status : status + ": " + why);
    }

    static String duration(JsonNode ms) {
        if (!ms.isNumber()) {
            return "-";
        }
        double value = ms.asDouble();
        return value < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", value)
                : String.format(Locale.ROOT, "%.2f s", value / 1_000);
    }

    static String number(JsonNode value) {
        return value.isNumber() ? value.asString() : "-";
    }

    /** Unknown is not free. */
    static String cost(JsonNode usd) {
        return usd.isNumber() ? "$" + usd.decimalValue().stripTrailingZeros().toPlainString() : "unknown";
    }
}
