package stet.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    private static final String REPLY = """
            {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-5-2026-01-01","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello \\uD83D\\uDE00"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4}}, "extra" : 1.0}""";
    private static final String EVENTS = """
            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"}}],"usage":null}

            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}],"usage":null}

            data: {"id":"c1","model":"gpt-5","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: [DONE]

            """;

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
                        "STET_PROVIDER_UP_API_KEY", "provider-secret",
                        "STET_PROVIDER_CLAUDE_BASE_URL", upstream.baseUrl(),
                        "STET_PROVIDER_CLAUDE_API_KEY", "claude-secret",
                        "STET_PROVIDER_CLAUDE_DIALECT", "anthropic",
                        "STET_FIRST_BYTE_SECONDS", "1",
                        "STET_TOTAL_SECONDS", "2",
                        "STET_BODY_SECONDS", "1",
                        "STET_GATEWAY_BODY_MIB", "1"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        upstream.close();
    }

    @Test
    void bytesAreForwardedUnchangedBothWays() throws Exception {
        upstream.answersJson(REPLY);
        String body =
                "{ \"model\" : \"gpt-5\",\n \"messages\":[{\"role\":\"user\",\"content\":\"\\uD83D\\uDE00 ü\"}], \"temperature\":1.0, \"new_field\":null}";

        var answer = post("/v1/chat/completions?api-version=1", body, "openai-organization", "org-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(REPLY);
        assertThat(answer.headers().firstValue("x-request-id")).contains("up-1");
        var received = upstream.received.getFirst();
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.head()).startsWith("POST /v1/chat/completions?api-version=1 HTTP/1.1");
        assertThat(received.header("authorization")).isEqualTo("Bearer provider-secret");
        assertThat(received.header("openai-organization")).isEqualTo("org-1");
        assertThat(received.head()).doesNotContain(server.key);
    }

    @Test
    void aCallBecomesASpanWithItsMessagesAndUsage() throws Exception {
        upstream.answersJson(REPLY);

        var answer = post(
                "/v1/chat/completions",
                "{\"model\":\"gpt-5\",\"user\":\"ada\",\"temperature\":0.2,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "stet-session",
                "s-1",
                "stet-tags",
                "a, b",
                "stet-metadata-plan",
                "team");

        var span = server.span();
        assertThat(answer.headers().firstValue("stet-trace-id")).contains(span.traceId());
        assertThat(answer.headers().firstValue("stet-overhead-ms").map(Double::parseDouble))
                .get()
                .satisfies(it -> assertThat(it).isPositive());
        assertThat(span.name()).isEqualTo("chat gpt-5");
        assertThat(span.dimensions().userId()).isEqualTo("ada");
        assertThat(span.dimensions().sessionId()).isEqualTo("s-1");
        assertThat(span.dimensions().tags()).containsExactly("a", "b");
        assertThat(span.dimensions().metadata()).containsEntry("plan", "team");
        assertThat(span.requestId())
                .isEqualTo(answer.headers().firstValue("stet-request-id").orElseThrow());
        assertThat(String.valueOf(span.input())).contains("\"Hi\"");
        assertThat(String.valueOf(span.output())).contains("Hello 😀");
        var generation = span.generation();
        assertThat(generation).isNotNull();
        assertThat(generation.provider()).isEqualTo("up");
        assertThat(generation.responseModel()).isEqualTo("gpt-5-2026-01-01");
        assertThat(generation.usage().input()).isEqualTo(12);
        assertThat(generation.usage().cacheRead()).isEqualTo(4);
        assertThat(generation.finishReasons()).containsExactly("stop");
        assertThat(String.valueOf(generation.parameters())).contains("0.2");
        assertThat(span.status().failed()).isFalse();
    }

    @Test
    void usageIsAskedForAndItsEventHiddenFromAClientThatDidNotAsk() throws Exception {
        upstream.answersEvents(EVENTS);

        var answer = post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}");

        assertThat(upstream.received.getFirst().body())
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true},\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}");
        assertThat(answer.body()).contains("Hel").contains("[DONE]").doesNotContain("prompt_tokens");
        var span = server.span();
        assertThat(span.generation()).isNotNull();
        assertThat(span.generation().usage().input()).isEqualTo(9);
        assertThat(span.generation().timeToFirstToken()).isPositive();
        assertThat(String.valueOf(span.output())).contains("Hello");
    }

    @Test
    void aClientThatAskedForUsageGetsEveryByte() throws Exception {
        upstream.answersEvents(EVENTS);
        String body =
                "{\"model\":\"gpt-5\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}";

        var answer = post("/v1/chat/completions", body);

        assertThat(answer.body()).isEqualTo(EVENTS);
        assertThat(upstream.received.getFirst().body()).isEqualTo(body);
    }

    @Test
    void eventsAreRelayedOneByOneWithoutWaitingForTheNext() throws Exception {
        var goOn = new CountDownLatch(1);
        upstream.answers((_, out) -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8));
            ScriptedUpstream.chunk(out, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first\"}}]}\n\n");
            assertThat(goOn.await(5, TimeUnit.SECONDS)).isTrue();
            ScriptedUpstream.chunk(out, "data: [DONE]\n\n");
            out.write("0\r\n\r\n".getBytes(UTF_8));
        });

        try (var socket =
                server.send(request("/v1/chat/completions", "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}"))) {
            var read = new StringBuilder();
            while (read.indexOf("first") < 0) {
                read.append((char) socket.getInputStream().read());
            }
            goOn.countDown();
            while (read.indexOf("\r\n0\r\n\r\n") < 0) {
                read.append((char) socket.getInputStream().read());
            }
            assertThat(read.toString()).contains("[DONE]");
        }
    }

    @Test
    void aClientThatLeavesAbortsTheProviderCallEvenWhileItIsSilent() throws Exception {
        upstream.answers((request, _) -> ScriptedUpstream.awaitClose(request.socket()));

        var socket = server.send(request("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}"));
        await().until(() -> !upstream.received.isEmpty());
        socket.close();

        assertThat(upstream.connectionLost.await(500, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(server.span().status().errorKind()).isEqualTo("cancelled");
    }

    @Test
    void aProviderThatBreaksOffItsEventsIsAnErrorToTheClient() throws Exception {
        upstream.answers((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8));
            ScriptedUpstream.chunk(out, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n");
            request.socket().close();
        });

        try (var socket =
                server.send(request("/v1/chat/completions", "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}"))) {
            String all = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(all)
                    .contains("half")
                    .contains("\"error\"")
                    .contains("broke off")
                    .doesNotEndWith("0\r\n\r\n");
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        assertThat(server.span().status().errorKind()).isEqualTo("truncated");
        assertThat(String.valueOf(server.span().output())).contains("half");
    }

    @Test
    void aPlainReplyThatBreaksOffIsNeverACleanEnd() {
        upstream.answers((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{\"id\":"
                    .getBytes(UTF_8));
            out.flush();
            request.socket().close();
        });

        assertThatThrownBy(() -> post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}"))
                .isInstanceOf(IOException.class);
        assertThat(server.span().status().failed()).isTrue();
    }

    @Test
    void aStreamThatEndsWithItsConnectionButWithoutItsEndIsTruncated() throws Exception {
        upstream.answers((request, out) -> {
            out.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n".getBytes(UTF_8));
            out.write("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n".getBytes(UTF_8));
            out.flush();
            request.socket().close();
        });

        try (var socket =
                server.send(request("/v1/chat/completions", "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}"))) {
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotEndWith("0\r\n\r\n");
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        assertThat(server.span().status().errorKind()).isEqualTo("truncated");
    }

    @Test
    void aSilentProviderIsATimeoutInTheEndpointsDialect() throws Exception {
        upstream.answers((request, _) -> ScriptedUpstream.awaitClose(request.socket()));

        var openai = post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}");
        var anthropic = post("/v1/messages", "{\"model\":\"claude-x\",\"max_tokens\":5,\"messages\":[]}");

        assertThat(openai.statusCode()).isEqualTo(504);
        assertThat(openai.body()).startsWith("{\"error\":{\"message\":\"the provider sent nothing for 1 seconds\"");
        assertThat(openai.headers().firstValue("x-request-id")).get().asString().startsWith("req_");
        assertThat(anthropic.statusCode()).isEqualTo(504);
        assertThat(anthropic.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"timeout_error\"");
        assertThat(anthropic.headers().firstValue("request-id"))
                .get()
                .asString()
                .startsWith("req_");
    }

    @Test
    void aCallThatTakesTooLongIsCut() throws Exception {
        upstream.answers((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8));
            ScriptedUpstream.chunk(out, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"slow\"}}]}\n\n");
            ScriptedUpstream.awaitClose(request.socket());
        });

        try (var socket =
                server.send(request("/v1/chat/completions", "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}"))) {
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("longer than the limit of 2 seconds");
        }
        assertThat(server.span().status().errorKind()).isEqualTo("timeout");
    }

    @Test
    void aProvidersOwnErrorReachesTheClientUnchanged() throws Exception {
        upstream.answers((_, out) -> {
            String body =
                    "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\",\"code\":\"rate_limit_exceeded\"}}";
            out.write(
                    ("HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: 7\r\ncontent-length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
        });

        var answer = post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
        assertThat(answer.body()).contains("slow down");
        assertThat(server.span().status().errorKind()).isEqualTo("rate_limited");
    }

    @Test
    void anHtmlPageFromAProviderIsRelayedAndRecordedAsAFailure() throws Exception {
        upstream.answers((_, out) -> ScriptedUpstream.status(out, "502 Bad Gateway", "text/html", "<html>oops</html>"));

        assertThat(post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}")
                        .body())
                .isEqualTo("<html>oops</html>");
        assertThat(server.span().status().errorKind()).isEqualTo("upstream_error");
        assertThat(server.span().status().message()).contains("oops");
    }

    @Test
    void aProviderThatIsDownIsNamedWithItsAddress() throws Exception {
        upstream.close();

        var answer = post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("provider 'up' cannot be reached at " + upstream.baseUrl());
        assertThat(server.span().status().errorKind()).isEqualTo("connection");
    }

    @Test
    void badRequestsAreRefusedInTheDialectBeforeAnyProviderSeesThem() throws Exception {
        assertThat(post("/v1/chat/completions", "").body()).contains("the body is empty");
        assertThat(post("/v1/chat/completions", "{\"model\":").body())
                .contains("line 1")
                .contains("\"type\":\"invalid_request_error\"");
        assertThat(post("/v1/chat/completions", "{\"messages\":[]}").body())
                .contains("'model' is missing")
                .contains("\"param\":\"model\"");
        assertThat(post("/v1/chat/completions", "{\"model\":7}").statusCode()).isEqualTo(400);
        assertThat(post("/v1/chat/completions", "{\"model\":\"m\",\"x\":" + "[".repeat(5000))
                        .body())
                .contains("limit");
        assertThat(post("/v1/messages", "{").body()).startsWith("{\"type\":\"error\"");
        assertThat(post("/v1/chat/completions", "{\"model\":\"m\",\"messages\":\"" + "x".repeat(2_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[]}", "stet-user", "x".repeat(300))
                        .body())
                .contains("300 characters are more than 256");
        assertThat(upstream.received).isEmpty();
    }

    @Test
    void tooManyHeadersAndTooLongAPathAreRefusedWithTheirLimit() throws Exception {
        var headers = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nhost: stet\r\n");
        for (int i = 0; i < 10_000; i++) {
            headers.append("x-header-").append(i).append(": 1\r\n");
        }
        assertThat(answerTo(headers + "\r\n")).startsWith("HTTP/1.1 431").contains("limit of 64 KiB");
        assertThat(answerTo("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nhost: stet\r\n\r\n"))
                .contains(" 414 ")
                .contains("limit of 16 KiB");
        assertThat(answerTo("this is not http\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws Exception {
        byte[] body = "{\"model\":\"gpt-5\",\"messages\":\"?\"}".getBytes(UTF_8);
        body[body.length - 3] = (byte) 0xff;
        var request = HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                .header("authorization", "Bearer " + server.key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();

        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not UTF-8").contains("column");
    }

    @Test
    void aWrongKeyIsRefusedInTheDialectWithoutBeingRepeated() throws Exception {
        var none = client.send(
                HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var wrong = client.send(
                HttpRequest.newBuilder(server.uri("/v1/messages"))
                        .header("x-api-key", "sk-somebody-elses")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("\"type\":\"authentication_error\"").contains("an API key is missing");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).startsWith("{\"type\":\"error\"").doesNotContain("somebody");
        assertThat(upstream.received).isEmpty();
    }

    @Test
    void anUnknownProviderSaysWhichThereAre() throws Exception {
        var answer = post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}", "stet-provider", "nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("there is no provider 'nobody'").contains("there are: up");
    }

    @Test
    void theStetObjectAndAProvidersNameAreTakenOutOfTheBody() throws Exception {
        upstream.answersJson(REPLY);

        post(
                "/v1/chat/completions",
                "{\"model\":\"up/gpt-5\",\"stet\":{\"session\":\"s-9\",\"tags\":[\"x\"]},\"messages\":[]}");

        assertThat(upstream.received.getFirst().body()).isEqualTo("{\"model\":\"gpt-5\",\"messages\":[]}");
        assertThat(server.span().dimensions().sessionId()).isEqualTo("s-9");
    }

    @Test
    void aCallersTraceIsContinued() throws Exception {
        upstream.answersJson(REPLY);
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        post("/v1/chat/completions", "{\"model\":\"gpt-5\",\"messages\":[]}", "traceparent", traceparent);

        assertThat(server.span().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(server.span().parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(upstream.received.getFirst().header("traceparent")).isEqualTo(traceparent);
    }

    @Test
    void aClientsOwnProviderKeyGoesThroughWhenStetsKeyHasAHeaderOfItsOwn() throws Exception {
        upstream.answersJson(REPLY);
        var request = HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                .header("stet-key", server.key)
                .header("authorization", "Bearer the-clients-own")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"gpt-5\",\"messages\":[]}"))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);

        assertThat(upstream.received.getFirst().header("authorization")).isEqualTo("Bearer the-clients-own");
        assertThat(upstream.received.getFirst().head()).doesNotContain(server.key);
    }

    @ParameterizedTest
    @CsvSource({
        "api-version=1&key=%s,            /v1/chat/completions?api-version=1",
        "key=%s&api-version=1&beta=,      /v1/chat/completions?api-version=1&beta=",
        "%%6bey=%s;a=%%20b,               /v1/chat/completions?a=%%20b",
        "key=%s,                          /v1/chat/completions",
        "key=%s&keys=2&100%%25=key,       /v1/chat/completions?keys=2&100%%25=key"
    })
    void stetsKeyAndSessionNeverReachTheProvider(String query, String forwarded) throws Exception {
        upstream.answersJson(REPLY);
        var request = HttpRequest.newBuilder(server.uri("/v1/chat/completions?" + query.formatted(server.key)))
                .header("cookie", "stet_session=secret")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"gpt-5\",\"messages\":[]}"))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);

        assertThat(upstream.received.getFirst().head())
                .startsWith("POST " + forwarded.formatted() + " HTTP/1.1")
                .doesNotContain(server.key, "stet_session");
    }

    @Test
    void aQueryThatCannotBeReadIsRefusedEvenWithoutAKey() throws Exception {
        try (var socket = server.send(
                        "POST /v1/chat/completions?x=%zz HTTP/1.1\r\nhost: stet\r\ncontent-length: 0\r\n\r\n");
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            assertThat(answer.readLine()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void theListOfModelsIsTheProvidersOwn() throws Exception {
        upstream.answersJson("{\"object\":\"list\",\"data\":[{\"id\":\"gpt-5\",\"x\":1.0}]}");
        var request = HttpRequest.newBuilder(server.uri("/v1/models"))
                .header("authorization", "Bearer " + server.key)
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"gpt-5\",\"x\":1.0}]}");
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(path))
                .header("authorization", "Bearer " + server.key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String answerTo(String request) throws IOException {
        try (var socket = server.send(request)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private String request(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer " + server.key
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                + body;
    }
}
