package stet.traces.otlp;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.db.Records;
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

    /** What the feature works with. */
    public record Needs(Callers callers, SpanSink sink, Pricing pricing, Records records, MeterRegistry meters) {}

    /**
     * @param home where rejected spans are written down
     * @param bodyLimit the most bytes of one request, also after decompression
     */
    public static OtlpFeature create(Needs needs, Path home, int bodyLimit, InstantSource clock) {
        var rejected = new RejectedSpansFile(home.resolve("rejected-otlp-spans.jsonl"), REJECTED_BYTES, clock);
        var everywhere = needs.callers().server().mayEverywhere(Permission.READ_SYSTEM);
        var ingest = new OtlpIngest(
                OtlpLimits.DEFAULT.withBytes(bodyLimit),
                new Conventions(needs.pricing()),
                needs.sink(),
                new WaitingEvents(needs.records(), everywhere, clock),
                rejected,
                new OtlpMeters(needs.meters()));
        return new OtlpFeature(new OtlpRoutes(ingest, needs.callers(), bodyLimit));
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    public void declare(Grpc grpc) {
        routes.declare(grpc);
    }
}
