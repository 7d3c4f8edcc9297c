package stet.datasets;

/** What became of a change. */
public sealed interface DatasetOutcome {
    record Saved(DatasetVersion version) implements DatasetOutcome {}

    /** The newest version says the same already. */
    record Unchanged(int latest) implements DatasetOutcome {}

    /** Another came first; nothing was changed. */
    record Stale(int expected, DatasetVersion latest) implements DatasetOutcome {
        String words() {
            return "the newest version is " + latest.number() + " by " + latest.author() + ", not " + expected
                    + ": look at what changed, and change that";
        }
    }
}
