package stet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code stet storage}. */
@Command(
        name = "storage",
        description = "How much there is of everything. Bytes of a project are estimates; those of files are exact.")
final class StorageCommand implements Callable<Integer> {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    @Override
    public Integer call() {
        var storage = connection.client().storage();
        if (output.asJson(storage)) {
            return 0;
        }
        var files = storage.path("files");
        output.line("Telemetry store " + size(files.path("storeBytes")) + ", of these free "
                + size(files.path("storeFreeBytes")) + "; journal " + size(files.path("journalBytes")) + "; records "
                + size(files.path("recordBytes")));
        output.line("Disk " + size(files.path("diskBytes")) + ", of these free " + size(files.path("diskFreeBytes")));
        var rows = new ArrayList<List<String>>();
        for (var project : storage.path("projects")) {
            for (var kind : project.path("kinds")) {
                rows.add(List.of(
                        project.path("project").asString(),
                        kind.path("kind").asString(),
                        kind.path("rows").asString(),
                        size(kind.path("bytes"))));
            }
            rows.add(List.of(
                    project.path("project").asString(),
                    "a day more",
                    project.path("spansLastDay").asString() + " spans",
                    size(project.path("growthBytesPerDay"))));
        }
        output.table(List.of("PROJECT", "KIND", "ROWS", "BYTES"), rows);
        return 0;
    }

    static String size(JsonNode bytes) {
        double size = bytes.asDouble(0);
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
