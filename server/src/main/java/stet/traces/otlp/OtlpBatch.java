package stet.traces.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.traces.conventions.Reported;

/** What one request held. */
record OtlpBatch<T>(List<T> records, List<RejectedRecord> rejected) {

    static <T> OtlpBatch<T> empty() {
        return new OtlpBatch<>(new ArrayList<>(), new ArrayList<>());
    }

    /** A record that has been read, or why it could not be, and where its bytes are. */
    record Place<T>(Draft<T> draft, @Nullable String problem, Bytes bytes) {}

    @FunctionalInterface
    interface Bytes {
        byte[] copy();
    }

    /** Judges a record, once it is known who reported it. */
    void add(Place<T> place, Reported.Origin origin, OtlpFormat format) {
        String problem = place.problem();
        if (problem == null) {
            try {
                records.add(place.draft().judge(origin));
                return;
            } catch (BadRecord bad) {
                problem = bad.why();
            }
        }
        rejected.add(new RejectedRecord(problem, format, place.bytes().copy()));
    }
}
