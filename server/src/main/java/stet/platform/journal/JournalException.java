package stet.platform.journal;

import java.io.IOException;

/** Entries that could not be made durable, in words an operator can act on. Nothing of them will be read back. */
public abstract sealed class JournalException extends RuntimeException {
    /** More bytes wait for the disk than the journal may hold: try again shortly. */
    public static final class Busy extends JournalException {
        Busy(long queued, long limit) {
            super("the journal is busy: " + queued + " bytes wait for the disk and " + limit
                    + " are allowed; try again in a moment");
        }
    }

    /** An entry that no journal of these settings takes. */
    public static final class TooLarge extends JournalException {
        TooLarge(int bytes, int limit) {
            super("an entry has " + bytes + " bytes and 1 to " + limit + " are allowed; send less at once");
        }
    }

    /** The disk refused: full, read-only or broken. The journal tries again with the next append. */
    public static final class DiskFailed extends JournalException {
        DiskFailed(Object file, IOException cause) {
            super(
                    "cannot write the journal " + file + ": " + cause.getMessage() + "; free space or repair the disk",
                    cause);
        }
    }

    /** The journal was closed; the entry was not taken. */
    public static final class Closed extends JournalException {
        Closed() {
            super("the journal is closed because the server is stopping");
        }
    }

    private JournalException(String why) {
        super(why);
    }

    private JournalException(String why, IOException cause) {
        super(why, cause);
    }
}
