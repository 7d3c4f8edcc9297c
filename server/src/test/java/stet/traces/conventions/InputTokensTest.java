package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class InputTokensTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final Conventions conventions = new Conventions((_, _, _, _) -> Span.Cost.unknown("no price"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anything                              | anthropic |   18 |      |  786 | false
            @traceloop/instrumentation-anthropic  | anthropic | 1018 | 1091 | 1786 | false
            com.anthropic.sdk.typescript          | anthropic | 1042 |      | 1042 | false
            anything                              | anthropic | 1018 | 1859 | 1786 | false
            anything                              | openai    | 1042 | 1115 | 1042 | false
            anything                              | anthropic | 1042 | 1115 | 1042 | true
            """)
    void cachedTokensAreCountedInOnceAndAGuessIsFlagged(
            String scope, String provider, long said, Long total, long counted, boolean guessed) {
        var nodes = JsonNodeFactory.instance;
        var attributes = new LinkedHashMap<String, JsonNode>();
        attributes.put("gen_ai.operation.name", nodes.stringNode("chat"));
        attributes.put("gen_ai.provider.name", nodes.stringNode(provider));
        attributes.put("gen_ai.usage.input_tokens", nodes.numberNode(said));
        attributes.put("gen_ai.usage.output_tokens", nodes.numberNode(73));
        attributes.put("gen_ai.usage.cache_read.input_tokens", nodes.numberNode(768));
        if (total != null) {
            attributes.put("gen_ai.usage.total_tokens", nodes.numberNode(total));
        }

        var span = conventions.read(new Reported(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                "chat",
                Reported.Role.CLIENT,
                AT,
                AT.plusSeconds(1),
                Reported.Outcome.UNSET,
                null,
                attributes,
                List.of(),
                new Reported.Origin(Map.of(), scope, null, Map.of()),
                Map.of(),
                false));

        assertThat(Recorded.generation(span).usage().input()).isEqualTo(counted);
        assertThat(Objects.requireNonNull(span.attributes()).has("stet.usage")).isEqualTo(guessed);
    }
}
