package stet.traces.otlp;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import stet.platform.http.Answer;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What came of a request, written as the request was: the export response, or a {@code google.rpc.Status}. */
final class OtlpAnswer {
    private static final int REASONS = 3;

    private OtlpAnswer() {}

    /** Success; with a partial success only if something was rejected. */
    static Answer stored(OtlpFormat format, List<RejectedSpan> rejected) {
        if (format == OtlpFormat.JSON) {
            ObjectNode response = Json.MAPPER.createObjectNode();
            if (!rejected.isEmpty()) {
                response.putObject("partialSuccess")
                        .put("rejectedSpans", Long.toString(rejected.size()))
                        .put("errorMessage", reasons(rejected));
            }
            return json(200, response);
        }
        if (rejected.isEmpty()) {
            return Answer.raw(200, format.contentType(), new byte[0]);
        }
        byte[] partial = protobuf(out -> {
            out.writeInt64(1, rejected.size());
            out.writeString(2, reasons(rejected));
        });
        return Answer.raw(200, format.contentType(), protobuf(out -> out.writeByteArray(1, partial)));
    }

    static Answer refused(OtlpFormat format, Problem problem) {
        int code = code(problem);
        Answer answer = format == OtlpFormat.JSON
                ? json(
                        problem.status(),
                        Json.MAPPER.createObjectNode().put("code", code).put("message", problem.detail()))
                : Answer.raw(problem.status(), format.contentType(), protobuf(out -> {
                    out.writeInt32(1, code);
                    out.writeString(2, problem.detail());
                }));
        var wait = problem.retryAfter();
        if (problem instanceof Problem.UnsupportedMedia) {
            answer = answer.with("accept", "application/x-protobuf, application/json")
                    .with("accept-encoding", "gzip, identity");
        }
        return wait == null ? answer : answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }

    private static String reasons(List<RejectedSpan> rejected) {
        String first = rejected.stream()
                .map(RejectedSpan::reason)
                .distinct()
                .limit(REASONS)
                .collect(Collectors.joining("; "));
        long more = rejected.stream().map(RejectedSpan::reason).distinct().count() - REASONS;
        return more > 0 ? first + "; and " + more + " more reasons" : first;
    }

    /** The gRPC code that means the same. */
    private static int code(Problem problem) {
        return switch (problem) {
            case Problem.Invalid _, Problem.UnsupportedMedia _ -> 3;
            case Problem.TooSlow _ -> 4;
            case Problem.NotFound _ -> 5;
            case Problem.Conflict _ -> 6;
            case Problem.Forbidden _ -> 7;
            case Problem.TooLarge _, Problem.TooMany _ -> 8;
            case Problem.MethodNotAllowed _ -> 12;
            case Problem.Bug _ -> 13;
            case Problem.Unavailable _ -> 14;
            case Problem.Unauthenticated _ -> 16;
        };
    }

    private static Answer json(int status, ObjectNode body) {
        return Answer.raw(status, OtlpFormat.JSON.contentType(), Json.MAPPER.writeValueAsBytes(body));
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] protobuf(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
