package stet.traces.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import stet.platform.json.Json;
import stet.traces.masking.pii.PersonalData;
import tools.jackson.databind.JsonNode;

class RedactionProperties {
    private static final JsonRedaction ALL =
            new JsonRedaction(Redaction.of(new Rule.Redact("all", EnumSet.allOf(PersonalData.class), true)));
    private static final List<String> PIECES = List.of(
            "ada@example.com",
            "4111111111111111",
            "4111 1111 1111 1111",
            "DE89370400440532013000",
            "+49 30 901820",
            "030 901820-17",
            "203.0.113.7",
            "2001:db8::7",
            "536-90-4399",
            "sk-abc123DEF456ghi789JKL0",
            "-----BEGIN PRIVATE KEY-----",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln");

    @Property
    void maskingAgainFindsNothing(@ForAll("texts") String text) {
        String once = ALL.text(text, new Hits());
        var again = new Hits();

        assertThat(ALL.text(once, again)).isEqualTo(once);
        assertThat(again.none()).isTrue();
    }

    @Property
    void whatStandsAloneIsFound(
            @ForAll("pieces") String piece, @ForAll("words") String before, @ForAll("words") String behind) {
        assertThat(ALL.text(before + " " + piece + " " + behind, new Hits())).doesNotContain(piece);
    }

    @Property
    void jsonInATextStaysJson(@ForAll("texts") String one, @ForAll("texts") String other, @ForAll long number) {
        JsonNode tree =
                Json.MAPPER.createObjectNode().put(one, other).put("n", number).put("card", 4111111111111111L);
        String text = Json.MAPPER.writeValueAsString(tree);

        String masked = ALL.text(text, new Hits());

        assertThat(Json.MAPPER.readTree(masked).path("card").asString()).isEqualTo("[card]");
        assertThat(Json.MAPPER.readTree(masked).size()).isEqualTo(tree.size());
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("", "is", "for:", "(", "\"", "to,", "größe", "\n");
    }

    @Provide
    Arbitrary<String> texts() {
        var others =
                Arbitraries.of(" ", "-", ".", ":", "@", "1", "a", "\n", "{\"", "\"}", "é", "0", "+", "/", "_", "(");
        return Arbitraries.oneOf(pieces(), others).list().ofMaxSize(12).map(it -> String.join("", it));
    }
}
