package stet.cli.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A folder of artifacts and what its lock says of them. It never reads or writes through a link. */
public final class Checkout {
    private static final int MOST_FILES = 20_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int DEEPEST = 16;

    /** An artifact's file. */
    public record Local(String path, Document document, String digest) {}

    private final Path folder;
    private final Lock lock;
    private final SortedMap<Key, Local> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    private Checkout(Path folder, Lock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Reads everything; files that cannot be understood are among {@link #problems}. */
    public static Checkout read(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path lockFile = root.resolve(Lock.FILE);
        try {
            var checkout = new Checkout(
                    root,
                    Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS) ? Lock.parse(text(lockFile)) : new Lock());
            for (var kind : Kind.values()) {
                checkout.walk(root.resolve(kind.folder()));
            }
            return checkout;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Lock lock() {
        return lock;
    }

    public Map<Key, Local> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /** What is wrong with files, each with its place. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Files that are none of an artifact. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    private void walk(Path start) throws IOException {
        if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(start, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return inner.getFileName().toString().startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.getFileName().toString().startsWith(".")) {
                    take(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void take(Path file, BasicFileAttributes attributes) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        var looks = FilePath.key(path);
        if (attributes.isDirectory()) {
            problems.add(path + ": folders are nested deeper than " + DEEPEST);
        } else if (looks == null) {
            ignored.add(path);
        } else if (!attributes.isRegularFile()) {
            problems.add(path + ": this is a link, and links are not followed: put the file itself there");
        } else if (files.size() >= MOST_FILES) {
            throw new FileProblem(folder + " holds more than " + MOST_FILES + " files of artifacts");
        } else {
            try {
                var document = ArtifactText.read(path, text(file));
                var key = document.name() == null ? looks : new Key(looks.kind(), document.name());
                var other = files.putIfAbsent(key, new Local(path, document, Digest.of(document.content())));
                if (other != null) {
                    problems.add(path + ": " + other.path() + " is " + key + " already: keep one of them");
                }
            } catch (FileProblem e) {
                problems.add(path + ": " + e.getMessage());
            } catch (IOException e) {
                problems.add(path + ": it cannot be read: " + e.getMessage());
            }
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new FileProblem("the file has " + Files.size(file) + " bytes; the most is " + MOST_BYTES);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileProblem("the file is not UTF-8: save it so");
        }
    }

    /** Where the artifacts go that have no file yet; those with one stay. */
    public Map<Key, String> places(Iterable<Key> wanted) {
        var paths = new FilePath();
        var places = new TreeMap<Key, String>();
        files.forEach((key, local) -> {
            paths.keep(key, local.path());
            places.put(key, local.path());
        });
        for (var key : wanted) {
            lock.of(key)
                    .filter(it -> !places.containsKey(key) && !it.file().isEmpty())
                    .ifPresent(it -> {
                        paths.keep(key, it.file());
                        places.put(key, it.file());
                    });
        }
        for (var key : wanted) {
            places.computeIfAbsent(key, it -> paths.place(it).path());
        }
        return places;
    }

    /** Writes an artifact and notes its version. */
    public void write(Key key, String path, Taken taken, JsonNode content) {
        var looks = FilePath.key(path);
        var document = new Document(key.equals(looks) ? null : key.name(), taken.about(), content);
        String text = path.endsWith(".json")
                ? ArtifactText.json(document)
                : ArtifactText.write(path.endsWith(".md") ? Kind.PROMPT : Kind.TOOL, document);
        var again = ArtifactText.read(path, text);
        if (!Digest.of(again.content()).equals(Digest.of(content))) {
            throw new FileProblem(
                    path + ": " + key + " cannot be kept in a file as it is; it holds text that is not Unicode");
        }
        replace(path, text);
        files.put(key, new Local(path, document, Digest.of(content)));
        lock.put(key, path, taken);
    }

    /** Notes that a file holds a version. */
    public void note(Key key, Taken taken) {
        var local = files.get(key);
        if (local != null) {
            lock.put(key, local.path(), taken);
        }
    }

    /** Removes an artifact's file, if there is one, and forgets it. */
    public void remove(Key key) {
        var local = files.remove(key);
        lock.remove(key);
        if (local != null) {
            try {
                Files.deleteIfExists(inside(local.path()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void forget(Key key) {
        lock.remove(key);
    }

    /** Writes the lock, if there is anything to hold. */
    public void save() {
        if (!lock.entries().isEmpty() || Files.exists(folder.resolve(Lock.FILE))) {
            replace(Lock.FILE, lock.text());
        }
    }

    private void replace(String path, String text) {
        try {
            Path file = inside(path);
            Files.createDirectories(file.getParent());
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            Path fresh = file.resolveSibling("." + Integer.toHexString(path.hashCode()) + ".stet-new");
            Files.write(fresh, exact);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (CharacterCodingException e) {
            throw new FileProblem(
                    path + ": it holds text that is not Unicode (half a character) and cannot be kept in a file");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** A path of ours as a path of the system; refused where it leads out of the folder or through a link. */
    private Path inside(String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new FileProblem("'" + path + "' leads out of " + folder);
        }
        Path step = folder;
        for (Path part : folder.relativize(file)) {
            step = step.resolve(part);
            if (Files.isSymbolicLink(step)) {
                throw new FileProblem("'" + path + "' leads through a link, and links are not followed");
            }
        }
        return file;
    }
}
