package stet.bench;

import java.util.Locale;

/** Whether every call that stet served is in its store: speed without records would be no result. */
record Recorded(StetServer stet) {
    private static final long PATIENCE_MILLIS = 120_000;

    String report() {
        double served = stet.metric("stet_gateway_calls_total");
        double lost = stet.metric("stet_gateway_unrecorded_total");
        long start = System.nanoTime();
        Pause.until(() -> stet.traces() >= served - lost, PATIENCE_MILLIS);
        return String.format(
                Locale.ROOT,
                "stet served %,.0f calls; %,d traces are in its store (%.1f s later), %,.0f were given up",
                served,
                stet.traces(),
                (System.nanoTime() - start) / 1e9,
                lost);
    }
}
