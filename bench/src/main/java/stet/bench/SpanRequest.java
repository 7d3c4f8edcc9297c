package stet.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A trace request as it goes over the wire, and where its ids and times lie: each sending writes others into the same bytes, so that
 * every span and every model's answer is new and making it costs the sender next to nothing.
 */
final class SpanRequest {
    /** The start of an id that changes: 12 digits count, in either format. */
    private static final int CHANGING = 6;

    private static final int DIGITS = 19;
    private static final byte[] TIME_IN_JSON = ascii("TimeUnixNano\":\"");

    /** Tags of a span's start and end in protobuf. */
    private static final Set<Byte> TIME_TAGS = Set.of((byte) 0x39, (byte) 0x41);

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private final boolean json;
    private final int spans;
    private final int[] traceIds;
    private final int[] responseIds;
    private final int[] times;
    private final long[] nanos;

    private SpanRequest(
            byte[] bytes, boolean json, int spans, int[] traceIds, int[] responseIds, int[] times, long[] nanos) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.json = json;
        this.spans = spans;
        this.traceIds = traceIds;
        this.responseIds = responseIds;
        this.times = times;
        this.nanos = nanos;
    }

    static SpanRequest of(ExportTraceServiceRequest request, String format, String key) {
        boolean json = format.equals("json");
        byte[] body = json ? OtlpJson.of(request) : request.toByteArray();
        byte[] head = ascii("""
                POST /v1/traces HTTP/1.1\r
                host: 127.0.0.1\r
                authorization: Bearer %s\r
                content-type: %s\r
                user-agent: stet-bench\r
                content-length: %d\r
                \r
                """.formatted(key, json ? "application/json" : "application/x-protobuf", body.length));
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        var spans = request.getResourceSpansList().stream()
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
        var traceIds = spans.stream()
                .map(Span::getTraceId)
                .distinct()
                .map(id -> json ? ascii(HexFormat.of().formatHex(id.toByteArray())) : id.toByteArray())
                .toList();
        var times = times(whole, spans, json);
        return new SpanRequest(
                whole,
                json,
                spans.size(),
                places(whole, traceIds),
                places(whole, List.of(ascii(SpanBatches.RESPONSE))),
                times,
                read(whole, times, json));
    }

    int spans() {
        return spans;
    }

    int size() {
        return bytes.length;
    }

    /** A copy for one sender. */
    SpanRequest copy() {
        return new SpanRequest(bytes.clone(), json, spans, traceIds, responseIds, times, nanos);
    }

    /**
     * The bytes with ids that no other {@code number} gives.
     *
     * @param laterNanos how much later than they were made the spans began and ended
     */
    byte[] numbered(long number, long laterNanos) {
        byte[] start = new byte[CHANGING];
        for (int i = 0; i < CHANGING; i++) {
            start[i] = (byte) (number >>> (8 * (CHANGING - 1 - i)));
        }
        byte[] hex = ascii(HexFormat.of().formatHex(start));
        write(traceIds, 0, json ? hex : start);
        write(responseIds, SpanBatches.RESPONSE.length(), hex);
        for (int i = 0; i < times.length && laterNanos != 0; i++) {
            if (json) {
                System.arraycopy(ascii(Long.toString(nanos[i] + laterNanos)), 0, bytes, times[i], DIGITS);
            } else {
                numbers.putLong(times[i], nanos[i] + laterNanos);
            }
        }
        return bytes;
    }

    private void write(int[] places, int behind, byte[] written) {
        for (int place : places) {
            System.arraycopy(written, 0, bytes, place + behind, written.length);
        }
    }

    private static int[] places(byte[] whole, Collection<byte[]> all) {
        List<Integer> places = new ArrayList<>();
        for (byte[] wanted : all) {
            for (int at = 0; at <= whole.length - wanted.length; at++) {
                if (matches(whole, at, wanted)) {
                    places.add(at);
                    at += wanted.length - 1;
                }
            }
        }
        return ints(places);
    }

    private static int[] times(byte[] whole, List<Span> spans, boolean json) {
        if (json) {
            int[] places = places(whole, List.of(TIME_IN_JSON));
            for (int i = 0; i < places.length; i++) {
                places[i] += TIME_IN_JSON.length;
            }
            return places;
        }
        Set<ByteString> known = new HashSet<>();
        for (var span : spans) {
            known.add(fixed(span.getStartTimeUnixNano()));
            known.add(fixed(span.getEndTimeUnixNano()));
        }
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < whole.length - Long.BYTES; at++) {
            if (TIME_TAGS.contains(whole[at]) && known.contains(ByteString.copyFrom(whole, at + 1, Long.BYTES))) {
                places.add(at + 1);
            }
        }
        return ints(places);
    }

    private static long[] read(byte[] whole, int[] times, boolean json) {
        var numbers = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        long[] nanos = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            nanos[i] = json
                    ? Long.parseLong(new String(whole, times[i], DIGITS, StandardCharsets.US_ASCII))
                    : numbers.getLong(times[i]);
        }
        return nanos;
    }

    private static ByteString fixed(long value) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value));
    }

    private static boolean matches(byte[] whole, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (whole[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] ints(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
