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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import stet.models.prices.CallCost.Known;
import stet.models.prices.CallCost.Unknown;

/** Tells what calls to models cost, from what people saved, else the operator's file, else the table that ships with stet. */
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

    /** How providers call serving a call like any other. */
    private static final Set<String> STANDARD = Set.of("standard", "default", "auto", "on_demand", "standard_only");

    private static final String ADVICE = "; add one under Prices";

    /** Those that need a restart to change. */
    private final List<PriceTable> fixed;

    /** In the order they are asked. */
    private volatile List<PriceTable> tables;

    private Prices(List<PriceTable> fixed) {
        this.fixed = List.copyOf(fixed);
        tables = this.fixed;
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

    /** From now on these go first. */
    void save(List<Price> saved) {
        var all = new ArrayList<PriceTable>();
        all.add(PriceTable.saved(saved));
        all.addAll(fixed);
        tables = List.copyOf(all);
    }

    /** The same as if these were what is saved. */
    Prices supposing(List<Price> saved) {
        var supposed = new Prices(fixed);
        supposed.save(saved);
        return supposed;
    }

    /** All of them, in the order they are asked. */
    List<PriceTable.Entry> entries() {
        return tables.stream().flatMap(table -> table.entries().stream()).toList();
    }

    /** The version of the price that a model has on a day. */
    public Optional<String> version(@Nullable String provider, String model, LocalDate day) {
        return find(sellers(provider), model, day).map(PriceTable.Entry::version);
    }

    /** The cost of a call made at a time; without a provider, of the only one that serves a model of this name. */
    public CallCost cost(@Nullable String provider, @Nullable String model, Instant at, TokenUsage usage) {
        if (model == null || model.isBlank()) {
            return new Unknown("the call names no model");
        }
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var sellers = sellers(provider);
        var found = find(sellers, model, day);
        if (found.isPresent()) {
            return cost(found.get(), usage);
        }
        if (!sellers.isEmpty()
                && tables.stream().noneMatch(table -> sellers.stream().anyMatch(table::knowsProvider))) {
            return new Unknown("there are no prices for provider '" + provider + "'" + ADVICE);
        }
        return new Unknown("there is no price for model '" + model + "'"
                + (sellers.isEmpty() ? "" : " of " + sellers.getLast()) + " on " + day + ADVICE);
    }

    private Optional<PriceTable.Entry> find(List<String> sellers, String model, LocalDate day) {
        var name = model.startsWith("models/") ? model.substring("models/".length()) : model;
        return tables.stream()
                .flatMap(table -> table.find(sellers, name, day).stream())
                .findFirst();
    }

    /** What a provider may be called in a table: by its own word, and by the one that the built-in table has for it. */
    private static List<String> sellers(@Nullable String provider) {
        if (provider == null || provider.isBlank()) {
            return List.of();
        }
        var word = provider.strip().toLowerCase(Locale.ROOT);
        return Stream.of(word, OTHER_WORDS.getOrDefault(word, word)).distinct().toList();
    }

    private static CallCost cost(PriceTable.Entry found, TokenUsage usage) {
        var listed = found.price();
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
        var tier = serviceTier(usage);
        var price = listed.rates(input, tier);
        if (price == null) {
            return new Unknown("there is no price for service tier '" + tier + "' of " + listed.name() + ADVICE);
        }
        var heardRate = heard == 0 ? BigDecimal.ZERO : price.audioInput();
        var spokenRate = spoken == 0 ? BigDecimal.ZERO : price.audioOutput();
        if (heardRate == null || spokenRate == null) {
            return new Unknown("there is no price for audio of " + listed.name() + ADVICE);
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
                found.version());
    }

    /** Absent when the call was served in the standard way. */
    private static @Nullable String serviceTier(TokenUsage usage) {
        var tier = usage.serviceTier();
        if (tier == null || tier.isBlank()) {
            return null;
        }
        var word = tier.strip().toLowerCase(Locale.ROOT);
        return STANDARD.contains(word) ? null : word;
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
