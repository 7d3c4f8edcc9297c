package stet.traces;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Spans on their way to the store, as they stand in the journal: a version, the project, when they came, and the spans as JSON or
 * what {@link RawSpans} makes them of.
 */
record JournalEntry(UUID projectId, Instant receivedAt, List<Span> spans) {
    private static final byte JSON = 1;
    private static final byte RAW = 2;
    private static final int HEADER = 1 + 16 + 8;
    private static final int ENOUGH = 4 * 1024 * 1024;

    /** Writes spans as entries that are not much larger than what is stored at once. */
    static List<byte[]> encode(UUID projectId, Instant receivedAt, List<Span> spans) {
        var entries = new ArrayList<byte[]>();
        var entry = new ByteArrayOutputStream();
        for (var span : spans) {
            if (entry.size() > ENOUGH) {
                entries.add(closed(entry));
                entry = new ByteArrayOutputStream();
            }
            if (entry.size() == 0) {
                entry.writeBytes(header(JSON, projectId, receivedAt));
                entry.write('[');
            } else {
                entry.write(',');
            }
            entry.writeBytes(SpanJson.MAPPER.writeValueAsBytes(span));
        }
        if (entry.size() > 0) {
            entries.add(closed(entry));
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
        if (bytes.length <= HEADER || (bytes[0] != JSON && bytes[0] != RAW)) {
            throw new IllegalArgumentException("the entry is of version " + (bytes.length == 0 ? "none" : bytes[0])
                    + "; this server reads versions " + JSON + " and " + RAW);
        }
        var header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
        var project = new UUID(header.getLong(), header.getLong());
        var receivedAt = Instant.EPOCH.plusMillis(header.getLong());
        if (bytes[0] == RAW) {
            var spans = raw.read(project, Arrays.copyOfRange(bytes, HEADER, bytes.length));
            return new JournalEntry(
                    project,
                    receivedAt,
                    spans.stream().map(ContentLimit.DEFAULT::apply).toList());
        }
        var spans = SpanJson.MAPPER.readValue(bytes, HEADER, bytes.length - HEADER, Span[].class);
        return new JournalEntry(project, receivedAt, List.of(spans));
    }

    private static byte[] header(byte version, UUID projectId, Instant receivedAt) {
        return ByteBuffer.allocate(HEADER)
                .put(version)
                .putLong(projectId.getMostSignificantBits())
                .putLong(projectId.getLeastSignificantBits())
                .putLong(receivedAt.toEpochMilli())
                .array();
    }

    private static byte[] closed(ByteArrayOutputStream entry) {
        entry.write(']');
        return entry.toByteArray();
    }
}
