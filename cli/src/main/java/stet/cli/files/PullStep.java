package stet.cli.files;

/** What a pull does about one artifact. */
public sealed interface PullStep {
    Key key();

    /** There is no file of it yet. */
    record Add(Key key) implements PullStep {}

    /** The server has another version, and nothing was changed here. */
    record Update(Key key) implements PullStep {}

    record Same(Key key) implements PullStep {}

    /** Changed here only: a push would save it. */
    record Keep(Key key) implements PullStep {}

    /** Both sides changed it. */
    record Conflict(Key key, int pulled, Remote remote) implements PullStep {}

    /** Its file was deleted here. */
    record Deleted(Key key) implements PullStep {}

    /** The server has it no more, and nothing was changed here. */
    record Remove(Key key) implements PullStep {}

    /** The server has it no more; its file stays. */
    record Gone(Key key) implements PullStep {}
}
