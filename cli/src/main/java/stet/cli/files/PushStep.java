package stet.cli.files;

/** What a push does about one artifact. */
public sealed interface PushStep {
    Key key();

    /** The server does not know it. */
    record Create(Key key) implements PushStep {}

    /** It was changed here, and the server has what the change was made from. */
    record Save(Key key, int expectedLatest) implements PushStep {}

    /** Only what is said of it was changed here. */
    record Describe(Key key) implements PushStep {}

    record Same(Key key) implements PushStep {}

    /** The server has a newer version, and nothing was changed here. */
    record Behind(Key key, Remote remote) implements PushStep {}

    /** Both sides changed it. */
    record Stale(Key key, int pulled, Remote remote) implements PushStep {}

    /** Its file was deleted here, and that is to be followed. */
    record Archive(Key key) implements PushStep {}

    /** Its file was deleted here, and nobody said that the artifact should go. */
    record Missing(Key key) implements PushStep {}

    /** Gone on both sides. */
    record Forget(Key key) implements PushStep {}
}
