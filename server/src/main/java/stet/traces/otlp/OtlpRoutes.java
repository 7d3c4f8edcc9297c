package stet.traces.otlp;

import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /v1/traces}. Answers, and refuses, in the format of the request. */
record OtlpRoutes(OtlpIngest ingest, Callers callers, int bodyLimit) {

    void declare(Api api) {
        api.post("/v1/traces", "Takes OpenTelemetry traces as protobuf or JSON (OTLP/HTTP)")
                .tag("otlp")
                .bodyLimit(bodyLimit)
                .answers(200, Void.class)
                .by(this::traces);
    }

    private Answer traces(Call call) {
        String contentType = call.header("content-type").orElse(null);
        try {
            var project = callers.of(call).may(Permission.WRITE_TRACES).projectId();
            var format = OtlpDecoder.format(contentType);
            var rejected =
                    ingest.take(project, format, call.header("content-encoding").orElse(null), call.body());
            return OtlpAnswer.stored(format, rejected);
        } catch (Problem problem) {
            return OtlpAnswer.refused(OtlpFormat.of(contentType).orElse(OtlpFormat.JSON), problem);
        }
    }
}
