package stet.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArtifactTextTest {
    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    @Test
    void aChatReadsLikeAConversation() {
        var content = json("""
                {"type":"chat","templateFormat":"mustache","messages":[
                  {"role":"system","content":"You answer for ACME.\\n\\n## Tone\\nKind."},
                  {"placeholder":"history"},
                  {"role":"user","content":"{{question}}"}],
                 "model":{"name":"gpt-5-mini","parameters":{"temperature":0.2}}}""");

        String text =
                ArtifactText.write(Kind.PROMPT, new Document(null, new About("Answers", List.of("billing")), content));

        assertThat(text).isEqualTo("""
                ---
                stet:
                  description: Answers
                  tags: [billing]
                type: chat
                templateFormat: mustache
                model:
                  name: gpt-5-mini
                  parameters:
                    temperature: 0.2
                ---

                ## system

                You answer for ACME.

                ## Tone
                Kind.

                ## placeholder history

                ## user

                {{question}}
                """);
        assertThat(Digest.of(ArtifactText.read("a.md", text).content())).isEqualTo(Digest.of(content));
    }

    @Test
    void aFileWithNothingAboveItIsAPromptOfText() {
        assertThat(ArtifactText.read("a.md", "\nSay hello to {{name}}.\n\n").content())
                .isEqualTo(json(
                        "{\"templateFormat\":\"mustache\",\"type\":\"text\",\"text\":\"Say hello to {{name}}.\"}"));
        assertThat(ArtifactText.read("a.md", "## user\nHello").content())
                .isEqualTo(
                        json(
                                "{\"templateFormat\":\"mustache\",\"type\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
    }

    @Test
    void aMistakeIsNamedWithItsLine() {
        refused("a.md", "---\ntype: chat\n", "line 1: the YAML that begins with '---' has no line of '---' at its end");
        refused("a.md", "---\ntype: chat\n---\n\nHello\n", "line 5: this text belongs to no message");
        refused("a.md", "---\ntype: chat\na: [\n---\n", "line 4: this is not YAML");
        refused("a.md", "---\n- a\n---\n", "there have to be fields");
        refused("a.md", "---\nstet: {labels: x}\n---\n", "'stet' has no field 'labels'");
        refused("a.md", "---\ntype: chat\n---\n## placeholder history\nfoo\n", "stands alone");
        refused("a.yaml", "a: 1\na: 2\n", "line 2");
        refused("a.yaml", "a: &x [1]\nb: *x\n", "line 1, column 4: an anchor is used again");
        refused("a.yaml", "a: .nan\n", "'.nan'");
        refused("a.yaml", "a: !!java.lang.ProcessBuilder [x]\n", "no value that JSON has");
        refused("a.yaml", "? [a]\n: b\n", "Non scalar key");
        refused("a.yaml", "[1]", "the file has to hold an object");
        refused("a.json", "{\"a\":1,}", "this is not JSON");
        refused("a.yaml", "a: ".repeat(1) + "[".repeat(200) + "]".repeat(200), "nested deeper than 100");
    }

    private static void refused(String file, String text, String why) {
        assertThatThrownBy(() -> ArtifactText.read(file, text))
                .as(text)
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "support/billing, prompts/support/billing.md",
        "CON, prompts/%43ON.md",
        "aux.txt, prompts/%61ux.txt.md",
        "50% off, prompts/50%25 off.md",
        "a*b?, prompts/a%2Ab%3F.md",
        "😀, prompts/%F0%9F%98%80.md",
        "Grüße, prompts/Grüße.md",
        "...hidden, prompts/%2E..hidden.md",
        "-rf, prompts/%2Drf.md"
    })
    void aNameIsAPathThatEverySystemTakes(String name, String path) {
        var key = new Key(Kind.PROMPT, name);

        assertThat(new FilePath().place(key).path()).isEqualTo(path);
        assertThat(FilePath.key(path)).isEqualTo(key);
    }

    @Test
    void namesThatDifferOnlyInCapitalsHaveFilesOfTheirOwn() {
        var paths = new FilePath();

        assertThat(List.of("Billing/a", "billing/a", "BILLING/a", "x", "x.md/y").stream()
                        .map(it -> paths.place(new Key(Kind.PROMPT, it)).path()))
                .containsExactly(
                        "prompts/Billing/a.md",
                        "prompts/%62illing/a.md",
                        "prompts/%42%49%4C%4C%49%4E%47/a.md",
                        "prompts/x.md",
                        "prompts/%78.md/y.md");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e21, 1e+21",
        "123456789012345680000, 123456789012345680000",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "-0.0, 0",
        "333333333.33333329, 333333333.3333333",
        "5e-324, 5e-324"
    })
    void numbersHaveOneText(String given, String canonical) {
        assertThat(CanonicalText.of(new JsonMapper().readTree("[" + given + "]")))
                .isEqualTo("[" + canonical + "]");
    }
}
