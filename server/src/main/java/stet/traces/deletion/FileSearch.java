package stet.traces.deletion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import stet.platform.json.Json;

/** Looks for texts in the bytes of files, as they are and as they stand in JSON. */
final class FileSearch {
    /** A shorter text is in any large file by chance. */
    static final int SHORTEST = 6;

    private static final int BUFFER = 1024 * 1024;
    private final List<byte[]> wanted = new ArrayList<>();
    private final int longest;

    FileSearch(Collection<String> texts) {
        Set<String> forms = new LinkedHashSet<>();
        for (var text : texts) {
            if (text.length() >= SHORTEST) {
                var json = Json.MAPPER.writeValueAsString(text);
                forms.add(text);
                forms.add(json.substring(1, json.length() - 1));
            }
        }
        forms.forEach(form -> wanted.add(form.getBytes(StandardCharsets.UTF_8)));
        longest = wanted.stream().mapToInt(it -> it.length).max().orElse(0);
    }

    /** Whether any text is long enough to be looked for. */
    boolean tells() {
        return !wanted.isEmpty();
    }

    /** All files below a folder. */
    static List<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    boolean isIn(Path file) {
        try (var in = Files.newInputStream(file)) {
            return isIn(in);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private boolean isIn(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER + longest];
        int kept = 0;
        for (int read = in.read(buffer, 0, BUFFER); read > 0; read = in.read(buffer, kept, BUFFER)) {
            int filled = kept + read;
            if (isIn(buffer, filled)) {
                return true;
            }
            kept = Math.min(filled, longest - 1);
            System.arraycopy(buffer, filled - kept, buffer, 0, kept);
        }
        return false;
    }

    boolean isIn(byte[] bytes) {
        return isIn(bytes, bytes.length);
    }

    private boolean isIn(byte[] bytes, int length) {
        return wanted.stream().anyMatch(it -> isIn(bytes, length, it));
    }

    private static boolean isIn(byte[] bytes, int length, byte[] text) {
        for (int at = 0; at <= length - text.length; at++) {
            int same = 0;
            while (same < text.length && bytes[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return true;
            }
        }
        return false;
    }
}
