package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stet.models.Endpoint;
import stet.models.Message;
import stet.models.Part.Data;
import stet.models.Part.Media;
import stet.models.Part.Modality;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.platform.json.Json;

class RequestFactsTest {
    @Test
    void aChatRequestIsReadWithItsToolsAndMedia() {
        var facts = RequestFacts.read(Endpoint.CHAT_COMPLETIONS, bytes("""
                {"model":"gpt-5","stream":true,"stream_options":{"include_usage":true},"temperature":0.20,
                 "user":"u1","metadata":{"a":"b","n":1},"tools":[{"type":"function","function":{"name":"f"}}],
                 "stet":{"tags":["x"]},
                 "messages":[
                  {"role":"system","content":"Be kind."},
                  {"role":"user","name":"Ada","content":[{"type":"text","text":"What is this?"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAEC"}},
                    {"type":"image_url","image_url":{"url":"https://x.test/a.png"}},
                    {"type":"new_kind","x":1}]},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"k\\":[1]}"}},
                    {"id":"c2","type":"function","function":{"name":"g","arguments":"{broken"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"42"}]}"""));

        assertThat(facts.model()).isEqualTo("gpt-5");
        assertThat(facts.streaming()).isTrue();
        assertThat(facts.asksForStreamUsage()).isTrue();
        assertThat(facts.userId()).isEqualTo("u1");
        assertThat(facts.metadata()).isEqualTo(Map.of("a", "b", "n", "1"));
        assertThat(facts.tools()).hasSize(1);
        assertThat(requireNonNull(facts.parameters()).toString())
                .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"temperature\":0.20,"
                        + "\"user\":\"u1\",\"metadata\":{\"a\":\"b\",\"n\":1}}");
        assertThat(facts.input())
                .containsExactly(
                        Message.of("system", new Text("Be kind.")),
                        new Message(
                                "user",
                                java.util.List.of(
                                        new Text("What is this?"),
                                        new Media(
                                                Modality.IMAGE,
                                                "image/png",
                                                null,
                                                "sha256:ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc",
                                                3),
                                        new Media(Modality.IMAGE, null, "https://x.test/a.png", null, null),
                                        new Data(Json.MAPPER.readTree("{\"type\":\"new_kind\",\"x\":1}"))),
                                "Ada",
                                null),
                        Message.of(
                                "assistant",
                                new ToolCall("c1", "f", Json.MAPPER.readTree("{\"k\":[1]}")),
                                new ToolCall("c2", "g", Json.MAPPER.valueToTree("{broken"))),
                        Message.of("tool", new ToolResult("c1", null, Json.MAPPER.valueToTree("42"))));
    }

    @Test
    void aResponsesRequestIsReadFromTextOrItems() {
        var text = RequestFacts.read(
                Endpoint.RESPONSES,
                bytes("{\"model\":\"m\",\"instructions\":\"Short.\",\"input\":\"Hi\",\"safety_identifier\":\"s\"}"));
        assertThat(text.input())
                .containsExactly(Message.of("system", new Text("Short.")), Message.of("user", new Text("Hi")));
        assertThat(text.userId()).isEqualTo("s");

        var items = RequestFacts.read(Endpoint.RESPONSES, bytes("""
                {"input":[{"role":"user","content":[{"type":"input_text","text":"Hi"}]},
                 {"type":"reasoning","summary":[{"type":"summary_text","text":"Think"}]},
                 {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
                 {"type":"function_call_output","call_id":"c","output":"ok"},
                 {"type":"item_reference","id":"i"}]}"""));
        assertThat(items.input())
                .containsExactly(
                        Message.of("user", new Text("Hi")),
                        Message.of("assistant", new Reasoning("Think")),
                        Message.of("assistant", new ToolCall("c", "f", Json.MAPPER.readTree("{}"))),
                        Message.of("tool", new ToolResult("c", null, Json.MAPPER.valueToTree("ok"))),
                        Message.of(
                                "assistant",
                                new Data(Json.MAPPER.readTree("{\"type\":\"item_reference\",\"id\":\"i\"}"))));
    }

    @Test
    void anAnthropicRequestIsReadWithSystemAndBlocks() {
        var facts = RequestFacts.read(Endpoint.MESSAGES, bytes("""
                {"model":"claude","max_tokens":10,"system":[{"type":"text","text":"Be kind."}],
                 "metadata":{"user_id":"u9"},"messages":[{"role":"user","content":"Hi"},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"s"},
                   {"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"done"},
                   {"type":"document","source":{"type":"file","file_id":"file_1"}}]}]}"""));

        assertThat(facts.userId()).isEqualTo("u9");
        assertThat(facts.input())
                .containsExactly(
                        Message.of("system", new Text("Be kind.")),
                        Message.of("user", new Text("Hi")),
                        Message.of(
                                "assistant",
                                new Reasoning("Hm"),
                                new ToolCall("t", "f", Json.MAPPER.readTree("{\"a\":1}"))),
                        Message.of(
                                "user",
                                new ToolResult("t", null, Json.MAPPER.valueToTree("done")),
                                new Media(Modality.DOCUMENT, null, null, "file_1", null)));
    }

    @Test
    void embeddingsKeepTheirTexts() {
        var facts = RequestFacts.read(Endpoint.EMBEDDINGS, bytes("{\"model\":\"e\",\"input\":[\"a\",\"b\"]}"));

        assertThat(facts.input()).containsExactly(Message.of("user", new Text("a"), new Text("b")));
    }

    @Test
    void anyShapeIsReadWithoutFailing() {
        for (var body : new String[] {"", "[]", "{\"messages\":7}", "{\"messages\":[1,null,[]],\"tools\":{}}", "{"}) {
            for (var endpoint : Endpoint.values()) {
                assertThat(RequestFacts.read(endpoint, bytes(body)).model()).isNull();
            }
        }
    }

    @Test
    void messagesAreWrittenAsTheContractSays() {
        var message = new Message(
                "assistant",
                java.util.List.of(new Text("Hi"), new Media(Modality.IMAGE, "image/png", null, "sha256:00", 3)),
                null,
                "stop");

        assertThat(Json.MAPPER.writeValueAsString(message))
                .isEqualTo("{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"text\":\"Hi\"},"
                        + "{\"type\":\"media\",\"modality\":\"image\",\"mediaType\":\"image/png\","
                        + "\"reference\":\"sha256:00\",\"bytes\":3}],\"finishReason\":\"stop\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
