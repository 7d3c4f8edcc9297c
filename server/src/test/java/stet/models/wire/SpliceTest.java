package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

class SpliceTest {
    @Test
    void aBodyWithoutChangesIsTheSameArray() {
        var body = bytes("{\"model\":\"a\",\"stream_options\":{\"include_usage\":true}}");
        var head = (RequestHead) RequestHead.scan(body);

        assertThat(head.splice(body).withoutStet().askForUsage().bytes()).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"stet":{"a":[1,{}]},"x":1.0}       | {"x":1.0}
                    {"x":1.0 , "stet" : {} }            | {"x":1.0  }
                    { "x":1,"stet":null,"y":2}          | { "x":1,"y":2}
                    {"stet":{}}                         | {}
                    {"a":"stet"}                        | {"a":"stet"}
                    """)
    void theStetMemberGoesWithOneComma(String body, String expected) {
        var head = RequestHeadTest.head(body);

        assertThat(new String(head.splice(bytes(body)).withoutStet().bytes(), UTF_8))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"x":1}                                               | {"stream_options":{"include_usage":true},"x":1}
                    {}                                                    | {"stream_options":{"include_usage":true}}
                    {"stet":{}}                                           | {"stream_options":{"include_usage":true}}
                    {"stream_options":null}                               | {"stream_options":{"include_usage":true}}
                    {"stream_options":{}}                                 | {"stream_options":{"include_usage":true}}
                    {"stream_options": { "a" : 1 }}                       | {"stream_options": {"include_usage":true, "a" : 1 }}
                    {"stream_options":{"include_usage" : false,"b":2}}    | {"stream_options":{"include_usage" : true,"b":2}}
                    """)
    void usageIsAskedForWhereverStreamOptionsStand(String body, String expected) {
        var head = RequestHeadTest.head(body);
        var spliced = head.splice(bytes(body)).withoutStet().askForUsage().bytes();

        assertThat(new String(spliced, UTF_8)).isEqualTo(expected);
    }

    @Property
    void splicedBytesParseToTheEditedTreeAndOtherMembersKeepTheirBytes(
            @ForAll("members") List<String> others,
            @ForAll("values") String stetValue,
            @ForAll("newModel") String model,
            @ForAll long seed) {
        var members = new ArrayList<>(others);
        members.add("\"model\" : \"old\\u00e9\"");
        members.add("\"stet\":{\"v\":" + stetValue + "}");
        Collections.shuffle(members, new Random(seed));
        var body = bytes(" {\n" + String.join(" ,\t", members) + "\r\n} ");
        var head = (RequestHead) RequestHead.scan(body);

        var spliced = head.splice(body).model(model).withoutStet().askForUsage().bytes();

        var expected = (ObjectNode) Json.MAPPER.readTree(body);
        expected.put("model", model);
        expected.remove("stet");
        expected.putObject("stream_options").put("include_usage", true);
        assertThat(Json.MAPPER.readTree(spliced)).isEqualTo(expected);
        assertThat(others)
                .allSatisfy(other -> assertThat(new String(spliced, UTF_8)).contains(other));
    }

    @Provide
    Arbitrary<List<String>> members() {
        var name = Arbitraries.of("a", "é", "😀", " ", "-", "stet ", "日本")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
        return name.set()
                .ofMaxSize(6)
                .flatMap(names -> values().list().ofSize(names.size()).map(values -> {
                    var members = new ArrayList<String>();
                    int i = 0;
                    for (var each : names) {
                        members.add("\"" + each + "\" :  " + values.get(i++));
                    }
                    return members;
                }));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "1.0",
                "-0",
                "1E400",
                "null",
                "true",
                "\"\\uD83D\\uDE00 , stet \\\" }\"",
                "\"日本\"",
                "[ 1,2 , {\"stet\":{}} ]",
                "{\"model\":\"x\" ,\"a\":[[]]}",
                "{}");
    }

    @Provide
    Arbitrary<String> newModel() {
        return Arbitraries.of("m", "a \"quoted\" \\ model", "modèle-😀", "x".repeat(300));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
