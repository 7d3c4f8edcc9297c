package stet.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code stet score}. */
@Command(name = "score", description = "Judgements of traces, spans and sessions.")
final class ScoreCommand {
    @Command(name = "add", description = "Judge a trace, a span or a session, and print the score's id.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--trace", paramLabel = "ID", description = "The trace that is judged.") @Nullable
                    String trace,
            @Option(names = "--span", paramLabel = "ID", description = "The span of the trace that is judged.")
                    @Nullable
                    String span,
            @Option(names = "--session", paramLabel = "ID", description = "The session that is judged.") @Nullable
                    String session,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "What is judged: helpful, ...")
                    String name,
            @Option(
                            names = "--value",
                            paramLabel = "VALUE",
                            required = true,
                            description = "A number, true, false, or a category.")
                    String value,
            @Option(names = "--text", description = "The value is a text of its own, not a number or a category.")
                    boolean text,
            @Option(
                            names = "--source",
                            paramLabel = "WHO",
                            description = "user, reviewer, evaluator or code. Default: code.")
                    @Nullable
                    String source,
            @Option(names = "--comment", paramLabel = "TEXT", description = "Why.") @Nullable String comment,
            @Option(
                            names = "--id",
                            paramLabel = "ID",
                            description = "Names the score: the same id again takes its place.")
                    @Nullable
                    String id) {
        if (trace == null && (span != null || session == null)) {
            throw new Misuse("say what is judged: --trace, --trace with --span, or --session");
        }
        var score = JsonNodeFactory.instance.objectNode();
        put(score, "id", id);
        put(score, "traceId", trace);
        put(score, "spanId", span);
        put(score, "sessionId", session);
        score.put("name", name);
        put(score, "source", source);
        put(score, "comment", comment);
        put(score, value, text);
        var stet = connection.client();
        var ids = stet.scores(project.in(stet)).add(List.of(score));
        if (!output.asJson(Map.of("ids", ids))) {
            output.line(ids.getFirst());
        }
        return 0;
    }

    @Command(name = "list", description = "The newest scores.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--name", paramLabel = "NAME", description = "Of this name.") @Nullable String name,
            @Option(names = "--source", paramLabel = "WHO", description = "Given by user, reviewer, evaluator or code.")
                    @Nullable
                    String source,
            @Option(names = "--trace", paramLabel = "ID", description = "Of this trace or its spans.") @Nullable
                    String trace,
            @Option(names = "--session", paramLabel = "ID", description = "Of this session itself.") @Nullable
                    String session) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("limit", String.valueOf(Paging.within(paging.limit)));
        put(wanted, "cursor", paging.cursor);
        put(wanted, "name", name);
        put(wanted, "source", source);
        put(wanted, "trace", trace);
        put(wanted, "session", session);
        var stet = connection.client();
        var page = stet.scores(project.in(stet)).list(wanted);
        Paging.print(
                output,
                page,
                List.of("AT", "NAME", "VALUE", "SOURCE", "OF", "COMMENT", "ID"),
                it -> List.of(
                        it.path("at").asString(),
                        it.path("name").asString(),
                        it.path("value").asString(),
                        it.path("source").asString(),
                        it.path("traceId").asString(it.path("sessionId").asString("-")),
                        it.path("comment").asString("-"),
                        it.path("id").asString()));
        return 0;
    }

    @Command(name = "remove", description = "Remove a score.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id) {
        var stet = connection.client();
        stet.scores(project.in(stet)).remove(id);
        if (!output.asJson(Map.of("removed", id))) {
            output.line("removed");
        }
        return 0;
    }

    private static void put(Map<String, String> wanted, String field, @Nullable String value) {
        if (value != null) {
            wanted.put(field, value);
        }
    }

    private static void put(ObjectNode score, String field, @Nullable String value) {
        if (value != null) {
            score.put(field, value);
        }
    }

    private static void put(ObjectNode score, String value, boolean text) {
        if (text) {
            score.put("type", "text").put("value", value);
        } else if (value.equals("true") || value.equals("false")) {
            score.put("value", value.equals("true"));
        } else {
            try {
                score.put("value", new BigDecimal(value));
            } catch (NumberFormatException e) {
                score.put("value", value);
            }
        }
    }
}
