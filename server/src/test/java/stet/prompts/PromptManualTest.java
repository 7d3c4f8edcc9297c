package stet.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stet.platform.json.Json;
import stet.prompts.content.PromptContent;

/** What the manual shows is true. */
class PromptManualTest {
    private static final Pattern EXAMPLE = Pattern.compile(
            "<!-- example (\\S+) ([^\\n]*) -->\\n```\\n(.*?)\\n```\\ngives\\n```\\n(.*?)\\n```", Pattern.DOTALL);

    private static String manual() throws Exception {
        for (var path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("docs/prompts.md"))) {
                return Files.readString(path.resolve("docs/prompts.md"));
            }
        }
        throw new AssertionError("docs/prompts.md was not found");
    }

    @Test
    void theExamplesOfLanguagesGiveWhatTheyAreSaidToGive() throws Exception {
        var examples = EXAMPLE.matcher(manual());
        int count = 0;
        while (examples.find()) {
            var content = Json.MAPPER.createObjectNode().put("type", "text").put("templateFormat", examples.group(1));
            content.put("text", examples.group(3));

            var said = new Prompted()
                    .rendered(content.toString(), examples.group(2))
                    .text();

            assertThat(said).isNotNull();
            assertThat(said.stripTrailing()).isEqualTo(examples.group(4));
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void theContentItShowsCanBeRead() throws Exception {
        String manual = manual();
        int start = manual.indexOf("```json") + 7;
        var content = Json.MAPPER.readTree(manual.substring(start, manual.indexOf("```", start)));

        assertThat(PromptContent.read(content).toJson()).isNotNull();
    }
}
