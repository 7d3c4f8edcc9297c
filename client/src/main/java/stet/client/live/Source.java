package stet.client.live;

import java.util.Locale;

/** Where a value came from. */
public enum Source {
    /** The server said so, and would have said if it had changed since. */
    FRESH,
    /** The server said so a while ago, and has not been heard since. */
    STALE,
    /** From the copy on the disk that an earlier process left. */
    DISK,
    /** From the bundle that the application brought along. */
    BUNDLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
