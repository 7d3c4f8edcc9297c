package stet.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long operations take, by operation and status: {@code stet_http_request_duration_seconds}. */
public final class HttpTimes {
    private record Key(String method, String path, int status) {}

    private final MeterRegistry meters;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    public HttpTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Operation operation, int status, long nanos) {
        record(operation.method(), operation.path().text(), status, nanos);
    }

    void record(String method, String path, int status, long nanos) {
        var key = new Key(method, path, status);
        timers.computeIfAbsent(key, this::timer).record(Duration.ofNanos(nanos));
    }

    private Timer timer(Key key) {
        return Timer.builder("stet.http.request.duration")
                .description("Time to serve an operation of the REST surface")
                .tag("method", key.method())
                .tag("path", key.path())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(meters);
    }
}
