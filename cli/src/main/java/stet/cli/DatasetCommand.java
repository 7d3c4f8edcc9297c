package stet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.StetException;
import stet.client.TraceQuery;
import tools.jackson.databind.JsonNode;

/** {@code stet dataset}. */
@Command(name = "dataset", description = "Versioned collections of cases to test with.")
final class DatasetCommand {
    private static final int LARGEST_FILE = 64 * 1024 * 1024;

    private final Surroundings around;

    @SuppressWarnings("NullAway.Init")
    DatasetCommand(Surroundings around) {
        this.around = around;
    }

    @Command(name = "list", description = "Datasets by name.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--archived", description = "The archived ones instead of the others.") boolean archived) {
        var query = page(paging);
        query.put("archived", Boolean.toString(archived));
        var stet = connection.client();
        Paging.print(
                output,
                stet.datasets(project.in(stet)).list(query),
                List.of("NAME", "LATEST", "CASES", "CHANGED"),
                it -> List.of(
                        it.path("name").asString(),
                        it.path("latest").asString(),
                        it.path("cases").asString(),
                        it.path("updatedAt").asString()));
        return 0;
    }

    @Command(name = "create", description = "Make a dataset, without cases yet.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin DatasetName dataset,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") @Nullable
                    String description,
            @Option(names = "--tag", paramLabel = "TAG", description = "May repeat.") @Nullable List<String> tags,
            @Option(names = "--schema", paramLabel = "FILE", description = "A JSON Schema that every case must fit.")
                    @Nullable
                    Path schema)
            throws IOException {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("name", dataset.name);
        if (description != null) {
            asked.put("description", description);
        }
        if (tags != null) {
            asked.put("tags", tags);
        }
        if (schema != null) {
            asked.put("schema", Output.JSON.readTree(bytes(schema)));
        }
        var stet = connection.client();
        var made = stet.datasets(project.in(stet)).create(asked);
        if (!output.asJson(made)) {
            output.line(
                    "Dataset " + made.path("name").asString() + " is made; import cases with 'stet dataset import'.");
        }
        return 0;
    }

    @Command(name = "versions", description = "A dataset's versions, newest first.")
    int versions(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Mixin DatasetName dataset) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.datasets(project.in(stet)).versions(dataset.name, page(paging)),
                List.of("VERSION", "SAVED", "BY", "CASES", "ADDED", "CHANGED", "REMOVED", "MESSAGE"),
                it -> List.of(
                        it.path("number").asString(),
                        it.path("createdAt").asString(),
                        it.path("author").asString(),
                        it.path("cases").asString(),
                        it.path("added").asString(),
                        it.path("changed").asString(),
                        it.path("removed").asString(),
                        it.path("message").asString("-")));
        return 0;
    }

    @Command(name = "cases", description = "The cases of a version, in order.")
    int cases(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Mixin DatasetName dataset,
            @Mixin DatasetVersionOption version,
            @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.") @Nullable
                    String tag,
            @Option(names = "--split", paramLabel = "NAME", description = "Only those of this split.") @Nullable
                    String split) {
        var query = page(paging);
        put(query, "tag", tag);
        put(query, "split", split);
        var stet = connection.client();
        Paging.print(
                output,
                stet.datasets(project.in(stet)).cases(dataset.name, version.version, query),
                List.of("ID", "INPUT", "EXPECTED", "SPLIT"),
                it -> List.of(
                        it.path("id").asString(),
                        shown(input(it)),
                        shown(it.path("expected")),
                        it.path("split").asString("-")));
        return 0;
    }

    @Command(name = "diff", description = "The cases that differ between two versions.")
    int diff(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Mixin DatasetName dataset,
            @Option(names = "--from", paramLabel = "NUMBER", description = "The version before --to unless given.")
                    @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "NUMBER", description = "The newest unless given.") @Nullable
                    String to) {
        var query = page(paging);
        put(query, "from", from);
        put(query, "to", to);
        var stet = connection.client();
        Paging.print(
                output,
                stet.datasets(project.in(stet)).diff(dataset.name, query),
                List.of("ID", "BEFORE", "AFTER"),
                it -> List.of(it.path("id").asString(), said(it.path("before")), said(it.path("after"))));
        return 0;
    }

    @Command(
            name = "import",
            description =
                    "Make a version of a file's rows, CSV or JSON lines by its ending. Rows that cannot be cases are named by line; the rest is taken.")
    int importFile(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin DatasetName dataset,
            @Parameters(index = "1", paramLabel = "FILE", description = "At most 64 MiB; 100,000 rows.") Path file,
            @Option(
                            names = "--map",
                            paramLabel = "COLUMN:TARGET",
                            description =
                                    "What a column becomes: a field of a case, variables.NAME, metadata.NAME or -; a variable of its name unless given. May repeat.")
                    @Nullable
                    List<String> columns,
            @Option(
                            names = "--separator",
                            paramLabel = "CHARACTER",
                            description = "Between the fields of CSV, or the word tab; a comma unless given.")
                    @Nullable
                    String separator,
            @Option(names = "--charset", paramLabel = "NAME", description = "The file's encoding; UTF-8 unless given.")
                    @Nullable
                    String charset,
            @Option(names = "--replace", description = "Remove cases that are not in the file.") boolean replace,
            @Option(names = "--message", paramLabel = "TEXT", description = "What changed and why.") @Nullable
                    String message,
            @Option(names = "--dry-run", description = "Only say what would come of it.") boolean dryRun)
            throws IOException {
        var query = new LinkedHashMap<String, String>();
        put(query, "format", format(file));
        put(query, "separator", separator);
        put(query, "charset", charset);
        put(query, "file", String.valueOf(file.getFileName()));
        put(query, "replace", Boolean.toString(replace));
        put(query, "message", message);
        put(query, "dryRun", Boolean.toString(dryRun));
        var stet = connection.client();
        return told(
                output,
                stet.datasets(project.in(stet))
                        .importFile(dataset.name, query, columns == null ? List.of() : columns, bytes(file)));
    }

    @Command(name = "from-traces", description = "Make cases of recorded traces, the newest that match.")
    int fromTraces(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin DatasetName dataset,
            @Mixin TraceFilter filter,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "COUNT",
                            defaultValue = "100",
                            description = "How many traces, up to 500. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(names = "--expect-output", description = "What was answered is what is expected.")
                    boolean expectOutput,
            @Option(names = "--split", paramLabel = "NAME", description = "The part of the dataset they belong to.")
                    @Nullable
                    String split,
            @Option(names = "--dry-run", description = "Only say what would come of it.") boolean dryRun) {
        var how = new LinkedHashMap<String, Object>();
        how.put("expectOutput", expectOutput);
        how.put("dryRun", dryRun);
        if (split != null) {
            how.put("split", split);
        }
        var stet = connection.client();
        return told(
                output,
                stet.datasets(project.in(stet))
                        .fromTraces(dataset.name, filter.on(TraceQuery.newest(Paging.within(limit))), how));
    }

    @Command(name = "export", description = "Write the cases of a version to standard output.")
    int export(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin DatasetName dataset,
            @Mixin DatasetVersionOption version,
            @Option(
                            names = "--format",
                            paramLabel = "WORD",
                            defaultValue = "jsonl",
                            description = "jsonl, csv or parquet. Default: ${DEFAULT-VALUE}.")
                    String format) {
        var stet = connection.client();
        try (var file = stet.datasets(project.in(stet)).export(dataset.name, version.version, format)) {
            file.transferTo(around.out());
        } catch (IOException e) {
            throw new StetException(0, "the connection broke before the export was whole: " + e.getMessage());
        }
        around.out().flush();
        return 0;
    }

    @Command(name = "remove", description = "Remove a dataset with all its versions.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin DatasetName dataset) {
        var stet = connection.client();
        stet.datasets(project.in(stet)).remove(dataset.name);
        if (!output.asJson(Map.of("name", dataset.name, "removed", true))) {
            output.line("Dataset " + dataset.name + " is removed.");
        }
        return 0;
    }

    private static int told(Output output, JsonNode taken) {
        if (!output.asJson(taken)) {
            output.line((taken.path("dryRun").asBoolean() ? "would be " : "")
                    + taken.path("added").asString() + " added, "
                    + taken.path("changed").asString() + " changed, "
                    + taken.path("unchanged").asString() + " unchanged, "
                    + taken.path("removed").asString() + " removed; "
                    + taken.path("refused").asString() + " of "
                    + taken.path("rows").asString() + " rows refused");
            for (var problem : taken.path("problems")) {
                output.line("line " + problem.path("line").asString() + ": "
                        + problem.path("detail").asString());
            }
            var version = taken.path("saving").path("version").path("number");
            if (!version.isMissingNode()) {
                output.line("Version " + version.asString() + " is saved.");
            }
        }
        return taken.path("refused").asInt() == 0 ? 0 : StetCommand.REFUSED;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Misuse(file + " cannot be read");
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new Misuse(file + " has more than 64 MiB: split it, or take a sample");
        }
        return Files.readAllBytes(file);
    }

    private static Map<String, String> page(Paging paging) {
        var query = new LinkedHashMap<String, String>();
        put(query, "limit", Integer.toString(Paging.within(paging.limit)));
        put(query, "cursor", paging.cursor);
        return query;
    }

    private static String format(Path file) {
        var name = file.toString();
        return name.endsWith(".csv") ? "csv" : name.endsWith(".parquet") ? "parquet" : "jsonl";
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private static JsonNode input(JsonNode item) {
        return item.has("variables") ? item.path("variables") : item.path("messages");
    }

    private static String said(JsonNode item) {
        return item.isMissingNode()
                ? "-"
                : shown(input(item)) + (item.has("expected") ? " -> " + shown(item.path("expected")) : "");
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "-";
        }
        var text = value.isString() ? value.asString() : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
