package stet.costs;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import stet.models.prices.CallCost;
import stet.models.prices.Prices;
import stet.traces.CostKind;
import stet.traces.Pricing;
import stet.traces.Span;

/** Prices spans by the models' price table. */
public record ModelPricing(Prices prices) implements Pricing {
    @Override
    public Span.Cost cost(@Nullable String provider, @Nullable String model, Instant at, Span.Usage usage) {
        var counted = new TokenUsage(
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.reasoning(),
                usage.audioInput(),
                usage.audioOutput(),
                usage.serviceTier());
        return switch (prices.cost(provider, model, at, counted)) {
            case CallCost.Known known -> new Span.Cost(known.usd(), known.priceVersion(), null, parts(known));
            case CallCost.Unknown unknown -> Span.Cost.unknown(unknown.because());
        };
    }

    /** Without what cost nothing. */
    private static Map<CostKind, BigDecimal> parts(CallCost.Known known) {
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        parts.put(CostKind.INPUT, known.input());
        parts.put(CostKind.OUTPUT, known.output());
        parts.put(CostKind.CACHE_READ, known.cacheRead());
        parts.put(CostKind.CACHE_WRITE, known.cacheWrite());
        parts.put(CostKind.REASONING, known.reasoning());
        parts.put(CostKind.AUDIO_INPUT, known.audioInput());
        parts.put(CostKind.AUDIO_OUTPUT, known.audioOutput());
        parts.values().removeIf(usd -> usd.signum() == 0);
        return parts;
    }
}
