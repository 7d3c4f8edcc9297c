package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Message;
import stet.models.Part.Data;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;
import stet.platform.json.Json;

class ReplyFactsTest {
    @Test
    void aChatReplyIsReadWithItsUsage() {
        var facts = read(Endpoint.CHAT_COMPLETIONS, """
                {"id":"chatcmpl-1","model":"gpt-5-2026","choices":[{"index":0,"finish_reason":"tool_calls","message":
                {"role":"assistant","content":"Hi","refusal":null,"reasoning_content":"Hm",
                 "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}}],
                "usage":{"prompt_tokens":1042,"completion_tokens":73,"total_tokens":1115,
                 "prompt_tokens_details":{"cached_tokens":768},"completion_tokens_details":{"reasoning_tokens":32}}}""");

        assertThat(facts.failure()).isNull();
        assertThat(facts.model()).isEqualTo("gpt-5-2026");
        assertThat(facts.responseId()).isEqualTo("chatcmpl-1");
        assertThat(facts.finishReasons()).containsExactly("tool_calls");
        assertThat(facts.usage()).isEqualTo(new TokenUsage(1042L, 73L, 768L, null, 32L));
        assertThat(facts.output())
                .containsExactly(new Message(
                        "assistant",
                        java.util.List.of(
                                new Reasoning("Hm"),
                                new Text("Hi"),
                                new ToolCall("c", "f", Json.MAPPER.readTree("{}"))),
                        null,
                        "tool_calls"));
    }

    @Test
    void anthropicInputCountsIncludeTheCacheOnceRead() {
        var facts = read(Endpoint.MESSAGES, """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","stop_reason":"end_turn",
                 "content":[{"type":"text","text":"Hi"}],"usage":{"input_tokens":18,"cache_creation_input_tokens":256,
                 "cache_read_input_tokens":768,"output_tokens":73,"output_tokens_details":{"thinking_tokens":9}}}""");

        assertThat(facts.usage()).isEqualTo(new TokenUsage(1042L, 73L, 768L, 256L, 9L));
        assertThat(facts.finishReasons()).containsExactly("end_turn");
    }

    @Test
    void aResponseIsReadFromItsItems() {
        var facts = read(Endpoint.RESPONSES, """
                {"id":"resp_1","model":"gpt-5","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},
                 "output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant",
                 "content":[{"type":"output_text","text":"Hi"},{"type":"refusal","refusal":"No"}]}],
                 "usage":{"input_tokens":5,"output_tokens":7,"input_tokens_details":{"cached_tokens":0}}}""");

        assertThat(facts.finishReasons()).containsExactly("max_output_tokens");
        assertThat(facts.usage()).isEqualTo(new TokenUsage(5L, 7L, 0L, null, null));
        assertThat(facts.output().getFirst().parts()).hasSize(3).contains(new Text("Hi"));
    }

    @Test
    void embeddingVectorsAreCountedNotKept() {
        var floats =
                read(Endpoint.EMBEDDINGS, "{\"data\":[{\"embedding\":[0.1,0.2,0.3]}],\"usage\":{\"prompt_tokens\":4}}");
        assertThat(floats.output())
                .containsExactly(
                        Message.of("assistant", new Data(Json.MAPPER.readTree("{\"embeddings\":1,\"dimensions\":3}"))));
        assertThat(floats.usage().input()).isEqualTo(4);
        assertThat(floats.usage().output()).isNull();

        var base64 = read(Endpoint.EMBEDDINGS, "{\"data\":[{\"embedding\":\"AAAAAAAAAAAAAAAA\"}]}");
        assertThat(base64.output().toString()).contains("\"dimensions\":3");
        assertThat(base64.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void anHtmlPageWithStatus200IsAFailure() {
        var facts = ReplyFacts.read(Endpoint.MESSAGES, 200, "text/html", bytes("<html>Welcome</html>"));

        assertThat(requireNonNull(facts.failure()).kind()).isEqualTo(ErrorKind.UPSTREAM_ERROR);
        assertThat(requireNonNull(facts.failure()).message())
                .contains("text/html")
                .contains("<html>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    429 | {"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}} | RATE_LIMITED
                    429 | {"error":{"message":"pay","type":"insufficient_quota"}}                          | RATE_LIMITED
                    529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}      | OVERLOADED
                    503 | <html>busy</html>                                                                | OVERLOADED
                    401 | {"error":{"message":"bad key","code":"invalid_api_key"}}                         | AUTHENTICATION
                    403 | {"error":{"type":"permission_error","message":"no"}}                             | PERMISSION
                    404 | {"error":{"type":"not_found_error","message":"model: x"}}                        | NOT_FOUND
                    400 | {"error":{"message":"x","code":"context_length_exceeded"}}                       | CONTEXT_LENGTH
                    400 | {"error":{"type":"invalid_request_error","message":"prompt is too long: 3 > 2"}} | CONTEXT_LENGTH
                    400 | {"error":{"message":"x","code":"content_filter"}}                                | CONTENT_FILTER
                    400 | {"error":{"message":"x","type":"invalid_request_error"}}                         | INVALID_REQUEST
                    422 | {"detail":[{"msg":"field required"}]}                                            | INVALID_REQUEST
                    408 | ``                                                                               | TIMEOUT
                    504 | gateway timeout                                                                  | TIMEOUT
                    500 | {"error":{"message":"oops","type":"server_error"}}                               | UPSTREAM_ERROR
                    500 | {"error":"plain words"}                                                          | UPSTREAM_ERROR
                    400 | [{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}]               | INVALID_REQUEST
                    """)
    void anErrorAnswerHasAKind(int status, String body, ErrorKind kind) {
        var facts = ReplyFacts.read(Endpoint.CHAT_COMPLETIONS, status, "application/json", bytes(body));

        assertThat(requireNonNull(facts.failure()).kind()).isEqualTo(kind);
        assertThat(requireNonNull(facts.failure()).message()).isNotBlank();
    }

    @Test
    void ourOwnErrorsReadBackAsTheirKind() {
        for (var kind : new ErrorKind[] {
            ErrorKind.RATE_LIMITED,
            ErrorKind.OVERLOADED,
            ErrorKind.AUTHENTICATION,
            ErrorKind.PERMISSION,
            ErrorKind.NOT_FOUND,
            ErrorKind.INVALID_REQUEST
        }) {
            for (var endpoint : Endpoint.values()) {
                var reader = new StreamReader(endpoint);
                reader.feed(DialectErrors.event(endpoint, kind, "why \"it\"\nfailed", "req_1"));
                var facts = reader.facts(true);
                assertThat(requireNonNull(facts.failure()).kind())
                        .as(endpoint + " " + kind)
                        .isEqualTo(kind);
                assertThat(requireNonNull(facts.failure()).message()).isEqualTo("why \"it\"\nfailed");
            }
        }
        assertThat(new String(DialectErrors.body(Dialect.OPENAI, ErrorKind.INVALID_REQUEST, "no", "model", "r"), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"param\":\"model\","
                        + "\"code\":\"invalid_request\"}}");
        assertThat(new String(DialectErrors.body(Dialect.ANTHROPIC, ErrorKind.OVERLOADED, "no", null, "r"), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"no\"},"
                        + "\"request_id\":\"r\"}");
    }

    private static ReplyFacts read(Endpoint endpoint, String body) {
        return ReplyFacts.read(endpoint, 200, "application/json", bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
