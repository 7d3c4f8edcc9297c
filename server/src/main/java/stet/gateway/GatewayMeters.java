package stet.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import stet.models.Endpoint;

/** What the gateway counts of itself. */
final class GatewayMeters {
    private final MeterRegistry meters;
    private final Timer overhead;
    private final Counter unrecorded;
    private final AtomicInteger open;

    GatewayMeters(MeterRegistry meters) {
        this.meters = meters;
        this.overhead = Timer.builder("stet.gateway.overhead")
                .description("Time the gateway itself adds before the provider's first byte is passed on")
                .serviceLevelObjectives(
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(200_000),
                        Duration.ofNanos(300_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100))
                .register(meters);
        this.unrecorded = Counter.builder("stet.gateway.unrecorded")
                .description("Calls that were served but whose record was lost, because too many waited for the disk")
                .register(meters);
        this.open = meters.gauge("stet.gateway.open.calls", new AtomicInteger());
    }

    void overhead(long nanos) {
        overhead.record(Duration.ofNanos(nanos));
    }

    void unrecorded() {
        unrecorded.increment();
    }

    /** Counts a call that never reached a provider, because the gateway refused it. */
    void refused(int status) {
        meters.counter("stet.gateway.refusals", "status", Integer.toString(status))
                .increment();
    }

    /** Counts a request as ended that was passed on but asked no model. */
    void passed() {
        open.decrementAndGet();
    }

    void opened() {
        open.incrementAndGet();
    }

    /** Counts a call that ended, by endpoint and by the kind of its failure or {@code ok}. */
    void closed(Endpoint endpoint, String outcome) {
        open.decrementAndGet();
        meters.counter("stet.gateway.calls", "endpoint", endpoint.path(), "outcome", outcome)
                .increment();
    }
}
