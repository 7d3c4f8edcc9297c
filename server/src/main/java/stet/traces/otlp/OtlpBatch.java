package stet.traces.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.traces.conventions.Reported;

/** What one request held. */
record OtlpBatch<T>(List<T> records, List<Unreadable> rejected) {

    static <T> OtlpBatch<T> empty() {
        return new OtlpBatch<>(new ArrayList<>(), new ArrayList<>());
    }

    /** A record that has been read, or why it could not be, and where its bytes begin and end. */
    record Place<T>(Draft<T> draft, @Nullable String problem, int from, int to) {}

    /**
     * Judges a record, once it is known who reported it.
     *
     * @param alone a request with this record only
     */
    void add(Place<T> place, Reported.Origin origin, OtlpFormat format, Supplier<byte[]> alone) {
        String problem = place.problem();
        if (problem == null) {
            try {
                records.add(place.draft().judge(origin));
                return;
            } catch (BadRecord bad) {
                problem = bad.why();
            }
        }
        rejected.add(new Unreadable(problem, format, alone.get()));
    }
}
