package stet.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
import stet.cli.files.ArtifactText;
import stet.cli.files.FileProblem;
import stet.client.Evaluations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code stet eval}. */
@Command(name = "eval", description = "Judge evaluations: has it become worse?")
final class EvalCommand {
    private static final int LARGEST_FILE = 60 * 1024 * 1024;

    private final Surroundings around;

    EvalCommand(Surroundings around) {
        this.around = around;
    }

    /** What an inconclusive verdict ends with. */
    enum Unsure {
        inconclusive,
        pass,
        fail
    }

    /** How the report is printed. */
    enum Form {
        table,
        json,
        html,
        junit,
        markdown
    }

    @Command(
            name = "check",
            description = {
                "Judge results of an evaluation, and compare them with others of the same cases.",
                "",
                "Exit codes: 0 passed, 1 error, 2 regression or criteria not met, 3 inconclusive."
            })
    int check(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Parameters(
                            paramLabel = "RESULTS",
                            description =
                                    "JSONL, an item on each line: caseId, output, error, tags, latencyMs, costUsd, scores [{evaluator, pass, score, reason}].")
                    Path results,
            @Option(names = "--baseline", paramLabel = "FILE", description = "Results to compare with.") @Nullable
                    Path baseline,
            @Option(
                            names = "--suite",
                            paramLabel = "FILE",
                            description = "YAML or JSON whose 'criteria' are to be met.")
                    @Nullable
                    Path suite,
            @Option(
                            names = "--title",
                            paramLabel = "TEXT",
                            description = "What is evaluated; the file's name unless given.")
                    @Nullable
                    String title,
            @Option(
                            names = "--format",
                            paramLabel = "FORM",
                            defaultValue = "table",
                            description = "What to print: ${COMPLETION-CANDIDATES}.")
                    Form format,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description =
                                    "Write it also to a file, by its ending: .txt, .json, .html, .xml (JUnit), .md. May repeat.")
                    @Nullable
                    List<Path> outputs,
            @Option(
                            names = "--inconclusive",
                            paramLabel = "HOW",
                            defaultValue = "inconclusive",
                            description = "What to end with when the cases cannot tell: ${COMPLETION-CANDIDATES}.")
                    Unsure unsure)
            throws IOException {
        var files = new LinkedHashMap<Path, Form>();
        for (var file : outputs == null ? List.<Path>of() : outputs) {
            files.put(file, form(file));
        }
        var asked = new LinkedHashMap<String, Object>();
        asked.put("title", title == null ? name(results) : title);
        asked.put("candidate", read(results));
        if (baseline != null) {
            asked.put("baseline", read(baseline));
        }
        if (suite != null) {
            asked.put("criteria", criteria(suite));
        }
        var stet = connection.client();
        var evaluations = stet.evaluations(project.in(stet));
        var report = evaluations.report(asked);
        around.out().print(written(evaluations, asked, report, format));
        for (var file : files.entrySet()) {
            Files.writeString(file.getKey(), written(evaluations, asked, report, file.getValue()));
        }
        return exit(report.path("verdict").path("outcome").asString(), unsure);
    }

    private static int exit(String outcome, Unsure unsure) {
        return switch (outcome) {
            case "PASS" -> 0;
            case "INCONCLUSIVE" ->
                switch (unsure) {
                    case inconclusive -> 3;
                    case pass -> 0;
                    case fail -> 2;
                };
            default -> 2;
        };
    }

    private static String written(Evaluations evaluations, Object asked, JsonNode report, Form form) {
        return form == Form.json
                ? Output.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n"
                : evaluations.report(asked, form.name());
    }

    private static Form form(Path file) {
        String name = name(file);
        return switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
            case ".txt" -> Form.table;
            case ".json" -> Form.json;
            case ".html" -> Form.html;
            case ".xml" -> Form.junit;
            case ".md" -> Form.markdown;
            default -> throw new FileProblem("'" + name + "' ends in none of .txt, .json, .html, .xml, .md");
        };
    }

    private static JsonNode criteria(Path suite) {
        try {
            var content = ArtifactText.read(name(suite), text(suite)).content();
            return content == null ? Output.JSON.createArrayNode() : content.path("criteria");
        } catch (FileProblem e) {
            throw new FileProblem(name(suite) + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> read(Path file) {
        ArrayNode items = Output.JSON.createArrayNode();
        int line = 0;
        for (String text : text(file).split("\n", -1)) {
            line++;
            if (!text.isBlank()) {
                try {
                    items.add(Output.JSON.readTree(text));
                } catch (JacksonException e) {
                    throw new FileProblem(
                            name(file) + ", line " + line + ": this is not JSON: " + e.getOriginalMessage());
                }
            }
        }
        return Map.of("name", name(file), "items", items);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new FileProblem(name(file) + " is larger than " + LARGEST_FILE / 1024 / 1024 + " MiB");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new FileProblem(name(file) + " is not UTF-8");
        } catch (IOException e) {
            throw new FileProblem(name(file) + " cannot be read: " + e.getMessage());
        }
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
