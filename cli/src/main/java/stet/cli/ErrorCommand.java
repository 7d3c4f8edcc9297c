package stet.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.client.TraceQuery;
import tools.jackson.databind.JsonNode;

/** {@code stet error}. */
@Command(name = "error", description = "Errors: spans that failed, grouped.")
final class ErrorCommand {
    private static final int MOST = 500;

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
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "COUNT",
                            defaultValue = "20",
                            description = "How many, up to 500. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(
                            names = "--cursor",
                            paramLabel = "CURSOR",
                            description = "Go on after the page whose nextCursor this is.")
                    @Nullable
                    String cursor) {
        if (limit < 1 || limit > MOST) {
            throw new StetCommand.Misuse("--limit is " + limit + "; it may be 1 to " + MOST);
        }
        var stet = connection.client();
        var query = filter.on(TraceQuery.newest(limit)).where("sort", sort);
        var page = stet.traces(project.in(stet)).errors(cursor == null ? query : query.where("cursor", cursor));
        if (!output.asJson(page)) {
            var rows = new ArrayList<List<String>>();
            page.path("items").forEach(row -> rows.add(row(row)));
            output.table(List.of("SPANS", "TRACES", "FIRST SEEN", "LAST SEEN", "KIND", "EXAMPLE", "MESSAGE"), rows);
            if (page.path("nextCursor").isString()) {
                output.line("More with --cursor " + page.path("nextCursor").asString());
            }
        }
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
