package stet.traces.otlp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what came and is not kept: metrics by name, log records by what became of them. */
final class OtlpMeters {
    private static final List<String> KNOWN = List.of("gen_ai.", "mcp.", "spring.ai.");
    private static final int MOST_NAMES = 200;

    private final MeterRegistry meters;
    private final Map<String, Counter> metrics = new ConcurrentHashMap<>();

    OtlpMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Names that are not about models, and those beyond the first few hundred, are counted together. */
    void metric(String name) {
        boolean named =
                KNOWN.stream().anyMatch(name::startsWith) && (metrics.containsKey(name) || metrics.size() < MOST_NAMES);
        metrics.computeIfAbsent(
                        named ? name : "other",
                        it -> Counter.builder("stet.otlp.metrics")
                                .description("Metrics that came over OTLP; their values are not kept")
                                .tag("metric", it)
                                .register(meters))
                .increment();
    }

    void log(String outcome, String severity) {
        Counter.builder("stet.otlp.logs")
                .description("Log records that came over OTLP")
                .tag("outcome", outcome)
                .tag("severity", severity)
                .register(meters)
                .increment();
    }
}
