package stet.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code stet retention}. */
@Command(name = "retention", description = "How long data is kept.")
final class RetentionCommand {
    private static final String FOR_EVER = "forever";

    @Command(name = "show", description = "The policy of a project, and what was removed for it.")
    int show(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        print(output, stet.retention(project.in(stet)).get());
        return 0;
    }

    @Command(name = "set", description = "Decide how long data is kept. What is not named stays as it is.")
    int set(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--content-days",
                            paramLabel = "DAYS",
                            description = "Remove the content of spans after so many days; or 'forever'.")
                    @Nullable
                    String contentDays,
            @Option(
                            names = "--metadata-days",
                            paramLabel = "DAYS",
                            description = "Remove spans, traces and scores after so many days; or 'forever'.")
                    @Nullable
                    String metadataDays,
            @Option(
                            names = "--keep-percent",
                            paramLabel = "PERCENT",
                            description = "Keep the content of this share of ordinary traces; 'all' ends sampling.")
                    @Nullable
                    String keepPercent,
            @Option(
                            names = "--after-minutes",
                            paramLabel = "MINUTES",
                            description = "With --keep-percent: decide so long after a trace's end. Default: 60.")
                    @Nullable
                    Integer afterMinutes,
            @Option(
                            names = "--slow-ms",
                            paramLabel = "MS",
                            description = "With --keep-percent: always keep traces that take so long.")
                    @Nullable
                    Long slowMs) {
        if (keepPercent == null && (afterMinutes != null || slowMs != null)) {
            throw new Misuse("--after-minutes and --slow-ms go with --keep-percent");
        }
        var stet = connection.client();
        var retention = stet.retention(project.in(stet));
        var old = retention.get();
        var policy = JsonNodeFactory.instance.objectNode();
        policy.set("version", old.path("version"));
        days(policy, "contentDays", contentDays, old);
        days(policy, "metadataDays", metadataDays, old);
        if (keepPercent == null) {
            policy.set("sampling", old.get("sampling"));
        } else if (!keepPercent.equals("all")) {
            var sampling = policy.putObject("sampling");
            sampling.put("keepPercent", number("--keep-percent", keepPercent));
            sampling.put("afterMinutes", afterMinutes);
            sampling.put("slowMs", slowMs);
        }
        print(output, retention.decide(policy));
        return 0;
    }

    private static void days(ObjectNode policy, String field, @Nullable String days, JsonNode old) {
        if (days == null) {
            policy.set(field, old.get(field));
        } else if (!days.equals(FOR_EVER)) {
            policy.put(field, (int) number("the number of days", days));
        }
    }

    private static double number(String what, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Misuse(what + " is '" + text + "', which is no number");
        }
    }

    private static void print(Output output, JsonNode policy) {
        if (output.asJson(policy)) {
            return;
        }
        output.line("Content is kept " + days(policy.path("contentDays")) + ", metadata "
                + days(policy.path("metadataDays")));
        var sampling = policy.path("sampling");
        if (sampling.isObject()) {
            output.line(String.format(
                    Locale.ROOT,
                    "Of ordinary traces %s %% keep their content, decided %s minutes after their end%s",
                    sampling.path("keepPercent").asString(),
                    sampling.path("afterMinutes").asString(),
                    sampling.path("slowMs").isNumber()
                            ? "; slow is " + sampling.path("slowMs").asString() + " ms or more"
                            : ""));
        }
        var last = policy.path("lastRemoval");
        if (last.isObject()) {
            output.line("Removed last, " + last.path("at").asString() + ": "
                    + last.path("traces").asString() + " traces, "
                    + last.path("spans").asString() + " spans, content of "
                    + last.path("contents").asString() + " spans ("
                    + StorageCommand.size(last.path("contentBytes")) + "), "
                    + last.path("scores").asString() + " scores");
        }
        if (policy.path("problem").isString()) {
            output.line("The last time failed: " + policy.path("problem").asString());
        }
    }

    private static String days(JsonNode days) {
        return days.isNumber() ? days.asString() + " days" : "for ever";
    }
}
