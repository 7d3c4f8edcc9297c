package stet.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking to save a version. */
public sealed interface SaveOutcome {
    record Saved(Version version) implements SaveOutcome {}

    /** The newest version has this content already, or this origin was imported before. */
    record Unchanged(Version version) implements SaveOutcome {}

    /** Someone saved since the author looked; nothing was saved. */
    record Stale(
            int expected,
            int latest,
            String latestAuthor,
            @Nullable Instant latestAt,
            @Nullable String latestMessage) implements SaveOutcome {
        /** The conflict in a sentence. */
        public String words() {
            return latest == 0
                    ? "there is no version yet, and this one is based on version " + expected
                    : "version " + latest + " was saved by " + latestAuthor + " at " + latestAt
                            + (latestMessage == null ? "" : " ('" + latestMessage + "')")
                            + " after version " + expected
                            + ", which this one is based on: compare with it, merge, and save with expectedLatest "
                            + latest;
        }
    }
}
