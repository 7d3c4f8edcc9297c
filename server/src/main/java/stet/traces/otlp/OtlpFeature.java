package stet.traces.otlp;

import io.micrometer.core.instrument.MeterRegistry;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.platform.http.Grpc;
import stet.traces.AmendmentSink;
import stet.traces.Masking;
import stet.traces.Pricing;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;
import stet.traces.rejected.PayloadText;
import stet.traces.rejected.RejectedRecords;

/** Takes OpenTelemetry's protocol in. */
public final class OtlpFeature {
    private final OtlpRoutes routes;

    private OtlpFeature(OtlpRoutes routes) {
        this.routes = routes;
    }

    /** What the feature works with. */
    public record Needs(
            Callers callers,
            SpanSink sink,
            AmendmentSink amendments,
            ScoreSink scores,
            Pricing pricing,
            Masking masking,
            RejectedRecords rejected,
            Pressure pressure,
            MeterRegistry meters) {}

    /**
     * @param bodyLimit the most bytes of one request, also after decompression
     */
    public static OtlpFeature create(Needs needs, int bodyLimit) {
        var ingest = new OtlpIngest(
                OtlpLimits.DEFAULT.withBytes(bodyLimit),
                new Conventions(needs.pricing()),
                needs.sink(),
                needs.amendments(),
                needs.scores(),
                needs.masking(),
                needs.rejected(),
                needs.pressure(),
                new OtlpMeters(needs.meters()));
        return new OtlpFeature(new OtlpRoutes(ingest, needs.callers(), bodyLimit));
    }

    /** Makes rejected protobuf readable. */
    public PayloadText text() {
        return new OtlpText();
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    public void declare(Grpc grpc) {
        routes.declare(grpc);
    }
}
