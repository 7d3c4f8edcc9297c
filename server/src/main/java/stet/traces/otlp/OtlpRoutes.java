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

/** {@code /v1/traces}, {@code /v1/logs}, {@code /v1/metrics} and their services in gRPC. Answers, and refuses, in the format of the request. */
record OtlpRoutes(OtlpIngest ingest, Callers callers, int bodyLimit) {

    void declare(Api api) {
        for (Signal signal : Signal.values()) {
            api.post(signal.path(), "Takes OpenTelemetry " + signal.word() + " as protobuf or JSON (OTLP/HTTP)")
                    .tag("otlp")
                    .alsoAt("/api/public/otel" + signal.path())
                    .alsoAt("/otel" + signal.path())
                    .bodyLimit(bodyLimit)
                    .refusals(OtlpRoutes::refused)
                    .answers(200, Void.class)
                    .by(call -> export(signal, call));
        }
    }

    void declare(Grpc grpc) {
        for (Signal signal : Signal.values()) {
            grpc.unary(signal.method(), bodyLimit, (call, encoding) -> {
                var scope = callers.of(call).may(Permission.WRITE_TRACES);
                return OtlpAnswer.message(ingest.take(signal, scope, OtlpFormat.PROTOBUF, encoding, call.body()));
            });
        }
    }

    private Answer export(Signal signal, Call call) {
        var scope = callers.of(call).may(Permission.WRITE_TRACES);
        var format = OtlpDecoder.format(call.header("content-type").orElse(null));
        var rejected = ingest.take(
                signal, scope, format, call.header("content-encoding").orElse(null), call.body());
        return OtlpAnswer.stored(signal, format, rejected);
    }

    private static Answer refused(Problem problem, String requestId, Function<String, @Nullable String> header) {
        return OtlpAnswer.refused(OtlpFormat.of(header.apply("content-type")).orElse(OtlpFormat.JSON), problem);
    }
}
