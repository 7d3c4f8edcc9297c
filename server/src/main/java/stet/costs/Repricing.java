package stet.costs;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.PricedCall;
import stet.traces.Pricing;
import stet.traces.Span;
import stet.traces.SpanSource;

/**
 * Prices stored calls the way they are priced when they come in.
 *
 * @param vendors whose prices a configured provider has, if its own name has none
 * @param includeReported whether a cost that the reporter named gives way
 */
record Repricing(Pricing pricing, Function<String, @Nullable String> vendors, boolean includeReported) {
    Span.Cost of(PricedCall call) {
        var before = call.cost();
        if (before.reported() && !includeReported) {
            return before;
        }
        var after = call.source() == SpanSource.GATEWAY ? ofGateway(call) : ofReporter(call);
        return after.usd() == null && before.reported() ? before : after;
    }

    private Span.Cost ofGateway(PricedCall call) {
        var provider = call.provider();
        var cost = cost(call, provider, call.model());
        var vendor = provider == null ? null : vendors.apply(provider);
        return cost.usd() != null || vendor == null || vendor.equals(provider)
                ? cost
                : cost(call, vendor, call.model());
    }

    private Span.Cost ofReporter(PricedCall call) {
        var cost = cost(call, call.provider(), call.model());
        var asked = call.requestModel();
        if (cost.usd() != null || asked == null || asked.equals(call.model())) {
            return cost;
        }
        var second = cost(call, call.provider(), asked);
        return second.usd() == null ? cost : second;
    }

    private Span.Cost cost(PricedCall call, @Nullable String provider, @Nullable String model) {
        return pricing.cost(provider, model, call.startedAt(), call.usage());
    }
}
