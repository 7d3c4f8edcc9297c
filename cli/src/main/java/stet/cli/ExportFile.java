package stet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.cli.StetCommand.Misuse;
import stet.client.Exports;
import stet.client.StetException;
import stet.client.TraceQuery;
import tools.jackson.core.JacksonException;

/**
 * A file of exported lines. It grows under another name, {@code .part}, which a later run goes on with behind its last whole line,
 * and takes its own when it is whole.
 */
final class ExportFile {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final long TELL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int BLOCK = 64 * 1024;

    private final Path whole;
    private final Path part;
    private final Path asked;
    private final String words;
    private final PrintStream progress;
    private long records;
    private long told = System.nanoTime();

    /** @param words what is exported; a part of something else is not gone on with */
    ExportFile(Path whole, String words, PrintStream progress) {
        this.whole = whole;
        this.part = beside(whole, ".part");
        this.asked = beside(whole, ".part.asked");
        this.words = words;
        this.progress = progress;
    }

    void write(Exports exports, TraceQuery query) throws IOException {
        if (Files.exists(whole)) {
            throw new Misuse(whole + " exists: remove it or give another --out");
        }
        if (Files.exists(part)
                && !(Files.exists(asked) && Files.readString(asked).equals(words))) {
            throw new Misuse(part + " was begun with other options: give those again, or remove it");
        }
        Files.writeString(asked, words);
        try (var file = new RandomAccessFile(part.toFile(), "rw")) {
            var cursor = cutToLastLine(file);
            if (cursor != null) {
                progress.println("going on behind " + size(file.length()) + " that are there");
            }
            for (int attempt = 1; ; attempt++) {
                long before = file.length();
                try (var lines = exports.lines(cursor == null ? query : query.where("cursor", cursor))) {
                    var block = new byte[BLOCK];
                    for (int read; (read = lines.read(block)) >= 0; ) {
                        file.write(block, 0, read);
                        tell(block, read, file);
                    }
                    break;
                } catch (IOException | StetException e) {
                    cursor = cutToLastLine(file);
                    attempt = file.length() > before ? 0 : attempt;
                    waitOrGiveUp(e, attempt);
                }
            }
            file.getFD().sync();
            progress.println(records + " records, " + size(file.length()));
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(asked);
    }

    private void waitOrGiveUp(Exception e, int attempt) {
        boolean mayPass = !(e instanceof StetException refusal)
                || refusal.status() == 0
                || refusal.status() == 429
                || refusal.status() >= 500;
        if (!mayPass || attempt >= ATTEMPTS) {
            throw new StetException(
                    e instanceof StetException refusal ? refusal.status() : 0,
                    e.getMessage() + "; what has come is in " + part + ", run the command again to go on");
        }
        progress.println("trying again: " + Output.plain(e.getMessage()));
        try {
            Thread.sleep(FIRST_WAIT.multipliedBy(1L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StetException(0, "interrupted; what has come is in " + part);
        }
    }

    /** Removes what stands behind the last line that is whole, and finds how far that was. */
    private static @Nullable String cutToLastLine(RandomAccessFile file) throws IOException {
        while (true) {
            long end = lastBreak(file, file.length());
            file.setLength(end);
            file.seek(end);
            if (end == 0) {
                return null;
            }
            long start = lastBreak(file, end - 1);
            var line = new byte[(int) (end - 1 - start)];
            file.seek(start);
            file.readFully(line);
            try {
                var cursor = Output.JSON.readTree(new String(line, UTF_8)).path("cursor");
                if (cursor.isString()) {
                    file.seek(end);
                    return cursor.stringValue();
                }
            } catch (JacksonException e) {
                // a line that a crash left unwritten in its middle
            }
            file.setLength(start);
        }
    }

    /** Where the line before {@code end} begins behind a line break; 0 without one. */
    private static long lastBreak(RandomAccessFile file, long end) throws IOException {
        var block = new byte[BLOCK];
        for (long until = end; until > 0; ) {
            int size = (int) Math.min(BLOCK, until);
            file.seek(until - size);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return until - size + i + 1;
                }
            }
            until -= size;
        }
        return 0;
    }

    private void tell(byte[] block, int size, RandomAccessFile file) throws IOException {
        for (int i = 0; i < size; i++) {
            if (block[i] == '\n') {
                records++;
            }
        }
        if (System.nanoTime() - told > TELL_NANOS) {
            told = System.nanoTime();
            progress.println(records + " records, " + size(file.getFilePointer()));
        }
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
