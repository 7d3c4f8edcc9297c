package stet.traces.otlp;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Grpc;
import stet.platform.http.Problem;

/** {@code /v1/traces}, and its service in gRPC. Answers, and refuses, in the format of the request. */
record OtlpRoutes(OtlpIngest ingest, Callers callers, int bodyLimit) {

    void declare(Api api) {
        api.post("/v1/traces", "Takes OpenTelemetry traces as protobuf or JSON (OTLP/HTTP)")
                .tag("otlp")
                .alsoAt("/api/public/otel/v1/traces")
                .alsoAt("/otel/v1/traces")
                .bodyLimit(bodyLimit)
                .refusals(OtlpRoutes::refused)
                .answers(200, Void.class)
                .by(this::traces);
    }

    void declare(Grpc grpc) {
        grpc.unary("/opentelemetry.proto.collector.trace.v1.TraceService/Export", bodyLimit, (call, encoding) -> {
            var project = callers.of(call).may(Permission.WRITE_TRACES).projectId();
            return OtlpAnswer.message(ingest.take(project, OtlpFormat.PROTOBUF, encoding, call.body()));
        });
    }

    private Answer traces(Call call) {
        String contentType = call.header("content-type").orElse(null);
        var project = callers.of(call).may(Permission.WRITE_TRACES).projectId();
        var format = OtlpDecoder.format(contentType);
        var rejected =
                ingest.take(project, format, call.header("content-encoding").orElse(null), call.body());
        return OtlpAnswer.stored(format, rejected);
    }

    private static Answer refused(Problem problem, String requestId, Function<String, @Nullable String> header) {
        return OtlpAnswer.refused(OtlpFormat.of(header.apply("content-type")).orElse(OtlpFormat.JSON), problem);
    }
}
