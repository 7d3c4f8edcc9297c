package stet.client.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Documents in a folder, a file each: a line that says what it is, with the digest of the rest, and the document. A file is whole or
 * not there, only its owner may read it, and what does not fit its digest is as good as absent.
 */
final class Copies {
    private static final String SUFFIX = ".stet";
    private static final long LARGEST = 64L * 1024 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024;

    private final @Nullable Path folder;
    private final String place;
    private final int most;

    /** @param folder null: nothing is kept */
    Copies(@Nullable Path folder, String place, int most) {
        this.folder = folder;
        this.place = place;
        this.most = most;
    }

    Optional<Held> read(String query) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            var file = file(folder, query);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            var confirmed = Files.getLastModifiedTime(file).toInstant();
            return read(query, Files.readAllBytes(file), confirmed);
        } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Held> read(String query, byte[] all, Instant confirmed) {
        int end = 0;
        while (end < all.length && end < LONGEST_HEAD && all[end] != '\n') {
            end++;
        }
        var head = Held.JSON.readTree(new String(all, 0, end, StandardCharsets.UTF_8));
        byte[] body = Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length);
        boolean whole = head.path("place").asString("").equals(place)
                && head.path("query").asString("").equals(query)
                && head.path("sha256").asString("").equals(sha256(body));
        return whole
                ? Optional.of(Held.of(Source.DISK, head.path("etag").asString(""), body, confirmed))
                : Optional.empty();
    }

    /** Throws when the disk does not take it; a file that was there before is there still. */
    void write(String query, Held held) throws IOException {
        if (folder == null) {
            return;
        }
        makeFolder(folder);
        var head = Held.JSON
                .createObjectNode()
                .put("place", place)
                .put("query", query)
                .put("etag", held.etag())
                .put("sha256", sha256(held.bytes()));
        var draft = Files.createTempFile(folder, "new", ".tmp");
        try {
            try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                write(out, (Held.JSON.writeValueAsString(head) + "\n").getBytes(StandardCharsets.UTF_8));
                write(out, held.bytes());
                out.force(true);
            }
            Files.setLastModifiedTime(draft, FileTime.from(held.confirmed()));
            Files.move(draft, file(folder, query), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        prune(folder);
    }

    /** Notes that a document is still what the server says. */
    void confirm(String query, Instant when) throws IOException {
        if (folder != null) {
            var file = file(folder, query);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(when));
            }
        }
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private void prune(Path from) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(from, "*" + SUFFIX)) {
            listed.forEach(files::add);
        }
        if (files.size() > most) {
            files.sort(Comparator.comparingLong(it -> it.toFile().lastModified()));
            for (var file : files.subList(0, files.size() - most)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path file(Path in, String query) {
        return in.resolve(sha256((place + "\n" + query).getBytes(StandardCharsets.UTF_8)) + SUFFIX);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
