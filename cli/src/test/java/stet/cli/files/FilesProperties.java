package stet.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is written in a file is read from it again, and no two artifacts have one place. */
class FilesProperties {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 600)
    void anyPromptComesBackFromItsFile(@ForAll("prompts") JsonNode content, @ForAll("abouts") About about) {
        comesBack(Kind.PROMPT, "x.md", content, about);
    }

    @Property(tries = 400)
    void anyContentComesBackFromItsFile(@ForAll("objects") JsonNode content, @ForAll("abouts") About about) {
        comesBack(Kind.PROMPT, "x.md", content, about);
        comesBack(Kind.TOOL, "x.yaml", content, about);
        var json = ArtifactText.read("x.json", ArtifactText.json(new Document(null, about, content)));
        assertThat(Digest.of(json.content())).isEqualTo(Digest.of(content));
    }

    private static void comesBack(Kind kind, String file, JsonNode content, About about) {
        String text = ArtifactText.write(kind, new Document(null, about, content));
        var again = ArtifactText.read(file, text);

        assertThat(CanonicalText.of(again.content())).as(text).isEqualTo(CanonicalText.of(content));
        assertThat(again.about()).isEqualTo(about);
        assertThat(ArtifactText.write(kind, again))
                .as("it is written the same again")
                .isEqualTo(text);
        assertThat(CanonicalText.of(
                        ArtifactText.read(file, text.replace("\n", "\r\n")).content()))
                .as("with the line ends of Windows")
                .isEqualTo(CanonicalText.of(content));
    }

    @Property(tries = 500)
    void namesHavePlacesOfTheirOwnOnAnySystemAndComeBackFromThem(@ForAll("names") List<String> names) {
        var paths = new FilePath();
        var folded = new HashMap<String, String>();
        for (String name : names.stream().distinct().toList()) {
            var key = new Key(Kind.PROMPT, name);
            var place = paths.place(key);

            assertThat(folded.put(place.path().toLowerCase(Locale.ROOT), name))
                    .as(place.path())
                    .isNull();
            assertThat(place.path())
                    .startsWith("prompts/")
                    .endsWith(".md")
                    .doesNotContain("/../", "\\", ":", "*", "?", "\"", "<", ">", "|");
            for (String part : place.path().split("/", -1)) {
                assertThat(part.length()).isBetween(1, 255);
                assertThat(part).doesNotEndWith(" ").doesNotStartWith(".").doesNotStartWith("-");
                assertThat(part.replaceFirst("[.].*", "").toLowerCase(Locale.ROOT))
                        .isNotIn("con", "nul", "aux", "prn", "com1", "lpt9");
            }
            if (place.tellsName()) {
                assertThat(FilePath.key(place.path())).isEqualTo(key);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        var segment = Arbitraries.oneOf(
                        Arbitraries.of(
                                "a", "A", "a.md", "A.MD", "con", "CON", "nul.txt", "%41", "50%", "x..y", "...", " x",
                                "ü", "u\u0308", "ß", "ss", "İ", "ı", "😀", "a:b", "-rf", "~", "COM1", "com¹"),
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .excludeChars('/', '\\', '@')
                                .ofMinLength(1)
                                .ofMaxLength(12),
                        Arbitraries.strings()
                                .excludeChars('/', '\\', '@')
                                .ofMinLength(1)
                                .ofMaxLength(60))
                .map(it -> Normalizer.normalize(it, Normalizer.Form.NFC))
                .filter(it -> !it.equals(".")
                        && !it.equals("..")
                        && !it.isBlank()
                        && it.codePoints().noneMatch(FilesProperties::isNoText));
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(it -> String.join("/", it))
                .list()
                .ofMaxSize(12);
    }

    private static boolean isNoText(int point) {
        return Character.isISOControl(point) || (point >= 0xd800 && point <= 0xdfff);
    }

    @Provide
    Arbitrary<About> abouts() {
        return Combinators.combine(texts().injectNull(0.5), texts().list().ofMaxSize(3))
                .as(About::new);
    }

    @Provide
    Arbitrary<JsonNode> prompts() {
        var plain = Combinators.combine(
                        Arbitraries.of("system", "user", "assistant", "tool", "message", "placeholder x", "odd"),
                        texts())
                .as((role, text) ->
                        (JsonNode) NODES.objectNode().put("role", role).put("content", text));
        var named = Combinators.combine(Arbitraries.of("placeholder", "include"), texts())
                .as((word, name) -> (JsonNode) NODES.objectNode().put(word, name));
        var messages = Arbitraries.oneOf(plain, named, objects())
                .list()
                .ofMaxSize(5)
                .map(it -> (JsonNode) NODES.arrayNode().addAll(it));
        var body = Arbitraries.oneOf(
                messages.map(it -> NODES.objectNode().put("type", "chat").set("messages", it)),
                texts().map(it -> NODES.objectNode().put("type", "text").put("text", it)),
                messages.map(it -> NODES.objectNode().put("type", "text").set("messages", it)));
        return Combinators.combine(body, objects(), Arbitraries.of(true, false)).as((one, more, with) -> {
            var content = NODES.objectNode();
            if (with) {
                content.setAll((ObjectNode) more);
            }
            content.setAll(one);
            return (JsonNode) content;
        });
    }

    @Provide
    Arbitrary<JsonNode> objects() {
        var keys = Arbitraries.oneOf(
                Arbitraries.of("type", "text", "messages", "stet", "name", "yes", "1", "", "a: b", "---"), texts());
        return Arbitraries.maps(keys, values(3)).ofMaxSize(4).map(it -> {
            var object = NODES.objectNode();
            it.forEach(object::set);
            return (JsonNode) object;
        });
    }

    private static Arbitrary<JsonNode> values(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                texts().map(NODES::stringNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                values(depth - 1)
                        .list()
                        .ofMaxSize(4)
                        .map(it -> NODES.arrayNode().addAll(it)),
                Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(3).map(it -> {
                    var object = NODES.objectNode();
                    it.forEach(object::set);
                    return object;
                }));
    }

    private static Arbitrary<String> texts() {
        var line = Arbitraries.oneOf(
                Arbitraries.of(
                        "## user",
                        "## user ",
                        "\\## user",
                        "\\\\## system\t",
                        "## placeholder history",
                        "## message",
                        "## Heading",
                        "---",
                        "--- ",
                        "...",
                        "",
                        " ",
                        "\t",
                        "- a",
                        "# note",
                        "key: value",
                        "true",
                        "null",
                        "~",
                        "0x1F",
                        "1e3",
                        ".inf",
                        "{{name}}",
                        "%TAG",
                        "|",
                        ">",
                        "'",
                        "\"",
                        "&a",
                        "*a",
                        "!x",
                        "@",
                        "`",
                        "?",
                        "a #b",
                        "a:b: c",
                        "\ufeff",
                        "\u0085",
                        "\u2028",
                        "\u0000",
                        "\r",
                        "é",
                        "😀",
                        "x ",
                        "  y"),
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings()
                        .ofMaxLength(6)
                        .filter(it -> it.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)));
        return line.list().ofMaxSize(5).map(it -> String.join("\n", it));
    }
}
