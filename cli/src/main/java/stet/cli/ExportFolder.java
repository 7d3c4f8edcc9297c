package stet.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.cli.StetCommand.Misuse;
import stet.client.Exports;
import stet.client.StetException;
import stet.client.TraceQuery;

/** A folder of Parquet files, one for each part of an export. A file beside them says where a later run goes on. */
final class ExportFolder {
    private static final String STATE = "unfinished";

    private final Path folder;
    private final Path state;
    private final String words;
    private final PrintStream progress;

    /** @param words what is exported; parts of something else are not gone on with */
    ExportFolder(Path folder, String words, PrintStream progress) {
        this.folder = folder;
        this.state = folder.resolve(STATE);
        this.words = words;
        this.progress = progress;
    }

    void write(Exports exports, TraceQuery query) throws IOException {
        Files.createDirectories(folder);
        var begun = begun();
        int number = begun.number;
        var cursor = begun.cursor;
        do {
            number++;
            var name = "part-%05d.parquet".formatted(number);
            var coming = folder.resolve(name + ".part");
            String next;
            try (var part = exports.part(cursor == null ? query : query.where("cursor", cursor))) {
                Files.copy(part.body(), coming, StandardCopyOption.REPLACE_EXISTING);
                next = part.next();
            } catch (IOException | StetException e) {
                throw new StetException(
                        e instanceof StetException refusal ? refusal.status() : 0,
                        e.getMessage() + "; run the command again to go on behind " + (number - 1) + " parts");
            }
            Files.move(
                    coming, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            progress.println(name + ", " + Files.size(folder.resolve(name)) + " bytes");
            cursor = next;
            if (next != null) {
                Files.write(state, List.of(words, Integer.toString(number), next));
            }
        } while (cursor != null);
        Files.deleteIfExists(state);
    }

    private record Begun(int number, @Nullable String cursor) {}

    private Begun begun() throws IOException {
        if (Files.exists(state)) {
            var lines = Files.readAllLines(state);
            if (lines.size() != 3 || !lines.getFirst().equals(words)) {
                throw new Misuse(folder + " was begun with other options: give those again, or remove it");
            }
            progress.println("going on behind " + lines.get(1) + " parts that are there");
            return new Begun(Integer.parseInt(lines.get(1)), lines.get(2));
        }
        try (var files = Files.list(folder)) {
            var there = files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".parquet"))
                    .collect(Collectors.toList());
            if (!there.isEmpty()) {
                throw new Misuse(folder + " has an export already: remove it or give another --out");
            }
        }
        return new Begun(0, null);
    }
}
