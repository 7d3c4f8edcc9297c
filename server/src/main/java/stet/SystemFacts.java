package stet;

import java.net.URI;
import java.time.Instant;
import stet.traces.TraceFeature;

/** What the server knows of its own state. */
final class SystemFacts {
    private final String version;
    private final Instant startedAt;
    private final boolean demo;
    private final TraceFeature traces;
    private volatile URI publicUrl = URI.create("http://127.0.0.1");

    SystemFacts(String version, Instant startedAt, boolean demo, TraceFeature traces) {
        this.version = version;
        this.startedAt = startedAt;
        this.demo = demo;
        this.traces = traces;
    }

    void listening(URI url) {
        publicUrl = url;
    }

    URI publicUrl() {
        return publicUrl;
    }

    SystemStatus status() {
        String base = publicUrl.toString();
        var health = traces.health();
        String problem = health.problem();
        return new SystemStatus(
                version,
                startedAt,
                demo,
                base,
                new SystemStatus.GatewayUrls(base + "/v1", base, base + "/v1/traces"),
                new SystemStatus.JournalStatus(
                        health.journalBytes(),
                        health.lag().records(),
                        health.lag().millis()),
                new SystemStatus.StoreStatus(
                        health.store().spans(), health.store().bytes(), problem == null, problem));
    }
}
