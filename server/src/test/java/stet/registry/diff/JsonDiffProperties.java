package stet.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A diff says all that is different, and a merge loses nothing that only one side changed. */
class JsonDiffProperties {
    @Property(tries = 1000)
    void applyingADiffToTheOldValueGivesTheNewOne(@ForAll("values") JsonNode from, @ForAll("values") JsonNode to) {
        assertThat(JsonDiff.apply(from, JsonDiff.between(from, to))).isEqualTo(to);
    }

    @Property(tries = 500)
    void applyingADiffOfPromptsGivesTheNewOne(@ForAll("prompts") JsonNode from, @ForAll("prompts") JsonNode to) {
        assertThat(JsonDiff.apply(from, JsonDiff.between(from, to))).isEqualTo(to);
    }

    @Property(tries = 300)
    void nothingIsDifferentBetweenAValueAndItself(@ForAll("values") JsonNode value) {
        assertThat(JsonDiff.between(value, value.deepCopy())).isEmpty();
    }

    @Property(tries = 1000)
    void thePiecesOfATextMakeUpBothTexts(@ForAll("texts") String before, @ForAll("texts") String after) {
        var pieces = TextDiff.between(before, after);

        assertThat(joined(pieces, TextEdit.Op.INSERT)).isEqualTo(before);
        assertThat(joined(pieces, TextEdit.Op.DELETE)).isEqualTo(after);
    }

    @Property(tries = 500)
    void aChangeOfOneSideOnlyIsTaken(@ForAll("prompts") JsonNode base, @ForAll("prompts") JsonNode changed) {
        assertThat(ThreeWay.merge(base, changed, base)).isEqualTo(new Merge(changed, List.of()));
        assertThat(ThreeWay.merge(base, base, changed)).isEqualTo(new Merge(changed, List.of()));
        assertThat(ThreeWay.merge(base, changed, changed)).isEqualTo(new Merge(changed, List.of()));
    }

    @Property(tries = 500)
    void whoMergesWhomMattersOnlyWhereTheyConflict(
            @ForAll("prompts") JsonNode base, @ForAll("prompts") JsonNode mine, @ForAll("prompts") JsonNode theirs) {
        var merge = ThreeWay.merge(base, mine, theirs);
        var mirrored = ThreeWay.merge(base, theirs, mine);

        assertThat(mirrored.conflicts()).hasSameSizeAs(merge.conflicts());
        if (merge.isClean()) {
            assertThat(mirrored.content()).isEqualTo(merge.content());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "refund", " ", "  ", "\n", ".", "é", "🎉", "{{name}}")
                .list()
                .ofMaxSize(30)
                .map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return values(3);
    }

    @Provide
    Arbitrary<JsonNode> prompts() {
        var roles = Arbitraries.of("system", "user", "assistant");
        var words = Arbitraries.of("answer", "the", "customer", "kindly", "briefly", "with", "{{name}}", "\n")
                .list()
                .ofMaxSize(12)
                .map(it -> String.join(" ", it));
        var message = Combinators.combine(roles, words).as((role, content) ->
                (JsonNode) Json.MAPPER.createObjectNode().put("role", role).put("content", content));
        return Combinators.combine(
                        message.list().ofMaxSize(6), Arbitraries.integers().between(0, 2), words)
                .as((messages, temperature, text) -> {
                    var prompt = Json.MAPPER.createObjectNode().put("note", text);
                    prompt.putArray("messages").addAll(messages);
                    prompt.putObject("parameters").put("temperature", temperature);
                    return prompt;
                });
    }

    private static Arbitrary<JsonNode> values(int levels) {
        Arbitrary<JsonNode> leaf = Arbitraries.of(
                        "1", "2", "true", "null", "\"a b c d\"", "\"a b c e\"", "\"x\"", "\"~/\"")
                .map(Json.MAPPER::readTree);
        if (levels == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                values(levels - 1)
                        .list()
                        .ofMaxSize(5)
                        .map(it -> Json.MAPPER.createArrayNode().addAll(it)),
                Arbitraries.maps(Arbitraries.of("a", "b", "name", "id", "~/", "0"), values(levels - 1))
                        .ofMaxSize(4)
                        .map(it -> Json.MAPPER.createObjectNode().setAll(it)));
    }

    private static String joined(List<TextEdit> pieces, TextEdit.Op without) {
        return pieces.stream()
                .filter(it -> it.op() != without)
                .map(TextEdit::text)
                .collect(Collectors.joining());
    }
}
