package stet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stet.cli.files.FileProblem;
import tools.jackson.databind.JsonNode;

/** Where a report goes, in which form, and what the command ends with. */
final class EvalReport {
    private static final int NOT_MET = 2;
    private static final int UNSURE = 3;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "What to print: ${COMPLETION-CANDIDATES}.")
    Form format = Form.table;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it also to a file, by its ending: .txt, .json, .html, .xml (JUnit), .md. May repeat.")
    @Nullable
    List<Path> outputs;

    @Option(
            names = "--inconclusive",
            paramLabel = "HOW",
            defaultValue = "inconclusive",
            description = "What to end with when the cases cannot tell: ${COMPLETION-CANDIDATES}.")
    Unsure unsure = Unsure.inconclusive;

    /** What an inconclusive verdict ends with. */
    enum Unsure {
        inconclusive,
        pass,
        fail
    }

    /** How a report is written. */
    enum Form {
        table,
        json,
        html,
        junit,
        markdown
    }

    /** A report that the server writes. */
    interface Written {
        JsonNode json();

        String as(String format);
    }

    /** Refuses files that no form is known for, before anything is paid for. */
    void check() {
        files();
    }

    /** Writes it everywhere and says what to end with. */
    int write(Surroundings around, Written report) {
        var json = report.json();
        around.out().print(text(report, json, format));
        files().forEach((file, form) -> {
            try {
                Files.writeString(file, text(report, json, form));
            } catch (IOException e) {
                throw new FileProblem(file + " cannot be written: " + e.getMessage());
            }
        });
        return switch (json.path("verdict").path("outcome").asString()) {
            case "PASS" -> 0;
            case "INCONCLUSIVE" ->
                switch (unsure) {
                    case inconclusive -> UNSURE;
                    case pass -> 0;
                    case fail -> NOT_MET;
                };
            default -> NOT_MET;
        };
    }

    private static String text(Written report, JsonNode json, Form form) {
        return form == Form.json
                ? Output.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n"
                : report.as(form.name());
    }

    private Map<Path, Form> files() {
        var files = new LinkedHashMap<Path, Form>();
        for (var file : outputs == null ? List.<Path>of() : outputs) {
            files.put(file, form(file));
        }
        return files;
    }

    private static Form form(Path file) {
        String name = EvalCommand.name(file);
        return switch (name.substring(Math.max(0, name.lastIndexOf('.')))) {
            case ".txt" -> Form.table;
            case ".json" -> Form.json;
            case ".html" -> Form.html;
            case ".xml" -> Form.junit;
            case ".md" -> Form.markdown;
            default -> throw new FileProblem("'" + name + "' ends in none of .txt, .json, .html, .xml, .md");
        };
    }
}
