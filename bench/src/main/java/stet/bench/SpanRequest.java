package stet.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A trace request as it goes over the wire, and where its trace ids lie: each sending writes other ids into the same bytes, so that
 * every span is new and making it costs the sender next to nothing.
 */
final class SpanRequest {
    /** The start of an id that changes: 12 digits count, in either format. */
    private static final int CHANGING = 6;

    private final byte[] bytes;
    private final int[] places;
    private final boolean hex;
    private final int spans;

    private SpanRequest(byte[] bytes, int[] places, boolean hex, int spans) {
        this.bytes = bytes;
        this.places = places;
        this.hex = hex;
        this.spans = spans;
    }

    static SpanRequest of(ExportTraceServiceRequest request, String format, String key) {
        boolean json = format.equals("json");
        byte[] body = json ? OtlpJson.of(request) : request.toByteArray();
        byte[] head = """
                POST /v1/traces HTTP/1.1\r
                host: 127.0.0.1\r
                authorization: Bearer %s\r
                content-type: %s\r
                user-agent: stet-bench\r
                content-length: %d\r
                \r
                """.formatted(key, json ? "application/json" : "application/x-protobuf", body.length)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        var spans = request.getResourceSpansList().stream()
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
        Set<ByteString> ids = new LinkedHashSet<>();
        spans.forEach(span -> ids.add(span.getTraceId()));
        return new SpanRequest(whole, places(whole, ids, json), json, spans.size());
    }

    private static int[] places(byte[] whole, Set<ByteString> ids, boolean json) {
        List<Integer> places = new ArrayList<>();
        for (ByteString id : ids) {
            byte[] wanted = json
                    ? HexFormat.of().formatHex(id.toByteArray()).getBytes(StandardCharsets.US_ASCII)
                    : id.toByteArray();
            for (int at = 0; at <= whole.length - wanted.length; at++) {
                if (whole[at] == wanted[0] && matches(whole, at, wanted)) {
                    places.add(at);
                    at += wanted.length - 1;
                }
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean matches(byte[] whole, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (whole[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    int spans() {
        return spans;
    }

    int size() {
        return bytes.length;
    }

    /** A copy for one sender. */
    SpanRequest copy() {
        return new SpanRequest(bytes.clone(), places, hex, spans);
    }

    /** The bytes with ids that no other {@code number} gives. */
    byte[] numbered(long number) {
        byte[] start = new byte[CHANGING];
        for (int i = 0; i < CHANGING; i++) {
            start[i] = (byte) (number >>> (8 * (CHANGING - 1 - i)));
        }
        byte[] written = hex
                ? HexFormat.of().formatHex(start).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII)
                : start;
        for (int place : places) {
            System.arraycopy(written, 0, bytes, place, written.length);
        }
        return bytes;
    }
}
