package stet.evaluators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stet.evaluators.types.Families;
import stet.platform.json.Json;

/** The manual lists what there is. */
class EvaluatorManualTest {
    private static final String START = "<!-- catalogue: written by EvaluatorManualTest -->\n";
    private static final String END = "<!-- end of catalogue -->";

    @Test
    void theCatalogueIsTheOneInTheManual() throws Exception {
        var path = manual();
        String text = Files.readString(path);
        int start = text.indexOf(START) + START.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(path, text.substring(0, start) + catalogue() + text.substring(end));
            return;
        }

        assertThat(text.substring(start, end)).isEqualTo(catalogue());
    }

    @Test
    void theDefinitionsItShowsCanBeRead() throws Exception {
        String text = Files.readString(manual());
        int shown = 0;
        for (int at = text.indexOf("```json"); at >= 0; at = text.indexOf("```json", at + 7)) {
            var definition = Json.MAPPER.readTree(text.substring(at + 7, text.indexOf("```", at + 7)));
            assertThat(new Definition(Families.catalogue()).read(definition)).isNotNull();
            shown++;
        }
        assertThat(shown).isGreaterThan(1);
    }

    private static String catalogue() {
        var lines = new StringBuilder("| type | what passes | threshold | fields |\n|---|---|---|---|\n");
        for (var type : Families.catalogue().types()) {
            String fields = type.fields().stream()
                    .map(it -> "`" + it.name() + "`" + (it.required() ? "" : "?") + " ("
                            + it.kind().word() + "): " + it.summary())
                    .collect(Collectors.joining("; "))
                    .replace("|", "\\|");
            lines.append("| `")
                    .append(type.name())
                    .append("` | ")
                    .append(type.summary().replace("|", "\\|"));
            lines.append(" | ").append(Grade.number(type.threshold())).append(" | ");
            lines.append(fields.isEmpty() ? "–" : fields).append(" |\n");
        }
        return lines.toString();
    }

    private static Path manual() {
        for (var path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("docs/evaluators.md"))) {
                return path.resolve("docs/evaluators.md");
            }
        }
        throw new AssertionError("docs/evaluators.md was not found");
    }
}
