package stet.traces;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.TraceStore.Amended;
import stet.traces.TraceStore.Item;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStore.Scored;

/**
 * Items on their way to the store, as they stand in the journal: what they are, the project, when they came, and the items. Spans are
 * written down, or what {@link RawSpans} makes them of; entries of the first version hold them as JSON and are still read.
 */
record JournalEntry(Instant receivedAt, List<Item> items) {
    private static final byte JSON = 1;
    private static final byte RAW = 2;
    private static final byte SPANS = 3;
    private static final byte AMENDMENTS = 4;
    private static final byte SCORES = 5;
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
        return entry(RAW, projectId, receivedAt, raw);
    }

    static byte[] encodeAmendments(UUID projectId, Instant receivedAt, List<Amendment> amendments) {
        return entry(AMENDMENTS, projectId, receivedAt, SpanJson.MAPPER.writeValueAsBytes(amendments));
    }

    static byte[] encodeScores(UUID projectId, Instant receivedAt, List<Score> scores) {
        return entry(SCORES, projectId, receivedAt, SpanJson.MAPPER.writeValueAsBytes(scores));
    }

    private static byte[] entry(byte version, UUID projectId, Instant receivedAt, byte[] content) {
        var entry = Arrays.copyOf(header(version, projectId, receivedAt), HEADER + content.length);
        System.arraycopy(content, 0, entry, HEADER, content.length);
        return entry;
    }

    static JournalEntry decode(byte[] bytes, RawSpans raw) {
        if (bytes.length <= HEADER || bytes[0] < JSON || bytes[0] > SCORES) {
            throw new IllegalArgumentException("the entry is of version " + (bytes.length == 0 ? "none" : bytes[0])
                    + "; this server reads versions " + JSON + " to " + SCORES);
        }
        var header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
        var project = new UUID(header.getLong(), header.getLong());
        var receivedAt = Instant.ofEpochMilli(header.getLong());
        var items = switch (bytes[0]) {
            case RAW -> raw(bytes, raw, project);
            case JSON -> json(bytes, Span[].class, span -> new Recorded(project, span));
            case AMENDMENTS -> json(bytes, Amendment[].class, amendment -> new Amended(project, amendment));
            case SCORES -> json(bytes, Score[].class, score -> new Scored(project, score));
            default -> spans(bytes, project);
        };
        return new JournalEntry(receivedAt, items);
    }

    /** Whose entry it is, as far as it can be told of one that cannot be read. */
    static @Nullable UUID project(byte[] bytes) {
        if (bytes.length < HEADER) {
            return null;
        }
        var header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
        return new UUID(header.getLong(), header.getLong());
    }

    private static List<Item> raw(byte[] bytes, RawSpans raw, UUID project) {
        var items = new ArrayList<Item>();
        for (var span : raw.read(project, Arrays.copyOfRange(bytes, HEADER, bytes.length))) {
            items.add(new Recorded(project, ContentLimit.DEFAULT.apply(span)));
        }
        return items;
    }

    private static <T> List<Item> json(byte[] bytes, Class<T[]> type, Function<T, Item> item) {
        var items = new ArrayList<Item>();
        for (var read : SpanJson.MAPPER.readValue(bytes, HEADER, bytes.length - HEADER, type)) {
            items.add(item.apply(read));
        }
        return items;
    }

    private static List<Item> spans(byte[] bytes, UUID project) {
        var in = new BytesIn(bytes, HEADER);
        var items = new ArrayList<Item>();
        while (!in.ended()) {
            items.add(new Recorded(project, SpanBytes.read(in)));
        }
        return items;
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
