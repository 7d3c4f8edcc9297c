package stet.models.prices;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import stet.models.prices.CallCost.Known;
import stet.models.prices.CallCost.Unknown;

/** Tells what calls to models cost, from the table that ships with stet and the operator's own. */
public final class Prices {
    private static final int SCALE = 12;
    private static final int MILLION = 6;

    /** What telemetry calls the providers that the table knows by another word. */
    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(
            Map.entry("mistral_ai", "mistral"),
            Map.entry("mistralai", "mistral"),
            Map.entry("x_ai", "xai"),
            Map.entry("x-ai", "xai"),
            Map.entry("google", "gemini"),
            Map.entry("gcp.gemini", "gemini"),
            Map.entry("gcp.gen_ai", "gemini"),
            Map.entry("gcp.vertex_ai", "gemini"),
            Map.entry("vertex_ai", "gemini"),
            Map.entry("azure", "openai"),
            Map.entry("azure.ai.openai", "openai"),
            Map.entry("az.ai.openai", "openai"),
            Map.entry("moonshot_ai", "moonshot"));

    /** In the order they are asked. */
    private final List<PriceTable> tables;

    private Prices(List<PriceTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** The built-in prices; what the operator's file says comes first. A file that cannot be used is a start problem. */
    public static Prices load(Optional<Path> own) {
        var tables = new ArrayList<PriceTable>();
        own.map(PriceTable::read).ifPresent(tables::add);
        tables.add(PriceTable.builtIn());
        return new Prices(tables);
    }

    static Prices of(PriceTable... tables) {
        return new Prices(List.of(tables));
    }

    /** The cost of a call made at a time; without a provider, of the only one that serves a model of this name. */
    public CallCost cost(@Nullable String provider, @Nullable String model, Instant at, TokenUsage usage) {
        if (model == null || model.isBlank()) {
            return new Unknown("the call names no model");
        }
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var seller = provider == null || provider.isBlank() ? null : seller(provider);
        var name = model.startsWith("models/") ? model.substring("models/".length()) : model;
        for (var table : tables) {
            var price = table.find(seller, name, day);
            if (price.isPresent()) {
                return cost(table, price.get(), usage);
            }
        }
        if (seller != null && tables.stream().noneMatch(table -> table.knowsProvider(seller))) {
            return new Unknown("there are no prices for provider '" + provider + "'; add some with STET_PRICES");
        }
        return new Unknown("there is no price for model '" + model + "'" + (seller == null ? "" : " of " + seller)
                + " on " + day + "; add one with STET_PRICES");
    }

    private static String seller(String provider) {
        var word = provider.toLowerCase(Locale.ROOT);
        return OTHER_WORDS.getOrDefault(word, word);
    }

    private static CallCost cost(PriceTable table, Price listed, TokenUsage usage) {
        var input = usage.input();
        var output = usage.output();
        if (input == null) {
            return new Unknown("the number of input tokens is not known");
        }
        if (output == null && listed.output() != null) {
            return new Unknown("the number of output tokens is not known");
        }
        long read = orZero(usage.cacheRead());
        long written = orZero(usage.cacheWrite());
        long reasoning = orZero(usage.reasoning());
        long spoken = orZero(usage.audioOutput());
        if (read + written > input || reasoning + spoken > orZero(output)) {
            return new Unknown("the token counts contradict each other: the parts are more than the whole");
        }
        long heard = Math.min(orZero(usage.audioInput()), input - read - written);
        var price = listed.forInput(input);
        var heardRate = heard == 0 ? BigDecimal.ZERO : price.audioInput();
        var spokenRate = spoken == 0 ? BigDecimal.ZERO : price.audioOutput();
        if (heardRate == null || spokenRate == null) {
            return new Unknown("there is no price for audio of model '" + listed.model() + "' of " + listed.provider()
                    + "; add one with STET_PRICES");
        }
        var inputCost = times(price.input(), input - read - written - heard);
        var readCost = times(or(price.cacheRead(), price.input()), read);
        var writeCost = times(or(price.cacheWrite(), price.input()), written);
        var outputRate = or(price.output(), BigDecimal.ZERO);
        var outputCost = times(outputRate, orZero(output) - reasoning - spoken);
        var reasoningCost = times(or(price.reasoning(), outputRate), reasoning);
        var heardCost = times(heardRate, heard);
        var spokenCost = times(spokenRate, spoken);
        return new Known(
                Stream.of(inputCost, readCost, writeCost, heardCost, outputCost, reasoningCost, spokenCost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                inputCost,
                readCost,
                writeCost,
                heardCost,
                outputCost,
                reasoningCost,
                spokenCost,
                table.version() + " " + listed.provider() + "/" + listed.model());
    }

    private static BigDecimal times(BigDecimal perMillion, long tokens) {
        return perMillion
                .multiply(BigDecimal.valueOf(tokens))
                .movePointLeft(MILLION)
                .setScale(SCALE);
    }

    private static BigDecimal or(@Nullable BigDecimal rate, BigDecimal otherwise) {
        return rate == null ? otherwise : rate;
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
