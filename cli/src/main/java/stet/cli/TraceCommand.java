package stet.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code stet trace}. */
@Command(name = "trace", description = "Traces: what applications did.")
final class TraceCommand {
    @Command(name = "list", description = "The newest traces of a project.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin TraceFilter filter,
            @Mixin Paging paging) {
        var stet = connection.client();
        var page = stet.traces(project.in(stet)).list(paging.on(filter));
        Paging.print(
                output,
                page,
                List.of("STARTED", "STATUS", "DURATION", "TOKENS", "COST", "MODEL", "NAME", "TRACE"),
                TraceCommand::row);
        return 0;
    }

    @Command(name = "show", description = "One trace with its spans.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "TRACE", description = "The trace's id.") String traceId) {
        var stet = connection.client();
        var found = stet.traces(project.in(stet)).get(traceId);
        if (!output.asJson(found)) {
            new TraceText(output).print(found);
        }
        return 0;
    }

    @Command(name = "unmapped", description = "Attributes of spans that no vocabulary understands.")
    int unmapped(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        var found = stet.traces(project.in(stet)).unmapped();
        if (!output.asJson(found)) {
            var rows = new ArrayList<List<String>>();
            found.path("items")
                    .forEach(item -> rows.add(List.of(
                            item.path("scope").asString(""),
                            item.path("scopeVersion").asString("-"),
                            item.path("attribute").asString(""),
                            TraceText.number(item.path("spans")),
                            item.path("lastSeenAt").asString(""),
                            item.path("exampleTraceId").asString(""))));
            output.table(List.of("INSTRUMENTATION", "VERSION", "ATTRIBUTE", "SPANS", "LAST SEEN", "TRACE"), rows);
        }
        return 0;
    }

    private static List<String> row(JsonNode row) {
        var models = new ArrayList<String>();
        row.path("models").forEach(model -> models.add(model.asString()));
        return List.of(
                row.path("startedAt").asString(""),
                row.path("status").asString("") + (row.path("simulated").asBoolean(false) ? " (simulated)" : ""),
                TraceText.duration(row.path("durationMs")),
                TraceText.number(row.path("totalTokens")),
                TraceText.cost(row.path("costUsd")),
                models.isEmpty() ? "-" : String.join(",", models),
                row.path("name").asString(""),
                row.path("traceId").asString(""));
    }
}
