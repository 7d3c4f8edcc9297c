package stet.traces.conventions;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.Pricing;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** The tokens and the money of a model call, from what its reporter said of them. */
final class Metering {
    private static final Set<String> STANDARD = Set.of("standard", "default", "auto", "on_demand");

    private Metering() {}

    static Span.Usage usage(Reading reading) {
        return new Span.Usage(
                InputTokens.of(reading).count(),
                reading.get(Field.OUTPUT_TOKENS),
                reading.get(Field.CACHE_READ_TOKENS),
                reading.get(Field.CACHE_WRITE_TOKENS),
                reading.get(Field.REASONING_TOKENS),
                reading.get(Field.AUDIO_INPUT_TOKENS),
                reading.get(Field.AUDIO_OUTPUT_TOKENS),
                reading.get(Field.SERVICE_TIER));
    }

    /** What the reporter says it cost, else the price of the model that answered, else of the one that was asked. */
    static Span.Cost cost(Reading reading, Span.Usage usage, boolean failed, Pricing pricing) {
        var reported = reading.get(Field.COST);
        if (reported != null && !(failed && isZero(reported.usd()))) {
            return reported;
        }
        String provider = reading.get(Field.PROVIDER);
        String asked = reading.get(Field.REQUEST_MODEL);
        String answered = reading.get(Field.RESPONSE_MODEL);
        var at = reading.span().startedAt();
        var cost = pricing.cost(provider, answered == null ? asked : answered, at, usage);
        if (cost.usd() != null || answered == null || asked == null || asked.equals(answered)) {
            return cost;
        }
        var second = pricing.cost(provider, asked, at, usage);
        return second.usd() == null ? cost : second;
    }

    /** Absent when it is the way in which any call is served. */
    static @Nullable String serviceTier(JsonNode value) {
        String tier = Values.label(value);
        String word = tier == null ? null : tier.toLowerCase(Locale.ROOT);
        return word == null || STANDARD.contains(word) ? null : word;
    }

    private static boolean isZero(@Nullable BigDecimal usd) {
        return usd != null && usd.signum() == 0;
    }
}
