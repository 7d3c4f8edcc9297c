package stet.platform.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The room that is left where the server keeps its files. */
public record DiskRoom(Path folder) {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST = 16 * MEBIBYTE;

    /** Why there is too little; absent when there is enough. */
    public @Nullable String problem() {
        long left = left();
        return left >= LEAST
                ? null
                : left / MEBIBYTE + " MiB are free for " + folder
                        + ": calls are served, but soon nothing is recorded; free some";
    }

    public String standing() {
        return String.format(Locale.ROOT, "%.1f GiB free", left() / 1024.0 / MEBIBYTE);
    }

    /** Bytes that are free. */
    public long left() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new IllegalStateException("the free room of " + folder + " is not known: " + e.getMessage(), e);
        }
    }

    /** Bytes of the whole disk. */
    public long total() {
        try {
            return Files.getFileStore(folder).getTotalSpace();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the size of the disk of " + folder + " is not known: " + e.getMessage(), e);
        }
    }
}
