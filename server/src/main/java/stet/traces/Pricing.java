package stet.traces;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what a model call cost. */
@FunctionalInterface
public interface Pricing {
    /** The cost of a call made at a time; unknown, with the reason, when the model or its usage is unknown. */
    Span.Cost cost(@Nullable String provider, @Nullable String model, Instant at, Span.Usage usage);
}
