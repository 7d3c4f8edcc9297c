package stet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on besides chats, and what is refused: which of it is recorded, and how. */
class ErrandsTest {
    @TempDir
    Path home;

    private ScriptedUpstream upstream;
    private GatewayServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        upstream = new ScriptedUpstream();
        server = new GatewayServer(
                home,
                Map.of(
                        "STET_PROVIDER_UP_BASE_URL", upstream.baseUrl(),
                        "STET_PROVIDER_UP_STREAM_USAGE", "false",
                        "STET_PROVIDER_CLAUDE_BASE_URL", upstream.baseUrl(),
                        "STET_PROVIDER_CLAUDE_DIALECT", "anthropic",
                        "STET_GATEWAY_BODY_MIB", "1"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        upstream.close();
    }

    @Test
    void aCompletionOfTheOlderKindIsPassedOnAndRecorded() throws Exception {
        String reply = """
                {"id":"cmpl-1","object":"text_completion","model":"old-1","choices":[{"index":0,"text":" there was","finish_reason":"length"}],
                "usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}""";
        upstream.answersJson(reply);

        var answer = send(
                "POST", "/v1/completions", "{\"model\":\"old-1\",\"prompt\":\"Once upon a time\",\"max_tokens\":2}");

        assertThat(answer.body()).isEqualTo(reply);
        var span = server.span();
        assertThat(span.name()).isEqualTo("text_completion old-1");
        assertThat(String.valueOf(span.input())).contains("Once upon a time");
        assertThat(String.valueOf(span.output())).contains(" there was", "length");
        assertThat(span.generation()).isNotNull();
        assertThat(span.generation().usage().output()).isEqualTo(2);
    }

    @Test
    void aStreamedCompletionOfTheOlderKindIsReadOnItsWay() throws Exception {
        String events = """
                data: {"id":"cmpl-1","model":"old-1","choices":[{"index":0,"text":" there","finish_reason":null}]}

                data: {"id":"cmpl-1","model":"old-1","choices":[{"index":0,"text":" was","finish_reason":"stop"}]}

                data: [DONE]

                """;
        upstream.answersEvents(events);

        var answer = send("POST", "/v1/completions", "{\"model\":\"old-1\",\"prompt\":\"Once\",\"stream\":true}");

        assertThat(answer.body()).isEqualTo(events);
        assertThat(String.valueOf(server.span().output())).contains(" there was");
    }

    @Test
    void aProviderThatMustNotBeAskedForUsageIsNot() throws Exception {
        upstream.answersEvents("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
        String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[]}";

        send("POST", "/v1/chat/completions", body);

        assertThat(upstream.received.getFirst().body()).isEqualTo(body);
    }

    @Test
    void countingTokensIsPassedOnButIsNoCall() throws Exception {
        upstream.answersJson("{\"input_tokens\":14}");

        var answer = send(
                "POST",
                "/v1/messages/count_tokens",
                "{\"model\":\"claude/claude-x\",\"stet\":{\"user\":\"ada\"},\"messages\":[]}");

        assertThat(answer.body()).isEqualTo("{\"input_tokens\":14}");
        assertThat(upstream.received.getFirst().head()).startsWith("POST /v1/messages/count_tokens HTTP/1.1");
        assertThat(upstream.received.getFirst().body()).isEqualTo("{\"model\":\"claude-x\",\"messages\":[]}");
        upstream.answersJson("{}");
        send("POST", "/v1/chat/completions", "{\"model\":\"m\",\"messages\":[]}");
        assertThat(server.span().name()).isEqualTo("chat m");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/responses/resp_68a-1?include=x",
        "DELETE, /v1/responses/resp_68a-1",
        "GET,    /v1/responses/resp_68a-1/input_items?limit=3",
        "POST,   /v1/responses/resp_68a-1/cancel"
    })
    void answersThatTheProviderKeepsAreItsOwnBusiness(String method, String path) throws Exception {
        upstream.answersJson("{\"id\":\"resp_68a-1\"}");

        var answer = send(method, path, "");

        assertThat(answer.body()).isEqualTo("{\"id\":\"resp_68a-1\"}");
        assertThat(upstream.received.getFirst().head()).startsWith(method + " " + path + " HTTP/1.1");
        assertThat(upstream.received.getFirst().head()).doesNotContain(server.key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/responses/..%2fmodels",
                "/v1/responses/a/b",
                "/v1/responses/",
                "/v1/responses/a/input_items/x"
            })
    void noOtherPathIsPassedOn(String path) throws Exception {
        assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(upstream.received).isEmpty();
    }

    @Test
    void theWrongMethodSaysWhichAreRight() throws Exception {
        var answer = send("POST", "/v1/responses/resp_1", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("takes GET or DELETE");
    }

    @Test
    void aCallForAnUnknownProviderIsRecordedWithWhatItAsked() throws Exception {
        var request = request("/v1/chat/completions")
                .header("stet-provider", "nobody")
                .header("stet-session", "s-1")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"model\":\"gpt-5\",\"user\":\"ada\",\"messages\":[{\"role\":\"user\",\"content\":\"Help\"}]}"));

        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        var span = server.span();
        assertThat(answer.headers().firstValue("stet-trace-id")).contains(span.traceId());
        assertThat(span.status().errorKind()).isEqualTo("not_found");
        assertThat(span.status().message()).contains("there is no provider 'nobody'");
        assertThat(span.dimensions().userId()).isEqualTo("ada");
        assertThat(span.dimensions().sessionId()).isEqualTo("s-1");
        assertThat(String.valueOf(span.input())).contains("Help");
        assertThat(span.generation()).isNotNull();
        assertThat(span.generation().provider()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"messages\":[]}", "{\"model\":", "", "[1]", "{\"model\":\"m\",\"stet\":{\"user\":{}}}"})
    void aCallThatCannotBeReadIsRecordedAsAFailure(String body) throws Exception {
        assertThat(send("POST", "/v1/chat/completions", body).statusCode()).isEqualTo(400);

        assertThat(server.span().status().errorKind()).isEqualTo("invalid_request");
    }

    @Test
    void aCallThatIsTooLargeIsRecordedWithoutItsContent() throws Exception {
        String body = "{\"model\":\"m\",\"messages\":[],\"pad\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";

        assertThat(send("POST", "/v1/chat/completions", body).statusCode()).isEqualTo(413);

        assertThat(server.span().status().message()).contains("larger than the limit of 1 MiB");
    }

    @Test
    void nobodysCallsAreNotRecorded() throws Exception {
        var stranger = HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                .header("authorization", "Bearer stet_wrong")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[]}"))
                .build();
        assertThat(client.send(stranger, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);

        upstream.answersJson("{}");
        send("POST", "/v1/chat/completions", "{\"model\":\"mine\",\"messages\":[]}");

        assertThat(server.span().name()).isEqualTo("chat mine");
        assertThat(server.spans).hasSize(1);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return client.send(request(path).method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri(path)).header("authorization", "Bearer " + server.key);
    }
}
