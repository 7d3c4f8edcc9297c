package stet.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;

/** The folder a server keeps its files in, held by one server at a time. */
public final class Home implements AutoCloseable {
    private static final String MARKER = "stet-home";
    private static final String ADDRESS = "server.json";
    private static final int PROBE_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Home(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Takes the folder, making it when it is missing; a folder that cannot be ours is a {@link StartProblem}. */
    public static Home open(Path folder) {
        try {
            makeOurs(folder);
            probeSpace(folder);
            var lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw new StartProblem("Another stet server is running on " + folder
                        + ": stop it first, or set STET_HOME to another folder.");
            }
            Files.deleteIfExists(folder.resolve(ADDRESS));
            return new Home(folder, lockFile, lock);
        } catch (IOException e) {
            throw new StartProblem(
                    "stet cannot use the folder " + folder + " (" + e.getMessage()
                            + "): free or repair it, or set STET_HOME to another folder.",
                    e);
        }
    }

    /** Whether a server that is alive says that it serves this folder. */
    public static boolean isServed(Path folder) {
        try {
            long pid = Json.MAPPER
                    .readTree(Files.readString(folder.resolve(ADDRESS)))
                    .path("pid")
                    .asLong(0);
            return ProcessHandle.of(pid).isPresent();
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Tells command lines on this machine where the server listens. */
    public void announce(String url) {
        try {
            Files.writeString(
                    folder.resolve(ADDRESS),
                    "{\"url\":\"" + url + "\",\"pid\":"
                            + ProcessHandle.current().pid() + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(ADDRESS));
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeOurs(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StartProblem(folder + " is a file: set STET_HOME to a folder.");
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        if (!Files.isWritable(folder)) {
            throw new StartProblem("The folder " + folder
                    + " cannot be written by this user: change its owner, or set STET_HOME to another folder.");
        }
        Path marker = folder.resolve(MARKER);
        if (!Files.exists(marker)) {
            try (var entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new StartProblem("The folder " + folder
                            + " holds files that are not stet's: set STET_HOME to an empty or new folder.");
                }
            }
            Files.writeString(marker, "This folder belongs to stet. Do not edit its files while a server runs.\n");
        }
    }

    private static void probeSpace(Path folder) throws IOException {
        Path probe = folder.resolve("probe.tmp");
        try (var file = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocate(PROBE_BYTES);
            while (zeros.hasRemaining()) {
                file.write(zeros);
            }
            file.force(false);
        } catch (IOException e) {
            throw new StartProblem(
                    "There is no room to write in " + folder + " (" + e.getMessage()
                            + "): free some disk space, or set STET_HOME to a folder on another disk.",
                    e);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
