package stet.models.prices;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;

/** What each kind of token costs, in US dollars per million. */
record Rates(
        BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal audioInput,
        @Nullable BigDecimal audioOutput) {
    private static final int MAX_SCALE = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /** Rates that hold for the whole call once its input has more tokens than this. Audio has the rates of shorter calls. */
    record OfLongInput(
            long tokens,
            BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal reasoning) {
        OfLongInput of(String name, String what) {
            if (tokens < 1) {
                throw new IllegalArgumentException(name + ": " + what + "tokens is 1 or more, not " + tokens);
            }
            JsonFault.require(input, name + ": " + what + "input is missing");
            var rates = new Rates(input, output, cacheRead, cacheWrite, reasoning, null, null).of(name, what);
            return new OfLongInput(
                    tokens, rates.input, rates.output, rates.cacheRead, rates.cacheWrite, rates.reasoning);
        }
    }

    /** Rates of calls that a provider serves in another way, cheaper and later or dearer and sooner. */
    record OfServiceTier(
            BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audioInput,
            @Nullable BigDecimal audioOutput,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<OfLongInput> above) {
        Rates rates() {
            return new Rates(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput);
        }

        OfServiceTier of(String name, String what) {
            JsonFault.require(input, name + ": " + what + "input is missing");
            var rates = rates().of(name, what);
            return new OfServiceTier(
                    rates.input,
                    rates.output,
                    rates.cacheRead,
                    rates.cacheWrite,
                    rates.reasoning,
                    rates.audioInput,
                    rates.audioOutput,
                    Price.longInputs(name, what + "above", above));
        }
    }

    /** These, each checked and without needless zeros. */
    Rates of(String name, String what) {
        return new Rates(
                java.util.Objects.requireNonNull(rate(name, what + "input", input)),
                rate(name, what + "output", output),
                rate(name, what + "cacheRead", cacheRead),
                rate(name, what + "cacheWrite", cacheWrite),
                rate(name, what + "reasoning", reasoning),
                rate(name, what + "audioInput", audioInput),
                rate(name, what + "audioOutput", audioOutput));
    }

    /** These, or those of an input so long. */
    Rates above(@Nullable List<OfLongInput> tiers, long inputTokens) {
        OfLongInput reached = null;
        for (var tier : tiers == null ? List.<OfLongInput>of() : tiers) {
            reached = inputTokens > tier.tokens ? tier : reached;
        }
        return reached == null
                ? this
                : new Rates(
                        reached.input,
                        reached.output,
                        reached.cacheRead,
                        reached.cacheWrite,
                        reached.reasoning,
                        audioInput,
                        audioOutput);
    }

    private static @Nullable BigDecimal rate(String name, String what, @Nullable BigDecimal rate) {
        if (rate == null) {
            return null;
        }
        if (rate.scale() > 100 || rate.scale() < -100) {
            throw new IllegalArgumentException(name + ": " + what + " has too many digits");
        }
        var plain = rate.stripTrailingZeros();
        if (plain.signum() < 0 || plain.scale() > MAX_SCALE || plain.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + ": " + what + " is 0 to " + MOST.toPlainString()
                    + " dollars per million tokens with at most " + MAX_SCALE + " decimals, not " + rate);
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
