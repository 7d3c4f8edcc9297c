package stet.models.prices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;

/**
 * What a model's tokens cost, in US dollars per million, during a span of days (UTC). A cache rate that is absent means
 * cached tokens cost what others do; a reasoning rate that is absent means reasoning costs what other output does. An audio
 * rate that is absent is not known.
 *
 * @param aliases other names of the same model
 * @param pattern a regular expression for yet other names, matched whole when no name fits
 * @param output absent for models that write nothing, such as embeddings
 * @param above rates for calls whose input is longer than a threshold
 * @param validFrom the first day; absent: since ever
 * @param validTo the first day it is no longer valid; absent: still valid
 * @param source a key of the table's sources
 */
record Price(
        String provider,
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
        @Nullable Tier above,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String source) {
    /** Rates that hold for the whole call once its input has more tokens than this. */
    record Tier(
            long tokens,
            BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite) {}

    private static final int MAX_SCALE = 6;

    Price {
        JsonFault.require(provider, "a price needs 'provider'");
        JsonFault.require(model, "a price needs 'model'");
        JsonFault.require(input, "the price of " + provider + "/" + model + " needs 'input'");
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        var name = provider + "/" + model;
        requireRate(name, "input", input);
        requireRate(name, "output", output);
        requireRate(name, "cacheRead", cacheRead);
        requireRate(name, "cacheWrite", cacheWrite);
        requireRate(name, "reasoning", reasoning);
        requireRate(name, "audioInput", audioInput);
        requireRate(name, "audioOutput", audioOutput);
        if (above != null) {
            requireRate(name, "above.input", above.input);
            requireRate(name, "above.output", above.output);
            requireRate(name, "above.cacheRead", above.cacheRead);
            requireRate(name, "above.cacheWrite", above.cacheWrite);
        }
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw new IllegalArgumentException(name + ": validFrom " + validFrom + " is not before validTo " + validTo);
        }
        if (pattern != null) {
            Pattern.compile(pattern);
        }
    }

    List<String> names() {
        return aliases == null ? List.of() : aliases;
    }

    boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || day.isBefore(validTo));
    }

    LocalDate since() {
        return validFrom == null ? LocalDate.MIN : validFrom;
    }

    /** These rates, or those of long inputs. */
    Price forInput(long tokens) {
        if (above == null || tokens <= above.tokens) {
            return this;
        }
        return new Price(
                provider,
                model,
                aliases,
                pattern,
                above.input,
                above.output,
                above.cacheRead,
                above.cacheWrite,
                null,
                audioInput,
                audioOutput,
                null,
                validFrom,
                validTo,
                source);
    }

    private static void requireRate(String name, String what, @Nullable BigDecimal rate) {
        if (rate != null && (rate.signum() < 0 || rate.stripTrailingZeros().scale() > MAX_SCALE)) {
            throw new IllegalArgumentException(name + ": " + what
                    + " is 0 or more dollars per million tokens with at most " + MAX_SCALE + " decimals, not " + rate);
        }
    }
}
