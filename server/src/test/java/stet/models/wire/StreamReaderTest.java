package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Message;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;
import stet.platform.json.Json;

class StreamReaderTest {
    static final String CHAT = """
            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"content":"Hel"}}]}

            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"content":"lo é"}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t0","type":"function","function":{"name":"f","arguments":""}}]}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"t1","function":{"name":"g","arguments":"{}"}}]}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\""}}]}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}}]}

            data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"id":"c1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":2}}}

            data: [DONE]

            """;
    static final String MESSAGES = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m1","role":"assistant","model":"claude","usage":{"input_tokens":18,"cache_read_input_tokens":768,"cache_creation_input_tokens":256,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: ping
            data: {"type":"ping"}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi"}}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":1}"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":73}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    static final String RESPONSES = """
            event: response.created
            data: {"type":"response.created","response":{"id":"r1","model":"gpt-5","output":[]}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":0,"item":{"type":"message","role":"assistant","content":[]}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","output_index":0,"delta":"Hel"}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","output_index":0,"delta":"lo"}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"r1","model":"gpt-5","status":"completed","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hello"}]}],"usage":{"input_tokens":3,"output_tokens":2,"output_tokens_details":{"reasoning_tokens":1}}}}

            """;

    @Test
    void aChatStreamIsPutTogether() {
        var facts = whole(Endpoint.CHAT_COMPLETIONS, CHAT).facts(true);

        assertThat(facts.failure()).isNull();
        assertThat(facts.model()).isEqualTo("gpt-5");
        assertThat(facts.responseId()).isEqualTo("c1");
        assertThat(facts.usage()).isEqualTo(new TokenUsage(9L, 4L, 2L, null, null));
        assertThat(facts.output())
                .containsExactly(new Message(
                        "assistant",
                        List.of(
                                new Text("Hello é"),
                                new ToolCall("t0", "f", Json.MAPPER.readTree("{\"a\":1}")),
                                new ToolCall("t1", "g", Json.MAPPER.readTree("{}"))),
                        null,
                        "tool_calls"));
    }

    @Test
    void theFirstContentAndTheUsageChunkAreTold() {
        var events = new StreamReader(Endpoint.CHAT_COMPLETIONS).feed(CHAT.getBytes(UTF_8));

        assertThat(events.stream().map(StreamEvent::firstContent))
                .containsExactly(false, true, false, false, false, false, false, false, false, false);
        assertThat(events.stream().map(StreamEvent::usageOnly))
                .containsExactly(false, false, false, false, false, false, false, false, true, false);
    }

    @Test
    void aChunkOfPromptFiltersIsNoUsageChunk() {
        var events = new StreamReader(Endpoint.CHAT_COMPLETIONS)
                .feed("data: {\"choices\":[],\"prompt_filter_results\":[],\"usage\":null}\n\n".getBytes(UTF_8));

        assertThat(events.getFirst().usageOnly()).isFalse();
    }

    @Test
    void anAnthropicStreamIsPutTogether() {
        var facts = whole(Endpoint.MESSAGES, MESSAGES).facts(true);

        assertThat(facts.usage()).isEqualTo(new TokenUsage(1042L, 73L, 768L, 256L, null));
        assertThat(facts.finishReasons()).containsExactly("tool_use");
        assertThat(facts.output().getFirst().parts())
                .containsExactly(
                        new Reasoning("Hm"), new Text("Hi"), new ToolCall("t", "f", Json.MAPPER.readTree("{\"a\":1}")));
    }

    @Test
    void aResponsesStreamEndsWithTheWhole() {
        var facts = whole(Endpoint.RESPONSES, RESPONSES).facts(true);

        assertThat(facts.usage()).isEqualTo(new TokenUsage(3L, 2L, null, null, 1L));
        assertThat(facts.output().getFirst().text()).isEqualTo("Hello");
        assertThat(facts.failure()).isNull();
    }

    @Test
    void aStreamThatBreaksOffKeepsWhatCameAndSaysSo() {
        for (var cut : List.of(
                new Cut(Endpoint.CHAT_COMPLETIONS, CHAT, "lo é", "Hello é"),
                new Cut(Endpoint.MESSAGES, MESSAGES, "\"text\":\"Hi\"", "Hi"),
                new Cut(Endpoint.RESPONSES, RESPONSES, "\"delta\":\"lo\"", "Hello"))) {
            int end = cut.stream.indexOf("\n\n", cut.stream.indexOf(cut.after)) + 2;
            var reader = whole(cut.endpoint, cut.stream.substring(0, end) + "data: {\"ty");

            assertThat(reader.complete(true)).isFalse();
            assertThat(reader.complete(false)).isFalse();
            assertThat(requireNonNull(reader.facts(true).failure()).kind()).isEqualTo(ErrorKind.TRUNCATED);
            assertThat(reader.facts(true).output().getFirst().text()).isEqualTo(cut.text);
            assertThat(reader.facts(true).model()).isNotBlank();
        }
    }

    @Test
    void aFinishedChatWithoutDoneIsWholeOnlyIfTheConnectionEndedCleanly() {
        var reader = whole(Endpoint.CHAT_COMPLETIONS, CHAT.substring(0, CHAT.indexOf("data: [DONE]")));

        assertThat(reader.ended()).isFalse();
        assertThat(reader.complete(true)).isTrue();
        assertThat(reader.complete(false)).isFalse();
        assertThat(requireNonNull(reader.facts(false).failure()).kind()).isEqualTo(ErrorKind.TRUNCATED);
    }

    @Test
    void anErrorInsideAStreamEndsIt() {
        var reader = whole(
                Endpoint.MESSAGES,
                MESSAGES.substring(0, MESSAGES.indexOf("event: message_delta"))
                        + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n");

        assertThat(reader.ended()).isTrue();
        assertThat(requireNonNull(reader.facts(true).failure()).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(reader.facts(true).output()).hasSize(1);
    }

    @Property(tries = 200)
    void anyChunkingGivesTheSameFacts(@ForAll long seed) {
        Stream.of(
                        new Cut(Endpoint.CHAT_COMPLETIONS, CHAT, "", ""),
                        new Cut(Endpoint.MESSAGES, MESSAGES.replace("\n", "\r\n"), "", ""),
                        new Cut(Endpoint.RESPONSES, RESPONSES.replace('\n', '\r'), "", ""))
                .forEach(each -> {
                    var reader = new StreamReader(each.endpoint);
                    int first = 0;
                    for (var chunk : SseSplitterTest.chunks(each.stream.getBytes(UTF_8), new Random(seed))) {
                        for (var event : reader.feed(chunk)) {
                            first += event.firstContent() ? 1 : 0;
                        }
                    }
                    reader.finish();
                    assertThat(first).isEqualTo(1);
                    assertThat(reader.facts(true))
                            .isEqualTo(whole(each.endpoint, each.stream).facts(true));
                });
    }

    @Test
    void contentBeyondTheLimitIsDroppedAndSaidSo() {
        var reader = new StreamReader(Endpoint.CHAT_COMPLETIONS);
        var chunk = ("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(1024 * 1024)
                        + "\"}}]}\n\n")
                .getBytes(UTF_8);
        for (int i = 0; i < 12; i++) {
            assertThat(reader.feed(chunk)).hasSize(1);
        }

        assertThat(reader.facts(true).truncated()).isTrue();
        assertThat(reader.facts(true).output().getFirst().text()).hasSize(StreamReader.MAX_CONTENT);
    }

    private record Cut(Endpoint endpoint, String stream, String after, String text) {}

    private static StreamReader whole(Endpoint endpoint, String stream) {
        var reader = new StreamReader(endpoint);
        reader.feed(stream.getBytes(UTF_8));
        reader.finish();
        return reader;
    }
}
