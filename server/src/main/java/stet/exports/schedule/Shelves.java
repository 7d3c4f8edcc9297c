package stet.exports.schedule;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * Opens the places that schedules name.
 *
 * @param allowed the folder below which exports may lie; absent: none may
 */
record Shelves(Optional<Path> allowed) {
    Shelf open(Destination destination, @Nullable String secret) {
        return switch (destination) {
            case Destination.Folder(var path) -> new FolderShelf(folder(), path);
            case Destination.S3 s3 -> S3Shelf.open(s3, secret);
        };
    }

    /** Refuses what can never be opened. */
    void require(Destination destination) {
        if (destination instanceof Destination.Folder) {
            var _ = folder();
        }
    }

    private Path folder() {
        return allowed.orElseThrow(() -> new Problem.Conflict(
                "exports to a folder are not allowed on this server: its operator has to set STET_EXPORT_FOLDER"));
    }
}
