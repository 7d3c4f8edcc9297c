package stet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code stet error}. */
@Command(name = "error", description = "Errors: spans that failed, grouped.")
final class ErrorCommand {
    @Command(
            name = "list",
            description = "Spans that failed, grouped by kind and message; filters are about these spans.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin TraceFilter filter,
            @Option(
                            names = "--sort",
                            paramLabel = "KEY",
                            defaultValue = "-count",
                            description =
                                    "count, traceCount or lastSeenAt; '-' in front: largest first. Default: ${DEFAULT-VALUE}.")
                    String sort,
            @Mixin Paging paging) {
        var stet = connection.client();
        var page = stet.traces(project.in(stet)).errors(paging.on(filter).where("sort", sort));
        Paging.print(
                output,
                page,
                List.of("SPANS", "TRACES", "FIRST SEEN", "LAST SEEN", "KIND", "EXAMPLE", "MESSAGE"),
                ErrorCommand::row);
        return 0;
    }

    private static List<String> row(JsonNode row) {
        return List.of(
                row.path("count").asString("0"),
                row.path("traceCount").asString("0"),
                row.path("firstSeenAt").asString(""),
                row.path("lastSeenAt").asString(""),
                row.path("kind").asString("-"),
                row.at("/examples/0/traceId").asString("-"),
                row.path("shape").asString("-"));
    }
}
