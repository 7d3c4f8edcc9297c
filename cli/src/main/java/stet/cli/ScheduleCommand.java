package stet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import stet.client.Projects;
import tools.jackson.databind.JsonNode;

/** {@code stet schedule}. */
@Command(name = "schedule", description = "What projects export by themselves, hour by hour or day by day.")
final class ScheduleCommand {
    private final Surroundings around;

    ScheduleCommand(Surroundings around) {
        this.around = around;
    }

    /** Where exports go: a folder of the server, or a bucket. */
    static final class To {
        @Option(
                names = "--folder",
                paramLabel = "PATH",
                description = "A folder inside the one that STET_EXPORT_FOLDER names on the server.")
        @Nullable
        String folder;

        @Option(names = "--bucket", paramLabel = "NAME", description = "A bucket of an S3-compatible store.")
        @Nullable
        String bucket;
    }

    @Command(name = "list", description = "Every project's schedule, and how far it is.")
    int list(@Mixin Connection connection, @Mixin Output output) {
        var stet = connection.client();
        var found = new TreeMap<String, JsonNode>();
        for (Projects.Project project : stet.projects().list()) {
            var schedule = stet.exportSchedules(project.name()).get().path("schedule");
            if (schedule.isObject()) {
                found.put(project.name(), schedule);
            }
        }
        if (!output.asJson(found)) {
            var rows = new ArrayList<List<String>>();
            found.forEach((project, it) -> rows.add(List.of(
                    project,
                    it.path("every").asString(),
                    it.path("format").asString(),
                    to(it),
                    it.path("next").asString(),
                    it.path("lastDone").path("slice").asString("-"),
                    state(it))));
            output.table(List.of("PROJECT", "EVERY", "FORMAT", "TO", "NEXT", "LAST DONE", "STATE"), rows);
        }
        return 0;
    }

    @Command(name = "create", description = "Set a project's schedule up, or change it.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @ArgGroup(exclusive = true, multiplicity = "1") To to,
            @Option(
                            names = "--every",
                            paramLabel = "WORD",
                            defaultValue = "day",
                            description = "hour or day. Default: ${DEFAULT-VALUE}.")
                    String every,
            @Option(
                            names = "--format",
                            paramLabel = "WORD",
                            defaultValue = "jsonl",
                            description = "jsonl or parquet. Default: ${DEFAULT-VALUE}.")
                    String format,
            @Option(names = "--where", paramLabel = "FILTER", description = "Only these traces.") @Nullable
                    String where,
            @Option(
                            names = "--delay-minutes",
                            paramLabel = "N",
                            defaultValue = "60",
                            description = "How long to wait for late spans. Default: ${DEFAULT-VALUE}.")
                    int delayMinutes,
            @Option(names = "--from", paramLabel = "TIME", description = "Begin with the slice of this time.") @Nullable
                    String from,
            @Option(
                            names = "--endpoint",
                            paramLabel = "URL",
                            description = "The store of the bucket; Amazon's own unless given.")
                    @Nullable
                    String endpoint,
            @Option(names = "--region", paramLabel = "NAME", description = "The bucket's region.") @Nullable
                    String region,
            @Option(names = "--prefix", paramLabel = "PATH", description = "Stands before each object's name.")
                    @Nullable
                    String prefix,
            @Option(names = "--access-key-id", paramLabel = "ID", description = "Who may write to the bucket.")
                    @Nullable
                    String accessKeyId,
            @Option(
                            names = "--secret-stdin",
                            description =
                                    "Read the secret access key from standard input; the saved one is kept otherwise.")
                    boolean secret)
            throws IOException {
        var destination = new TreeMap<String, Object>();
        put(destination, "kind", to.folder == null ? "s3" : "folder");
        put(destination, "folder", to.folder);
        put(destination, "bucket", to.bucket);
        put(destination, "endpoint", endpoint);
        put(destination, "region", region);
        put(destination, "prefix", prefix);
        put(destination, "accessKeyId", accessKeyId);
        var stet = connection.client();
        var schedules = stet.exportSchedules(project.in(stet));
        var wanted = new TreeMap<String, Object>(
                Map.of("every", every, "format", format, "delayMinutes", delayMinutes, "destination", destination));
        wanted.put("version", schedules.get().path("schedule").path("version").asInt(0));
        put(wanted, "where", where);
        put(wanted, "from", from);
        put(wanted, "secretAccessKey", secret ? fromInput() : null);
        var saved = schedules.put(wanted);
        if (!output.asJson(saved)) {
            output.line("Exports to " + to(saved) + " every "
                    + saved.path("every").asString() + ", next from "
                    + saved.path("next").asString() + " at "
                    + saved.path("dueAt").asString() + ".");
        }
        return 0;
    }

    @Command(name = "run", description = "Try the next slice at once, or export again from a slice on.")
    int run(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--from", paramLabel = "TIME", description = "From the slice of this time on.") @Nullable
                    String from) {
        var stet = connection.client();
        var changed = stet.exportSchedules(project.in(stet)).run(from);
        if (!output.asJson(changed)) {
            output.line("Goes on from " + changed.path("next").asString() + ".");
        }
        return 0;
    }

    @Command(name = "remove", description = "End a project's schedule; what was exported stays.")
    int remove(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        String name = project.in(stet);
        stet.exportSchedules(name).remove();
        if (!output.asJson(Map.of("project", name, "removed", true))) {
            output.line("Project '" + name + "' exports nothing by itself any more.");
        }
        return 0;
    }

    private String fromInput() throws IOException {
        var line = new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
            throw new Misuse("standard input holds no secret");
        }
        return line.strip();
    }

    private static String to(JsonNode schedule) {
        var to = schedule.path("destination");
        return to.path("kind").asString().equals("folder")
                ? "folder '" + to.path("folder").asString("") + "'"
                : "bucket '" + to.path("bucket").asString() + "'";
    }

    private static String state(JsonNode schedule) {
        if (!schedule.path("enabled").asBoolean()) {
            return "off";
        }
        return schedule.has("failure")
                ? "failed: " + schedule.path("failure").path("reason").asString()
                : "on";
    }

    private static void put(Map<String, Object> wanted, String name, @Nullable Object value) {
        if (value != null) {
            wanted.put(name, value);
        }
    }
}
