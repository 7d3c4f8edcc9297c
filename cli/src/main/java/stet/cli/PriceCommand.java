package stet.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code stet prices}. */
@Command(name = "prices", description = "What models cost, in US dollars per million tokens.")
final class PriceCommand {
    private static final int MOST = 1000;

    @Command(name = "list", description = "Prices by name: saved ones, those of the operator's file, built-in ones.")
    int list(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(
                            paramLabel = "WORDS",
                            arity = "0..1",
                            description = "A part of the provider, the model or another name of it.")
                    @Nullable
                    String words,
            @Option(names = "--origin", paramLabel = "WORD", description = "Only saved, file or built-in ones.")
                    @Nullable
                    String origin) {
        var found = connection.client().prices().list(words, origin, MOST, null);
        Paging.print(
                output,
                found,
                List.of("ID", "MODEL", "INPUT", "OUTPUT", "CACHE READ", "FROM", "UNTIL", "ORIGIN"),
                it -> List.of(
                        it.path("id").asString("-"),
                        name(it.path("price")),
                        it.path("price").path("input").asString("-"),
                        it.path("price").path("output").asString("-"),
                        it.path("price").path("cacheRead").asString("-"),
                        it.path("price").path("validFrom").asString("-"),
                        it.path("price").path("validTo").asString("-"),
                        it.path("origin").asString()));
        return 0;
    }

