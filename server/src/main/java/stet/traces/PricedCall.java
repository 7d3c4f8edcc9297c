package stet.traces;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored model call as far as its price goes. */
public record PricedCall(
        String traceId,
        String spanId,
        Instant startedAt,
        SpanSource source,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        Span.Usage usage,
        Span.Cost cost) {

    /** The model that answered, else the one that was asked. */
    public @Nullable String model() {
        return responseModel == null ? requestModel : responseModel;
    }

    /**
     * Some calls.
     *
     * @param upTo all of the range that started before are among them
     */
    public record PricedCalls(List<PricedCall> calls, Instant upTo) {
        public PricedCalls {
            calls = List.copyOf(calls);
        }
    }

    /** Another cost for a call that costs something now. */
    public record Recosted(String traceId, String spanId, Instant startedAt, Span.Cost before, Span.Cost after) {}
}
