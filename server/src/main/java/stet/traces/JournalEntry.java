package stet.traces;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Spans on their way to the store, as they stand in the journal: a version, the project, when they came, and the spans written
 * down, or what {@link RawSpans} makes them of. Entries of the first version hold spans as JSON; they are still read.
 */
record JournalEntry(UUID projectId, Instant receivedAt, List<WrittenSpan> spans) {
    private static final byte JSON = 1;
    private static final byte RAW = 2;
    private static final byte SPANS = 3;
    private static final int HEADER = 1 + 16 + 8;
    private static final int ENOUGH = 4 * 1024 * 1024;

    /** Writes spans as entries that are not much larger than what is stored at once. */
    static List<byte[]> encode(UUID projectId, Instant receivedAt, List<Span> spans) {
        var entries = new ArrayList<byte[]>();
        var entry = new BytesOut();
        for (var span : spans) {
            if (entry.size() > ENOUGH) {
                entries.add(entry.toByteArray());
                entry = new BytesOut();
            }
            if (entry.size() == 0) {
                entry.append(header(SPANS, projectId, receivedAt));
            }
            SpanBytes.write(entry, WrittenSpan.of(span));
        }
        if (entry.size() > 0) {
            entries.add(entry.toByteArray());
        }
        return entries;
    }

    /** Writes down what becomes spans later. */
    static byte[] encodeRaw(UUID projectId, Instant receivedAt, byte[] raw) {
        var entry = Arrays.copyOf(header(RAW, projectId, receivedAt), HEADER + raw.length);
        System.arraycopy(raw, 0, entry, HEADER, raw.length);
        return entry;
    }

    static JournalEntry decode(byte[] bytes, RawSpans raw) {
        if (bytes.length <= HEADER || bytes[0] < JSON || bytes[0] > SPANS) {
            throw new IllegalArgumentException("the entry is of version " + (bytes.length == 0 ? "none" : bytes[0])
                    + "; this server reads versions " + JSON + " to " + SPANS);
        }
        var header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
        var project = new UUID(header.getLong(), header.getLong());
        var receivedAt = Instant.ofEpochMilli(header.getLong());
        var spans = switch (bytes[0]) {
            case RAW -> read(raw.read(project, Arrays.copyOfRange(bytes, HEADER, bytes.length)));
            case JSON -> json(bytes);
            default -> spans(bytes);
        };
        return new JournalEntry(project, receivedAt, spans);
    }

    private static List<WrittenSpan> read(List<Span> spans) {
        return spans.stream()
                .map(ContentLimit.DEFAULT::apply)
                .map(WrittenSpan::of)
                .toList();
    }

    private static List<WrittenSpan> json(byte[] bytes) {
        var spans = SpanJson.MAPPER.readValue(bytes, HEADER, bytes.length - HEADER, Span[].class);
        return Arrays.stream(spans).map(WrittenSpan::of).toList();
    }

    private static List<WrittenSpan> spans(byte[] bytes) {
        var in = new BytesIn(bytes, HEADER);
        var spans = new ArrayList<WrittenSpan>();
        while (!in.ended()) {
            spans.add(SpanBytes.read(in));
        }
        return spans;
    }

    private static byte[] header(byte version, UUID projectId, Instant receivedAt) {
        return ByteBuffer.allocate(HEADER)
                .put(version)
                .putLong(projectId.getMostSignificantBits())
                .putLong(projectId.getLeastSignificantBits())
                .putLong(receivedAt.toEpochMilli())
                .array();
    }
}
