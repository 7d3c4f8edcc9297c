package stet.models.prices;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;

/**
 * What a model's tokens cost, in US dollars per million, during a span of days (UTC). A cache rate that is absent means
 * cached tokens cost what others do; a reasoning rate that is absent means reasoning costs what other output does. An audio
 * rate that is absent is not known.
 *
 * @param provider absent: whichever sells a model of this name
 * @param aliases other names of the same model
 * @param pattern a regular expression for yet other names, matched whole when no name fits
 * @param output absent for models that write nothing, such as embeddings
 * @param above rates for calls whose input is longer than a threshold; the highest threshold below the input counts
 * @param serviceTiers rates of calls served in another way than the standard one, such as {@code batch}
 * @param validFrom the first day; absent: since ever
 * @param validTo the first day it is no longer valid; absent: still valid
 * @param source a key of the table's sources
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Price(
        @Nullable String provider,
        String model,
        @Nullable List<String> aliases,
        @Nullable String pattern,
        BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal audioInput,
        @Nullable BigDecimal audioOutput,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<Rates.OfLongInput> above,

        @Nullable Map<String, Rates.OfServiceTier> serviceTiers,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String source) {
    static final int MAX_NAME = 256;
    private static final int MAX_NAMES = 100;
    private static final int MAX_TIERS = 10;
    private static final Pattern SERVICE_TIER = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    public Price {
        JsonFault.require(model, "a price needs 'model'");
        model = requireName("model", model);
        provider = provider == null || provider.isBlank()
                ? null
                : requireName("provider", provider).toLowerCase(Locale.ROOT);
        var name = (provider == null ? "*" : provider) + "/" + model;
        JsonFault.require(input, "the price of " + name + " needs 'input'");
        aliases = aliases == null
                ? List.of()
                : aliases.stream().map(alias -> requireName("alias", alias)).toList();
        requireMost(name, "aliases", aliases.size(), MAX_NAMES);
        var rates = new Rates(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput).of(name, "");
        input = rates.input();
        output = rates.output();
        cacheRead = rates.cacheRead();
        cacheWrite = rates.cacheWrite();
        reasoning = rates.reasoning();
        audioInput = rates.audioInput();
        audioOutput = rates.audioOutput();
        above = longInputs(name, "above", above);
        serviceTiers = serviceTiers(name, serviceTiers);
        requireDay(name, "validFrom", validFrom);
        requireDay(name, "validTo", validTo);
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw new IllegalArgumentException(name + ": validFrom " + validFrom + " is not before validTo " + validTo);
        }
        if (pattern != null) {
            requirePattern(name, pattern);
        }
    }

    /** Who sells which model, as people read it. */
    public String name() {
        return (provider == null ? "*" : provider) + "/" + model;
    }

    /** The model's names, in small letters. */
    List<String> names() {
        var names = new ArrayList<String>();
        names.add(model.toLowerCase(Locale.ROOT));
        if (aliases != null) {
            aliases.forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    boolean validOn(LocalDate day) {
        return !day.isBefore(since()) && (validTo == null || day.isBefore(validTo));
    }

    LocalDate since() {
        return validFrom == null ? LocalDate.MIN : validFrom;
    }

    LocalDate until() {
        return validTo == null ? LocalDate.MAX : validTo;
    }

    /** The rates of a call; absent when it was served in a way this price does not name. */
    @Nullable
    Rates rates(long inputTokens, @Nullable String serviceTier) {
        if (serviceTier == null) {
            var standard = new Rates(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput);
            return standard.above(above, inputTokens);
        }
        var tier = serviceTiers == null ? null : serviceTiers.get(serviceTier);
        return tier == null ? null : tier.rates().above(tier.above(), inputTokens);
    }

    Price during(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new Price(
                provider,
                model,
                aliases,
                pattern,
                input,
                output,
                cacheRead,
                cacheWrite,
                reasoning,
                audioInput,
                audioOutput,
                above,
                serviceTiers,
                from,
                to,
                source);
    }

    static @Nullable List<Rates.OfLongInput> longInputs(
            String name, String what, @Nullable List<Rates.OfLongInput> above) {
        if (above == null || above.isEmpty()) {
            return null;
        }
        requireMost(name, what, above.size(), MAX_TIERS);
        var sorted = above.stream()
                .map(each -> each.of(name, what + "."))
                .sorted(Comparator.comparingLong(Rates.OfLongInput::tokens))
                .toList();
        long different =
                sorted.stream().mapToLong(Rates.OfLongInput::tokens).distinct().count();
        if (different < sorted.size()) {
            throw new IllegalArgumentException(name + ": " + what + " names one number of tokens twice");
        }
        return sorted;
    }

    private static @Nullable Map<String, Rates.OfServiceTier> serviceTiers(
            String name, @Nullable Map<String, Rates.OfServiceTier> tiers) {
        if (tiers == null || tiers.isEmpty()) {
            return null;
        }
        requireMost(name, "serviceTiers", tiers.size(), MAX_TIERS);
        var checked = new LinkedHashMap<String, Rates.OfServiceTier>();
        new TreeMap<>(tiers).forEach((tier, rates) -> {
            if (!SERVICE_TIER.matcher(tier).matches()) {
                throw new IllegalArgumentException(name + ": '" + tier
                        + "' is no service tier: use the provider's word in small letters, such as batch or priority");
            }
            JsonFault.require(rates, name + ": serviceTiers." + tier + " is null");
            checked.put(tier, rates.of(name, "serviceTiers." + tier + "."));
        });
        return Collections.unmodifiableMap(checked);
    }

    private static String requireName(String what, @Nullable String name) {
        if (name == null || name.isBlank() || name.strip().length() > MAX_NAME) {
            throw new IllegalArgumentException("a price's " + what + " has 1 to " + MAX_NAME + " characters");
        }
        return name.strip();
    }

    private static void requireMost(String name, String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException(name + ": there are " + found + " " + what + ", the most is " + most);
        }
    }

    private static void requireDay(String name, String what, @Nullable LocalDate day) {
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            throw new IllegalArgumentException(
                    name + ": " + what + " " + day + " does not lie between " + FIRST_DAY + " and " + LAST_DAY);
        }
    }

    private static void requirePattern(String name, String pattern) {
        if (pattern.length() > MAX_NAME) {
            throw new IllegalArgumentException(name + ": a pattern has at most " + MAX_NAME + " characters");
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name + ": the pattern cannot be used: " + e.getDescription()
                    + " at character " + (e.getIndex() + 1));
        }
    }
}
