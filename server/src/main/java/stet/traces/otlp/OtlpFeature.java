package stet.traces.otlp;

import java.nio.file.Path;
import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.platform.http.Grpc;
import stet.traces.Pricing;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;

/** Takes OpenTelemetry's protocol in. */
public final class OtlpFeature {
    private static final long REJECTED_BYTES = 64L * 1024 * 1024;

    private final OtlpRoutes routes;

    private OtlpFeature(OtlpRoutes routes) {
        this.routes = routes;
    }

    /**
     * @param home where rejected spans are written down
     * @param bodyLimit the most bytes of one request, also after decompression
     */
    public static OtlpFeature create(
            Callers callers, SpanSink sink, Pricing pricing, Path home, int bodyLimit, InstantSource clock) {
        var rejected = new RejectedSpansFile(home.resolve("rejected-otlp-spans.jsonl"), REJECTED_BYTES, clock);
        var limits = OtlpLimits.DEFAULT.withBytes(bodyLimit);
        var ingest = new OtlpIngest(limits, new Conventions(pricing), sink, rejected);
        return new OtlpFeature(new OtlpRoutes(ingest, callers, bodyLimit));
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    public void declare(Grpc grpc) {
        routes.declare(grpc);
    }
}
