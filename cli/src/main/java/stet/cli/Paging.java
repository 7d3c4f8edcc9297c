package stet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stet.client.TraceQuery;
import tools.jackson.databind.JsonNode;

/** Which part of a long list a command shows. */
final class Paging {
    private static final int MOST = 500;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "How many, up to 500. Default: ${DEFAULT-VALUE}.")
    int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on after the page whose nextCursor this is.")
    @Nullable
    String cursor;

    TraceQuery on(TraceFilter filter) {
        var query = filter.on(TraceQuery.newest(within(limit)));
        return cursor == null ? query : query.where("cursor", cursor);
    }

    static int within(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new StetCommand.Misuse("--limit is " + limit + "; it may be 1 to " + MOST);
        }
        return limit;
    }

    static void print(Output output, JsonNode page, List<String> heading, Function<JsonNode, List<String>> row) {
        if (output.asJson(page)) {
            return;
        }
        var rows = new ArrayList<List<String>>();
        page.path("items").forEach(item -> rows.add(row.apply(item)));
        output.table(heading, rows);
        if (page.path("nextCursor").isString()) {
            output.line("More with --cursor " + page.path("nextCursor").asString());
        }
    }
}
