package stet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.Masking;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code stet masking}. */
@Command(name = "masking", description = "What is masked in everything that comes in, before it is stored.")
final class MaskingCommand {
    @Command(name = "show", description = "The rules; with --json in the form that 'set' takes.")
    int show(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        print(output, stet.masking(project.in(stet)).get());
        return 0;
    }

    @Command(name = "set", description = "Replace the rules by those of a file, unless someone changed them since.")
    int set(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            required = true,
                            description = "JSON as 'show --json' prints it: {\"version\": 3, \"rules\": [...]}.")
                    Path file) {
        var wanted = read(file);
        if (!wanted.path("version").isInt() || !wanted.path("rules").isArray()) {
            throw new Misuse(file
                    + " needs a whole number 'version', the one that was changed (0 at first), and a list 'rules'");
        }
        var stet = connection.client();
        print(output, stet.masking(project.in(stet)).put(wanted.get("version").intValue(), wanted.get("rules")));
        return 0;
    }

    @Command(name = "try", description = "Show what would be stored of a text, and which rules apply.")
    int attempt(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "TEXT", description = "A text, or JSON.") String text,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "Rules to try instead of the saved ones, as 'set' takes them.")
                    @Nullable
                    Path file) {
        var stet = connection.client();
        var tried = stet.masking(project.in(stet))
                .attempt(file == null ? null : read(file).path("rules"), content(text));
        if (!output.asJson(tried)) {
            var content = tried.content();
            output.line(
                    content == null
                            ? "nothing is left"
                            : content.isString() ? content.stringValue() : content.toString());
            tried.hits().forEach((name, times) -> output.line("  " + name + ": " + times));
        }
        return 0;
    }

    private static void print(Output output, Masking.Saved saved) {
        if (output.asJson(saved)) {
            return;
        }
        var rows = new ArrayList<List<String>>();
        for (JsonNode rule : saved.rules()) {
            String what = rule.properties().stream()
                    .filter(it -> !it.getKey().equals("name")
                            && !it.getKey().equals("kind")
                            && !it.getValue().isNull())
                    .map(it -> it.getKey() + "=" + it.getValue())
                    .collect(Collectors.joining(" "));
            rows.add(List.of(rule.path("name").asString(), rule.path("kind").asString(), what));
        }
        output.line("version " + saved.version());
        output.table(List.of("NAME", "KIND", "WHAT"), rows);
    }

    private static JsonNode read(Path file) {
        try {
            return Output.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Misuse(file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new Misuse(file + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static JsonNode content(String text) {
        try {
            return Output.JSON.readTree(text);
        } catch (JacksonException e) {
            return Output.JSON.getNodeFactory().stringNode(text);
        }
    }
}
