package stet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code stet session}. */
@Command(name = "session", description = "Sessions: conversations of several traces.")
final class SessionCommand {
    private static final int LONGEST = 160;

    @Command(name = "list", description = "Sessions of a project, and what the matching traces of each add up to.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin TraceFilter filter,
            @Option(
                            names = "--sort",
                            paramLabel = "KEY",
                            defaultValue = "-lastSeenAt",
                            description =
                                    "lastSeenAt, firstSeenAt, traceCount, failedCount, tokens or costUsd; '-' in front: largest first. Default: ${DEFAULT-VALUE}.")
                    String sort,
            @Mixin Paging paging) {
        var stet = connection.client();
        var page = stet.traces(project.in(stet)).sessions(paging.on(filter).where("sort", sort));
        Paging.print(
                output,
                page,
                List.of("LAST SEEN", "TRACES", "FAILED", "TOKENS IN", "TOKENS OUT", "COST", "USER", "SESSION"),
                SessionCommand::row);
        return 0;
    }

    @Command(name = "show", description = "One session as a conversation: what was asked and answered, in order.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "SESSION", description = "The session's id.") String session,
            @Option(
                            names = "--offset",
                            paramLabel = "COUNT",
                            defaultValue = "0",
                            description = "How many traces to pass over. Default: ${DEFAULT-VALUE}.")
                    int offset,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "COUNT",
                            defaultValue = "100",
                            description = "How many traces, up to 500. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        var stet = connection.client();
        var traces = stet.traces(project.in(stet));
        var whole = traces.session(session);
        var page = traces.sessionTraces(session, offset, Paging.within(limit));
        if (!output.asJson(page)) {
            output.line("Session " + session + ": " + whole.path("traceCount").asLong(0) + " traces, "
                    + whole.path("failedCount").asLong(0) + " failed, " + TraceText.cost(whole.path("costUsd")));
            page.path("items").forEach(trace -> turn(output, trace));
        }
        return 0;
    }

    private static void turn(Output output, JsonNode trace) {
        output.line("");
        output.line(trace.path("startedAt").asString("") + "  "
                + trace.path("status").asString("") + "  " + TraceText.duration(trace.path("durationMs")) + "  "
                + trace.path("traceId").asString(""));
        output.line("  > " + cut(trace.path("inputPreview").asString("-")));
        output.line("  < " + cut(trace.path("outputPreview").asString("-")));
    }

    private static List<String> row(JsonNode row) {
        return List.of(
                row.path("lastSeenAt").asString(""),
                row.path("traceCount").asString("0"),
                row.path("failedCount").asString("0"),
                row.path("inputTokens").asString("0"),
                row.path("outputTokens").asString("0"),
                (row.path("costPartial").asBoolean(false) && row.has("costUsd") ? ">= " : "")
                        + TraceText.cost(row.path("costUsd")),
                row.path("userId").asString("-"),
                row.path("id").asString(""));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