    @Command(name = "unpriced", description = "Models that were called and whose cost nobody knows.")
    int unpriced(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "7",
                            description = "Of the last so many days, up to 31. Default: ${DEFAULT-VALUE}.")
                    int days) {
        Paging.print(
                output,
                connection.client().prices().unpriced(days),
                List.of("PROJECT", "MODEL", "UNKNOWN", "CALLS", "LAST", "BECAUSE"),
                it -> List.of(
                        it.path("project").asString(),
                        name(it.path("calls")),
                        it.path("calls").path("unknown").asString(),
                        it.path("calls").path("calls").asString(),
                        it.path("calls").path("lastAt").asString(),
                        it.path("calls").path("unknownBecause").asString("-")));
        return 0;
    }

    @Command(
            name = "add",
            description = "Save a price; it goes before others for the same model. What this cannot say, 'import' can.")
    int add(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "PROVIDER/MODEL", description = "Whose model; '*/MODEL' for any provider.")
                    String model,
            @Option(names = "--input", required = true, paramLabel = "USD", description = "A million input tokens.")
                    BigDecimal input,
            @Option(names = "--output", paramLabel = "USD", description = "A million output tokens.") @Nullable
                    BigDecimal out,
            @Option(names = "--cache-read", paramLabel = "USD", description = "A million tokens read from a cache.")
                    @Nullable
                    BigDecimal cacheRead,
            @Option(names = "--cache-write", paramLabel = "USD", description = "A million tokens written to one.")
                    @Nullable
                    BigDecimal cacheWrite,
            @Option(names = "--reasoning", paramLabel = "USD", description = "A million reasoning tokens.") @Nullable
                    BigDecimal reasoning,
            @Option(names = "--from", paramLabel = "DAY", description = "The first day (UTC); today unless given.")
                    @Nullable
                    String from,
            @Option(
                            names = "--keep-previous",
                            description = "Refuse rather than end the price saved before on that day.")
                    boolean keepPrevious,
            @Option(
                            names = "--dry-run",
                            description = "Only tell what it would have meant for the calls of the last 7 days.")
                    boolean dryRun,
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "Why; kept with the change.")
                    @Nullable
                    String message) {
        var price = new TreeMap<String, Object>();
        int slash = model.indexOf('/');
        if (slash < 1 || slash == model.length() - 1) {
            throw new Misuse("'" + model + "' is not PROVIDER/MODEL, such as openai/gpt-4.1 or '*/llama'");
        }
        put(price, "provider", model.startsWith("*/") ? null : model.substring(0, slash));
        put(price, "model", model.substring(slash + 1));
        put(price, "input", input);
        put(price, "output", out);
        put(price, "cacheRead", cacheRead);
        put(price, "cacheWrite", cacheWrite);
        put(price, "reasoning", reasoning);
        put(price, "validFrom", from);
        var prices = connection.client().prices();
        if (dryRun) {
            var preview = prices.preview(price, 7);
            if (!output.asJson(preview)) {
                var report = preview.path("report");
                output.line(report.path("calls").asString() + " calls of the last 7 days would cost "
                        + RecostCommand.usd(report.path("costAfterUsd")) + ", now "
                        + RecostCommand.usd(report.path("costBeforeUsd")));
            }
            return 0;
        }
        var saved = prices.add(price, !keepPrevious, message);
        if (!output.asJson(saved)) {
            output.line("Saved as " + saved.path("id").asString() + "; calls from "
                    + saved.path("price").path("validFrom").asString() + " on are priced with it as they come in."
                    + " See 'stet recost' for earlier ones.");
        }
        return 0;
    }

    @Command(name = "end", description = "End a saved price; one that has not begun by then is withdrawn.")
    int end(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id,
            @Option(
                            names = "--on",
                            paramLabel = "DAY",
                            description = "The first day it is no longer valid (UTC); today unless given.")
                    @Nullable
                    String on,
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "Why; kept with the change.")
                    @Nullable
                    String message) {
        var prices = connection.client().prices();
        var before = prices.get(id);
        prices.end(id, before.path("version").asInt(), on, message);
        if (!output.asJson(Map.of("id", id, "ended", true))) {
            output.line("The price of " + name(before.path("price")) + " is ended.");
        }
        return 0;
    }

    @Command(name = "history", description = "Who changed which saved price when and why, newest first.")
    int history(
            @Mixin Connection connection,
            @Mixin Output output,
            @Mixin Paging paging,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "One price, as 'list' shows it.") @Nullable
                    String id) {
        Paging.print(
                output,
                connection.client().prices().changes(id, Paging.within(paging.limit), paging.cursor),
                List.of("AT", "BY", "WHAT", "MODEL", "INPUT", "OUTPUT", "FROM", "UNTIL", "WHY"),
                it -> List.of(
                        it.path("at").asString(),
                        it.path("by").asString(),
                        it.path("what").asString(),
                        name(it.path("price")),
                        it.path("price").path("input").asString("-"),
                        it.path("price").path("output").asString("-"),
                        it.path("price").path("validFrom").asString("-"),
                        it.path("price").path("validTo").asString("-"),
                        it.path("message").asString("-")));
        return 0;
    }

    @Command(name = "export", description = "Print the saved prices as a price file.")
    int export(@Mixin Connection connection, @Mixin Output output) {
        var file = connection.client().prices().file();
        if (!output.asJson(file)) {
            Output.JSON
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(file)
                    .lines()
                    .forEach(output::line);
        }
        return 0;
    }

    @Command(name = "import", description = "Save all prices of a price file, or none.")
    int bring(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "In the form that docs/prices.md describes.") Path file,
            @Option(
                            names = "--keep-previous",
                            description = "Refuse rather than end prices saved before where the file's begin.")
                    boolean keepPrevious,
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "Why; kept with each change.")
                    @Nullable
                    String message) {
        JsonNode read;
        try {
            read = Output.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Misuse(file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new Misuse(file + " is not JSON: " + e.getOriginalMessage());
        }
        var done = connection.client().prices().save(read, !keepPrevious, message);
        if (!output.asJson(done)) {
            output.line(done.path("added").asString() + " added, "
                    + done.path("changed").asString() + " changed, "
                    + done.path("unchanged").asString() + " as they were");
        }
        return 0;
    }

    private static String name(JsonNode price) {
        return price.path("provider").asString("*") + "/" + price.path("model").asString("-");
    }

    private static void put(Map<String, Object> price, String name, @Nullable Object value) {
        if (value != null) {
            price.put(name, value);
        }
    }
}
