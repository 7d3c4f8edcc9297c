package stet.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.Recosts;
import tools.jackson.databind.JsonNode;

/** {@code stet recost}. */
@Command(name = "recost", description = "Compute the costs of stored calls anew with the prices of now.")
final class RecostCommand {
    private static final long WAIT_MILLIS = 500;
    private static final Set<String> UNDER_WAY = Set.of("waiting", "running");

    private final Surroundings around;

    RecostCommand(Surroundings around) {
        this.around = around;
    }

    @Command(name = "run", description = "Report what would change; with --apply change it. Waits for the end.")
    int run(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "TIME",
                            description = "The first call, such as 2026-11-01T00:00:00Z.")
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Calls before this time; now unless given.")
                    @Nullable
                    String to,
            @Option(
                            names = "--where",
                            paramLabel = "FILTER",
                            description = "Only these calls, such as 'model = gpt-4.1'.")
                    @Nullable
                    String where,
            @Option(
                            names = "--include-reported",
                            description = "Also costs that clients reported, where there is a price.")
                    boolean includeReported,
            @Option(names = "--apply", description = "Change the costs; without it they are only reported.")
                    boolean apply)
            throws InterruptedException {
        var stet = connection.client();
        var recosts = stet.recosts(project.in(stet));
        var begun = recosts.start(
                time("--from", from), to == null ? null : time("--to", to), where, includeReported, !apply);
        var done = ended(recosts, begun);
        if (!output.asJson(done)) {
            print(output, done);
        }
        return done.path("state").asString().equals("done") ? 0 : StetCommand.REFUSED;
    }

    @Command(name = "list", description = "The newest recosts.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "COUNT",
                            defaultValue = "20",
                            description = "How many, up to 100. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.recosts(project.in(stet)).list(limit),
                List.of("ID", "ASKED", "BY", "FROM", "TO", "DRY RUN", "STATE", "CALLS", "CHANGED", "DIFFERENCE"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("askedAt").asString(),
                        it.path("askedBy").asString(),
                        it.path("asked").path("from").asString(),
                        it.path("asked").path("to").asString(),
                        it.path("asked").path("dryRun").asString(),
                        it.path("state").asString(),
                        it.path("looked").asString(),
                        it.path("report").path("changed").asString(),
                        usd(it.path("report").path("differenceUsd"))));
        return 0;
    }

    @Command(name = "show", description = "The report of one recost, so far.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id) {
        var stet = connection.client();
        var found = stet.recosts(project.in(stet)).get(id);
        if (!output.asJson(found)) {
            print(output, found);
        }
        return 0;
    }

    @Command(name = "stop", description = "Stop a recost; what it changed stays changed.")
    int stop(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id) {
        var stet = connection.client();
        var stopped = stet.recosts(project.in(stet)).stop(id);
        if (!output.asJson(stopped)) {
            output.line("Stopped after " + stopped.path("looked").asString() + " calls.");
        }
        return 0;
    }

    private JsonNode ended(Recosts recosts, JsonNode begun) throws InterruptedException {
        var now = begun;
        while (UNDER_WAY.contains(now.path("state").asString())) {
            Thread.sleep(WAIT_MILLIS);
            now = recosts.get(begun.path("id").asString());
            around.err()
                    .println(now.path("looked").asString() + " of "
                            + now.path("calls").asString() + " calls");
        }
        return now;
    }

    private static void print(Output output, JsonNode recost) {
        var report = recost.path("report");
        output.line(recost.path("state").asString()
                + (recost.has("problem") ? ": " + recost.path("problem").asString() : "") + ", "
                + report.path("calls").asString() + " calls looked at, "
                + report.path("changed").asString()
                + (recost.path("asked").path("dryRun").asBoolean() ? " would change, " : " changed, ")
                + report.path("becameKnown").asString() + " become known, "
                + report.path("becameUnknown").asString() + " become unknown, "
                + report.path("reportedKept").asString() + " keep a reported cost");
        output.line("cost before " + usd(report.path("costBeforeUsd")) + ", after " + usd(report.path("costAfterUsd"))
                + ", difference " + usd(report.path("differenceUsd")));
        var rows = new ArrayList<List<String>>();
        for (var group : report.path("groups")) {
            rows.add(List.of(
                    group.path("others").asBoolean()
                            ? "all others"
                            : group.path("provider").asString("-") + "/"
                                    + group.path("model").asString("-"),
                    group.path("priceVersionBefore").asString("-"),
                    group.path("priceVersionAfter").asString("-"),
                    group.path("calls").asString(),
                    group.path("changed").asString(),
                    usd(group.path("costBeforeUsd")),
                    usd(group.path("costAfterUsd"))));
        }
        if (!rows.isEmpty()) {
            output.table(List.of("MODEL", "PRICE BEFORE", "PRICE AFTER", "CALLS", "CHANGE", "BEFORE", "AFTER"), rows);
        }
    }

    static String usd(JsonNode money) {
        return money.isNumber() ? "$" + money.decimalValue().toPlainString() : "unknown";
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Misuse(option + ": '" + text + "' is not a time such as 2026-11-01T00:00:00Z");
        }
    }
}
