package stet.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.platform.json.Json;

/**
 * Plain calls that succeeded, as they stand on the journal: of each what is known besides its bytes, as JSON, then the bytes that
 * were sent and answered, unread. Reading them takes most of the work of a record, and is left to whoever stores it.
 */
final class CallEntry {
    /** What a call may weigh to be written down so; a larger one is read first, because its span is cut. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final byte VERSION = 1;

    private CallEntry() {}

    /** What is known of a call without reading its bytes. Times are in microseconds. */
    private record Head(
            String requestId,
            Endpoint endpoint,
            TraceContext trace,
            CallFacts facts,
            long startedUs,
            long durationUs,
            @Nullable Long firstTokenUs,
            @Nullable String provider,
            @Nullable String vendor,
            boolean simulated,
            int status,
            @Nullable String contentType,
            @Nullable String contentEncoding,
            @Nullable String providerRequestId) {}

    /** Whether a call can be written down before it is read. */
    static boolean suits(FinishedCall call) {
        return call.failure() == null
                && call.streamed() == null
                && call.status() >= 200
                && call.status() < 300
                && !call.reply().isCut()
                && call.incoming().body().length + call.reply().size() <= MOST_BYTES;
    }

    static byte[] write(List<FinishedCall> calls) {
        var out = new ByteArrayOutputStream(calls.size() * 4096);
        out.write(VERSION);
        for (var call : calls) {
            part(out, Json.MAPPER.writeValueAsBytes(head(call)));
            part(out, call.incoming().body());
            part(out, call.reply().bytes());
        }
        return out.toByteArray();
    }

    static List<FinishedCall> read(UUID projectId, byte[] entry) {
        if (entry.length == 0 || entry[0] != VERSION) {
            throw new IllegalArgumentException("these calls are of another version than " + VERSION);
        }
        var in = ByteBuffer.wrap(entry, 1, entry.length - 1);
        var calls = new ArrayList<FinishedCall>();
        while (in.hasRemaining()) {
            var head = Json.MAPPER.readValue(part(in), Head.class);
            calls.add(call(projectId, head, part(in), part(in)));
        }
        return calls;
    }

    private static Head head(FinishedCall call) {
        var incoming = call.incoming();
        return new Head(
                incoming.requestId(),
                incoming.endpoint(),
                incoming.trace(),
                incoming.facts(),
                ChronoUnit.MICROS.between(Instant.EPOCH, incoming.startedAt()),
                micros(call.duration()),
                call.timeToFirstToken() == null ? null : (Long) micros(call.timeToFirstToken()),
                incoming.provider(),
                incoming.vendor(),
                incoming.simulated(),
                call.status(),
                call.contentType(),
                call.contentEncoding(),
                call.providerRequestId());
    }

    private static FinishedCall call(UUID projectId, Head head, byte[] body, byte[] reply) {
        Long firstToken = head.firstTokenUs();
        return new FinishedCall(
                new Incoming(
                        projectId,
                        head.requestId(),
                        head.endpoint(),
                        head.trace(),
                        head.facts(),
                        Instant.EPOCH.plus(head.startedUs(), ChronoUnit.MICROS),
                        0,
                        0,
                        body,
                        head.provider(),
                        head.vendor(),
                        head.simulated()),
                Duration.of(head.durationUs(), ChronoUnit.MICROS),
                firstToken == null ? null : Duration.of(firstToken, ChronoUnit.MICROS),
                head.status(),
                head.contentType(),
                head.contentEncoding(),
                null,
                Capture.of(reply),
                head.providerRequestId(),
                null);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    private static void part(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length >>> 24);
        out.write(bytes.length >>> 16);
        out.write(bytes.length >>> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a call ends in its middle");
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
