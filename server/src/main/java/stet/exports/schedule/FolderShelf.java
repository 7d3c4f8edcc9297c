package stet.exports.schedule;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A folder inside the one that the operator allows. A link that leads out of that is not followed.
 *
 * @param allowed where all exports have to lie
 */
record FolderShelf(Path allowed, String path) implements Shelf {
    @Override
    public void put(String name, Path file, String contentType) throws IOException {
        var target = target(name);
        var beside = target.resolveSibling("." + target.getFileName() + ".new");
        Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
        try (var written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(target(name));
    }

    private Path target(String name) throws IOException {
        if (!Files.isDirectory(allowed)) {
            throw new IOException("the folder " + allowed + " of STET_EXPORT_FOLDER is not there");
        }
        var root = allowed.toRealPath();
        var target = root.resolve(path).resolve(name).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("'" + path + "' leads out of " + allowed);
        }
        var existing = target.getParent();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !existing.toRealPath().startsWith(root)) {
            throw new IOException("'" + path + "' leads out of " + allowed + " by a link");
        }
        Files.createDirectories(target.getParent());
        return target;
    }

    @Override
    public void close() {}
}
