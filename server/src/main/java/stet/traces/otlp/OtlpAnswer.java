package stet.traces.otlp;

import java.util.List;
import java.util.stream.Collectors;
import stet.platform.http.Answer;
import stet.platform.http.Problem;
import stet.platform.http.RpcStatus;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What came of a request, written as the request was: the export response, or a {@code google.rpc.Status}. */
final class OtlpAnswer {
    private static final int REASONS = 3;

    private OtlpAnswer() {}

    /** Success; with a partial success only if something was rejected. */
    static Answer stored(Signal signal, OtlpFormat format, List<Unreadable> rejected) {
        if (format == OtlpFormat.JSON) {
            ObjectNode response = Json.MAPPER.createObjectNode();
            if (!rejected.isEmpty()) {
                response.putObject("partialSuccess")
                        .put(signal.rejected(), Long.toString(rejected.size()))
                        .put("errorMessage", reasons(rejected));
            }
            return json(200, response);
        }
        return Answer.raw(200, format.contentType(), message(rejected));
    }

    /** The export response as protobuf. */
    static byte[] message(List<Unreadable> rejected) {
        if (rejected.isEmpty()) {
            return new byte[0];
        }
        byte[] partial = RpcStatus.message(out -> {
            out.writeInt64(1, rejected.size());
            out.writeString(2, reasons(rejected));
        });
        return RpcStatus.message(out -> out.writeByteArray(1, partial));
    }

    static Answer refused(OtlpFormat format, Problem problem) {
        var status = RpcStatus.of(problem);
        Answer answer = format == OtlpFormat.JSON
                ? json(problem.status(), status.json())
                : Answer.raw(problem.status(), format.contentType(), status.protobuf());
        var wait = problem.retryAfter();
        if (problem instanceof Problem.UnsupportedMedia) {
            answer = answer.with("accept", "application/x-protobuf, application/json")
                    .with("accept-encoding", "gzip, identity");
        }
        return wait == null ? answer : answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }

    private static String reasons(List<Unreadable> rejected) {
        String first = rejected.stream()
                .map(Unreadable::reason)
                .distinct()
                .limit(REASONS)
                .collect(Collectors.joining("; "));
        long more = rejected.stream().map(Unreadable::reason).distinct().count() - REASONS;
        return more > 0 ? first + "; and " + more + " more reasons" : first;
    }

    private static Answer json(int status, ObjectNode body) {
        return Answer.raw(status, OtlpFormat.JSON.contentType(), Json.MAPPER.writeValueAsBytes(body));
    }
}
