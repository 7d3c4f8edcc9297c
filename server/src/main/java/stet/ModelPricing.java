package stet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import stet.models.prices.CallCost;
import stet.models.prices.Prices;
import stet.traces.Pricing;
import stet.traces.Span;

/** Prices spans by the models' price table. */
record ModelPricing(Prices prices) implements Pricing {
    @Override
    public Span.Cost cost(@Nullable String provider, @Nullable String model, Instant at, Span.Usage usage) {
        var counted =
                new TokenUsage(usage.input(), usage.output(), usage.cacheRead(), usage.cacheWrite(), usage.reasoning());
        return switch (prices.cost(provider, model, at, counted)) {
            case CallCost.Known known -> new Span.Cost(known.usd(), known.priceVersion(), null);
            case CallCost.Unknown unknown -> Span.Cost.unknown(unknown.because());
        };
    }
}
