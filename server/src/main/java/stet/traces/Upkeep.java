package stet.traces;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import stet.traces.query.Filter;
import stet.traces.query.Holdings;

/**
 * Takes things out of a store again, in slices, so that storing and questions go on in between. A slice is one transaction. What is taken
 * out is gone from all questions at once; {@link #rewrite} takes it out of the files too.
 */
public interface Upkeep {
    /** Which traces are meant. A trace is one unit: all of its spans with their content, amendments and scores. */
    sealed interface Which {
        /** Those whose last span started before a time. */
        record StartedBefore(Instant time) implements Which {}

        /** Those with a span of an end user that started before a time. */
        record OfUser(String userId, Instant before) implements Which {}

        /** Those with a span of a session that started before a time. */
        record OfSession(String sessionId, Instant before) implements Which {}

        record Ids(Set<String> traceIds) implements Which {
            public Ids {
                traceIds = Set.copyOf(traceIds);
            }
        }

        record Matching(Filter filter) implements Which {}
    }

    /**
     * How much it was.
     *
     * @param contents spans whose content it was
     * @param bytes of content as text that was removed from spans that stay
     * @param amendments what had arrived about spans apart from them, and amended spans as they first came
     */
    record Removed(long traces, long spans, long contents, long bytes, long amendments, long scores) {
        public static final Removed NOTHING = new Removed(0, 0, 0, 0, 0, 0);

        public Removed plus(Removed more) {
            return new Removed(
                    traces + more.traces,
                    spans + more.spans,
                    contents + more.contents,
                    bytes + more.bytes,
                    amendments + more.amendments,
                    scores + more.scores);
        }

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /** What a pass over traces in the order of their ends did, and where it goes on. */
    record Sampled(Removed removed, Instant reached) {}

    /** How much {@link #remove} would take out. */
    Removed countOf(UUID project, Which which);

    /** Removes up to {@code most} traces, and when there are none, what is left of those meant: scores of a session, amendments. */
    Removed remove(UUID project, Which which, int most);

    /** Removes the content of about {@code most} spans that started before a time; the spans stay, with all that is counted. */
    Removed removeContent(UUID project, Instant before, int most);

    /** Removes the content of those that the sampling does not keep, of about {@code most} traces that ended from a time on and before another. */
    Sampled sample(UUID project, Sampling sampling, Instant from, Instant before, int most);

    /** Removes one score; false when there is none of that id. */
    boolean removeScore(UUID project, String id);

    /** Removes scores that were given before a time. */
    Removed removeScores(UUID project, Instant before, int most);

    /**
     * Removes amendments of which it was known before a time that they wait for their span, and notes of the others that they do
     * now.
     */
    Removed removeUnmet(Instant now, Instant before, int most);

    /** Gives the room of what was removed back to the file, as far as that is quick. */
    void tidy();

    /**
     * Writes the files anew with what is in the store, so that nothing that was removed stays in them. Storing waits meanwhile,
     * questions only at the end.
     */
    void rewrite();

    /** What the store holds, project by project. Takes a while. */
    Holdings holdings(Instant now);
}
