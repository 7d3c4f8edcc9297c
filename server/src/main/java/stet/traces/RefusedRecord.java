package stet.traces;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.TraceStore.Item;

/** What the store refuses, as JSON: a span, an amendment, a score, or an entry of the journal that could not be read as such. */
record RefusedRecord(
        @Nullable Span span,
        @Nullable Amendment amendment,
        @Nullable Score score,
        @Nullable String entryBase64) {
    static RefusedRecord of(Item item) {
        return switch (item) {
            case TraceStore.Recorded it -> new RefusedRecord(it.span().span(), null, null, null);
            case TraceStore.Amended it -> new RefusedRecord(null, it.amendment(), null, null);
            case TraceStore.Scored it -> new RefusedRecord(null, null, it.score(), null);
        };
    }

    static RefusedRecord of(byte[] entry) {
        return new RefusedRecord(null, null, null, Base64.getEncoder().encodeToString(entry));
    }

    static RefusedRecord read(byte[] json) {
        return SpanJson.MAPPER.readValue(json, RefusedRecord.class);
    }

    byte[] json() {
        return SpanJson.MAPPER.writeValueAsBytes(this);
    }

    /** What it holds for the store. */
    List<Item> items(UUID project, RawSpans raw) {
        if (entryBase64 != null) {
            return JournalEntry.decode(Base64.getDecoder().decode(entryBase64), raw)
                    .items();
        }
        if (span != null) {
            return List.of(new TraceStore.Recorded(project, span));
        }
        if (amendment != null) {
            return List.of(new TraceStore.Amended(project, amendment));
        }
        return score == null ? List.of() : List.of(new TraceStore.Scored(project, score));
    }
}
