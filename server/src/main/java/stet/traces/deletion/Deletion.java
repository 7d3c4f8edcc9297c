package stet.traces.deletion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.Upkeep.Removed;

/**
 * Data that someone asked to delete, and what became of that. It names the person or the traces by a fingerprint only.
 *
 * @param step what is being done, in words
 * @param watchedUntil until when what comes late is removed; absent when that is not done
 */
record Deletion(
        UUID id,
        Asked asked,
        State state,
        String step,
        Done done,
        @Nullable Instant endedAt,
        @Nullable Instant watchedUntil,
        @Nullable Check check,
        @Nullable String problem) {

    enum Kind {
        USER,
        SESSION,
        TRACES,
        FILTER;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        WAITING,
        RUNNING,
        DONE,
        /** It is tried again. */
        FAILED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was asked.
     *
     * @param subject a fingerprint of whose data it is; of traces, how many
     * @param files whether it is taken out of the files too, not only out of what can be asked
     */
    record Asked(Kind kind, String subject, @Nullable String reason, boolean files, Instant at, String by) {}

    /**
     * What was removed.
     *
     * @param rejected rejected records that held it
     * @param late what came later, of a time before it was asked, and was removed when it came
     */
    record Done(Removed removed, long rejected, Removed late) {
        static final Done NOTHING = new Done(Removed.NOTHING, 0, Removed.NOTHING);

        Done plus(Removed more, long moreRejected) {
            return new Done(removed.plus(more), rejected + moreRejected, late);
        }

        Done plusLate(Removed more) {
            return new Done(removed, rejected, late.plus(more));
        }
    }

    /**
     * What was looked for afterwards.
     *
     * @param rowsLeft rows of any table that are still found
     * @param filesSearched files of the home folder that were searched for the name, byte by byte; 0 when that was not done
     * @param foundIn files that hold the name
     */
    record Check(long rowsLeft, int filesSearched, List<String> foundIn) {}

    static Deletion of(UUID id, Asked asked) {
        return new Deletion(id, asked, State.WAITING, "waits for its turn", Done.NOTHING, null, null, null, null);
    }

    Deletion running(String newStep) {
        return new Deletion(id, asked, State.RUNNING, newStep, done, null, watchedUntil, check, null);
    }

    Deletion having(Done soFar) {
        return new Deletion(id, asked, state, step, soFar, endedAt, watchedUntil, check, problem);
    }

    Deletion ended(Instant at, @Nullable Instant watched, Check found) {
        return new Deletion(id, asked, State.DONE, "done", done, at, watched, found, null);
    }

    Deletion failed(Instant at, String why) {
        return new Deletion(id, asked, State.FAILED, step, done, at, watchedUntil, check, why);
    }
}
