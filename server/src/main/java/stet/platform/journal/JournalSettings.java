package stet.platform.journal;

/**
 * The limits of a journal, in bytes.
 *
 * @param segment a segment file is closed once it has grown to this
 * @param entry the largest payload
 * @param queued how much may wait for the disk before appends are refused
 */
public record JournalSettings(long segment, int entry, long queued) {
    public static final JournalSettings DEFAULT =
            new JournalSettings(64L * 1024 * 1024, 64 * 1024 * 1024, 64L * 1024 * 1024);

    public JournalSettings {
        if (segment < 1 || entry < 1 || queued < 1) {
            throw new IllegalArgumentException("journal limits are at least 1 byte");
        }
    }
}
