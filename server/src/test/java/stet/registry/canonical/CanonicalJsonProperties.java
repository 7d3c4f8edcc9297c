package stet.registry.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Equal values have one text, and the text means the value. */
class CanonicalJsonProperties {
    @Property(tries = 500)
    void theCanonicalFormOfACanonicalFormIsItself(@ForAll("values") JsonNode value) {
        var once = CanonicalJson.of(value);

        assertThat(CanonicalJson.of(once.value())).isEqualTo(once);
    }

    @Property(tries = 300)
    void theOrderOfMembersAndTheSpaceBetweenThemDoNotMatter(@ForAll("values") JsonNode value, @ForAll Random random) {
        var shuffled = Json.MAPPER.readTree(
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(shuffled(value, random)));

        assertThat(CanonicalJson.of(shuffled)).isEqualTo(CanonicalJson.of(value));
    }

    @Property(tries = 2000)
    void aDoubleReadsBackAsItself(@ForAll double value) {
        double read = Double.parseDouble(
                CanonicalJson.of(Json.MAPPER.readTree(new BigDecimal(value == 0 ? 0 : value).toString()))
                        .text());

        assertThat(read).isEqualTo(value == 0 ? 0.0 : value);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return values(3);
    }

    private static Arbitrary<JsonNode> values(int levels) {
        var nodes = Json.MAPPER.getNodeFactory();
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                texts(20).map(nodes::stringNode),
                Arbitraries.doubles().map(nodes::numberNode),
                Arbitraries.longs().map(it -> (JsonNode) nodes.numberNode(it)),
                Arbitraries.of("true", "false", "null").map(Json.MAPPER::readTree));
        if (levels == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                values(levels - 1)
                        .list()
                        .ofMaxSize(4)
                        .map(it -> Json.MAPPER.createArrayNode().addAll(it)),
                Arbitraries.maps(texts(5), values(levels - 1))
                        .ofMaxSize(5)
                        .map(it -> Json.MAPPER.createObjectNode().setAll(it)));
    }

    private static Arbitrary<String> texts(int longest) {
        return Arbitraries.strings().ofMaxLength(longest).filter(CanonicalJsonProperties::isWhole);
    }

    private static boolean isWhole(String text) {
        return text.chars().noneMatch(it -> Character.isSurrogate((char) it));
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (value.isArray()) {
            var array = Json.MAPPER.createArrayNode();
            value.forEach(it -> array.add(shuffled(it, random)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        var members = new ArrayList<>(value.properties());
        Collections.shuffle(members, random);
        var object = Json.MAPPER.createObjectNode();
        members.forEach(it -> object.set(it.getKey(), shuffled(it.getValue(), random)));
        return object;
    }
}
