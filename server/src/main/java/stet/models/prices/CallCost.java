package stet.models.prices;

import java.math.BigDecimal;

/** What a call cost. */
public sealed interface CallCost {
    /**
     * A known cost in US dollars, exact, with twelve decimals: the sum of its buckets.
     *
     * @param input tokens that were neither read from nor written to a cache, nor audio
     * @param output without reasoning and audio
     * @param priceVersion the table and the entry it was computed with
     */
    record Known(
            BigDecimal usd,
            BigDecimal input,
            BigDecimal cacheRead,
            BigDecimal cacheWrite,
            BigDecimal audioInput,
            BigDecimal output,
            BigDecimal reasoning,
            BigDecimal audioOutput,
            String priceVersion)
            implements CallCost {}

    /** No cost can be told; never to be taken for zero. */
    record Unknown(String because) implements CallCost {}
}
