package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.KeyRole;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What PromptLayer's clients trace and log, and how it is found again. */
class PromptLayerTracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode posted(int status, String path, String body) throws Exception {
        var answer = server.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private static JsonNode got(String path) throws Exception {
        return Json.MAPPER.readTree(
                server.send(HttpRequest.newBuilder().GET(), path, server.key).body());
    }

    private static JsonNode trace(String id, int spans) {
        return await().atMost(PATIENCE)
                .until(
                        () -> server.json("/api/v1/projects/demo/traces/" + id),
                        it -> it.path("spans").size() >= spans);
    }

    private static JsonNode counted(String where) throws Exception {
        return server.json("/api/v1/projects/demo/traces/count?where=" + where);
    }

    private static JsonNode logged(String tag, String user, String prompt) throws Exception {
        return posted(201, "/log-request", """
                {"provider":"openai","model":"gpt-4o-mini","tags":["%s"],"metadata":{"user_id":"%s","plan":"pro"},"prompt_name":"%s",
                 "prompt_version_number":2,"input":{"type":"chat","messages":[{"role":"user","content":[{"type":"text","text":"May I have a refund?"}]}]},
                 "output":{"type":"chat","messages":[{"role":"assistant","content":[{"type":"text","text":"Within 30 days."}]}]},
                 "request_start_time":%d,"request_end_time":%d,"input_tokens":7,"output_tokens":5,"price":0.25,"score":80,"score_name":"tone"}""".formatted(
                        tag, user, prompt, System.currentTimeMillis() - 2000, System.currentTimeMillis()));
    }

    private static JsonNode found(String filters) throws Exception {
        return posted(
                200,
                "/api/public/v2/requests/search",
                "{\"filter_group\":{\"logic\":\"AND\",\"filters\":" + filters + "},\"include_prompt_name\":true}");
    }

    @Test
    void itsClientTracesFunctionsAndRunsWithoutKeysInThem() throws Exception {
        var access = server.stet.wiring().access;
        String developer = access.keys()
                .create(access.callers().server(), "demo", "developer", KeyRole.DEVELOPER)
                .key();

        var did = NpmClient.installed("compat/promptlayer").run("traces.cjs", server, developer);

        assertThat(did.path("words").asString()).isNotEmpty();
        assertThat(did.path("tracked").asBoolean()).isTrue();
        assertThat(did.path("said").toString())
                .isEqualTo("[[\"You answer for ACME.\",\"Why {not}?\"],[\"You answer for Other.\",\"Why {not}?\"]]");
        var looked = await().atMost(PATIENCE)
                .until(
                        () -> server.json("/api/v1/projects/demo/traces?where=name%20%3D%20%22look%20up%22")
                                .path("items")
                                .path(0),
                        it -> !it.isMissingNode());
        var span = trace(looked.path("traceId").asString(), 1).path("spans").path(0);
        assertThat(span.path("input").toString()).isEqualTo("[{\"id\":\"o-1\"}]");
        assertThat(span.path("output").path("state").asString()).isEqualTo("paid");
        assertThat(span.path("scope").asString()).isEqualTo("promptlayer");
        var failed = await().atMost(PATIENCE)
                .until(
                        () -> server.json("/api/v1/projects/demo/traces?where=name%20%3D%20fails")
                                .path("items")
                                .path(0),
                        it -> !it.isMissingNode());
        assertThat(failed.path("status").asString()).isEqualTo("error");

        var run = await().atMost(PATIENCE)
                .until(
                        () -> server.json("/api/v1/projects/demo/traces?where=name%20%3D%20%22PromptLayer%20Run%22")
                                .path("items")
                                .path(0),
                        it -> !it.isMissingNode());
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = got("/api/public/v2/traces/" + run.path("traceId").asString());
            assertThat(seen.path("success").asBoolean()).as(seen.toString()).isTrue();
            assertThat(seen.path("spans").path(0).path("request_log_id")).isEqualTo(did.path("run"));
        });
    }

    @Test
    void aCallThatIsLoggedTracedAndRecordedCountsOnce() throws Exception {
        posted(200, "/track-request", """
                {"provider_type":"openai","function_name":"openai.chat.completions.create","span_id":"00f067aa0ba902b7",
                 "kwargs":{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hi"}]},"tags":["once"],
                 "request_start_time":"2026-11-23T10:00:00","request_end_time":"2026-11-23T10:00:01","metadata":{"user_id":"once"},
                 "request_response":{"id":"chatcmpl-once","object":"chat.completion","model":"gpt-4o-mini",
                   "choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
                   "usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}}""");
        var alone = await().atMost(PATIENCE)
                .until(
                        () -> counted("user%20%3D%20once"),
                        it -> it.path("count").asInt() == 1);
        assertThat(alone.path("inputTokens").asInt()).isEqualTo(11);
        assertThat(alone.path("costUsd").asDouble()).isPositive();

        posted(200, "/v1/traces", """
                {"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{"name":"@opentelemetry/instrumentation-openai"},"spans":[
                  {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","name":"chat gpt-4o-mini","kind":3,
                   "startTimeUnixNano":"1795428000000000000","endTimeUnixNano":"1795428001000000000","status":{},"attributes":[
                   {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.system","value":{"stringValue":"openai"}},
                   {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o-mini"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":11}},
                   {"key":"gen_ai.usage.output_tokens","value":{"intValue":3}},{"key":"user.id","value":{"stringValue":"once"}},
                   {"key":"node_type","value":{"stringValue":"LLM_CALL"}},{"key":"promptlayer.request_log.managed","value":{"boolValue":true}},
                   {"key":"promptlayer.request_log.span_id","value":{"stringValue":"00f067aa0ba902b7"}}]}]}]}]}""");

        var both = await().atMost(PATIENCE)
                .until(
                        () -> counted("user%20%3D%20once"),
                        it -> it.path("count").asInt() == 2);
        assertThat(both.path("inputTokens").asInt()).isEqualTo(11);
        assertThat(both.path("outputTokens").asInt()).isEqualTo(3);
        assertThat(both.path("costUsd").decimalValue())
                .isEqualByComparingTo(alone.path("costUsd").decimalValue());
        var span = trace("4bf92f3577b34da6a3ce929d0e0e4736", 1).path("spans").path(0);
        assertThat(span.path("kind").asString()).isEqualTo("chain");
    }

    @Test
    void spansInBulkAreTakenInEachByItself() throws Exception {
        String answer = posted(201, "/spans-bulk", """
                {"spans":[
                 {"name":"outer","context":{"trace_id":"11111111111111111111111111111111","span_id":"2222222222222222","trace_state":""},
                  "kind":"SpanKind.SERVER","parent_id":null,"start_time":1795428000000000000,"end_time":"1795428002000000000",
                  "status":{"status_code":"StatusCode.ERROR","description":"too late"},
                  "attributes":{"function_input":"{\\"kwargs\\":{\\"model\\":\\"m\\",\\"apiKey\\":\\"sk-secret-2\\"}}","promptlayer.metadata.plan":"pro"},
                  "resource":{"attributes":{"service.name":"prompt-layer-js"},"schema_url":""}},
                 {"name":"call","context":{"trace_id":"11111111111111111111111111111111","span_id":"3333333333333333"},"kind":"SpanKind.CLIENT",
                  "parent_id":"2222222222222222","start_time":"1795428000500000000","end_time":"1795428001000000000","status":{"status_code":"StatusCode.OK"},
                  "attributes":{},"resource":{},"log_request":{"provider":"openai","model":"gpt-4o-mini","input":{"type":"chat","messages":[]},
                    "output":{"type":"chat","messages":[{"role":"assistant","content":[{"type":"text","text":"ok"}]}]},
                    "request_start_time":1795428000.5,"request_end_time":1795428001,"input_tokens":4,"output_tokens":2}},
                 {"name":"broken","context":{"trace_id":"xyz","span_id":"4444444444444444"},"start_time":"1","end_time":"2"}]}""").toString();

        var taken = Json.MAPPER.readTree(answer);
        assertThat(taken.path("spans").size()).isEqualTo(2);
        assertThat(taken.path("request_logs").path(0).path("span_id").asString())
                .isEqualTo("3333333333333333");
        assertThat(taken.path("rejected_span_ids").toString()).isEqualTo("[\"4444444444444444\"]");
        assertThat(taken.path("errors").path(0).path("message").asString())
                .contains("'context.trace_id' needs 32 hex digits");

        var whole = trace("11111111111111111111111111111111", 2);
        var outer = whole.path("spans").path(0);
        assertThat(outer.path("status").asString()).isEqualTo("error");
        assertThat(outer.path("errorMessage").asString()).isEqualTo("too late");
        assertThat(outer.path("metadata").path("plan").asString()).isEqualTo("pro");
        assertThat(whole.toString()).doesNotContain("sk-secret");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = got("/api/public/v2/traces/11111111111111111111111111111111")
                    .path("spans");
            assertThat(seen.path(1).path("parent_id").asString()).isEqualTo("2222222222222222");
            assertThat(seen.path(1).path("request_log_id"))
                    .isEqualTo(taken.path("request_logs").path(0).path("id"));
        });
        assertThat(posted(200, "/api/public/v2/traces/11111111111111111111111111111111/close", "{}")
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(posted(404, "/api/public/v2/traces/none/close", "{}")
                        .path("message")
                        .asString())
                .contains("there is no trace 'none'");
        assertThat(posted(400, "/spans-bulk", "{\"spans\":7}").path("message").asString())
                .startsWith("spans: a list of at most 5000 spans is expected");
    }

    @Test
    void aLoggedRequestIsFetchedByItsNumber() throws Exception {
        long number = logged("fetched", "ada", "billing").path("request_id").asLong();

        var request = await().atMost(PATIENCE)
                .until(
                        () -> got("/api/public/v2/requests/" + number),
                        it -> it.path("success").asBoolean());

        assertThat(request.path("request_id").asLong()).isEqualTo(number);
        assertThat(request.path("model").asString()).isEqualTo("gpt-4o-mini");
        assertThat(request.path("tokens").asInt()).isEqualTo(12);
        assertThat(request.path("price").asDouble()).isEqualTo(0.25);
        assertThat(request.path("latency_ms").asDouble()).isBetween(1900.0, 2100.0);
        var messages = request.path("prompt_blueprint").path("prompt_template").path("messages");
        assertThat(messages.path(0).path("content").path(0).path("text").asString())
                .isEqualTo("May I have a refund?");
        assertThat(messages.path(1).path("role").asString()).isEqualTo("assistant");
        assertThat(got("/api/public/v2/traces/" + request.path("trace_id").asString())
                        .path("spans")
                        .path(0)
                        .path("request_log_id")
                        .asLong())
                .isEqualTo(number);
        assertThat(got("/api/public/v2/requests/12").path("message").asString()).contains("there is no request '12'");
        assertThat(got("/api/public/v2/requests/x").path("message").asString())
                .contains("is not the number of a request");
    }

    @Test
    void requestsAreSearchedByPromptLayersFilters() throws Exception {
        long number = logged("sought", "bob", "search/me").path("id").asLong();
        await().atMost(PATIENCE)
                .until(() -> counted("tag%20%3D%20sought").path("count").asInt() == 1);

        String sought = "[{\"field\":\"tags\",\"operator\":\"in\",\"value\":[\"sought\"]}]";
        await().atMost(PATIENCE)
                .until(() -> found(sought).at("/items/0/scores/tone").isNumber());
        var page = found(sought);

        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.path("has_next").asBoolean()).isFalse();
        var item = page.path("items").path(0);
        assertThat(item.path("id").asLong()).isEqualTo(number);
        assertThat(item.path("engine").asString()).isEqualTo("gpt-4o-mini");
        assertThat(item.path("price").asDouble()).isEqualTo(0.25);
        assertThat(item.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(item.path("metadata").path("plan").asString()).isEqualTo("pro");
        assertThat(item.path("scores").path("tone").asInt()).isEqualTo(80);
        assertThat(item.path("prompt_name").asString()).isEqualTo("search/me");
        String tagged = "{\"field\":\"tags\",\"operator\":\"is\",\"value\":\"sought\"}";
        for (String more : new String[] {
            "{\"field\":\"engine\",\"operator\":\"is\",\"value\":\"gpt-4o-mini\"}",
            "{\"field\":\"provider_type\",\"operator\":\"is_not_empty\"}",
            "{\"field\":\"input_tokens\",\"operator\":\"between\",\"value\":[7,8]}",
            "{\"field\":\"cost\",\"operator\":\"gt\",\"value\":0.2}",
            "{\"field\":\"latency_ms\",\"operator\":\"gte\",\"value\":\"1500\"}",
            "{\"field\":\"output_text\",\"operator\":\"contains\",\"value\":\"30 days\"}",
            "{\"field\":\"metadata\",\"operator\":\"key_equals\",\"nested_key\":\"plan\",\"value\":\"pro\"}",
            "{\"field\":\"metadata_keys\",\"operator\":\"contains\",\"value\":\"plan\"}",
            "{\"field\":\"status\",\"operator\":\"is_not\",\"value\":\"ERROR\"}",
            "{\"field\":\"prompt_version_number\",\"operator\":\"eq\",\"value\":2}",
            "{\"field\":\"request_start_time\",\"operator\":\"after\",\"value\":\"2020-01-01T00:00:00Z\"}",
            "{\"logic\":\"OR\",\"filters\":[{\"field\":\"engine\",\"operator\":\"is\",\"value\":\"none\"},"
                    + "{\"field\":\"prompt\",\"operator\":\"is\",\"value\":\"search/me\"}]}"
        }) {
            assertThat(found("[" + tagged + "," + more + "]").path("total").asInt())
                    .as(more)
                    .isEqualTo(1);
        }
        assertThat(found("[" + tagged + ",{\"field\":\"engine\",\"operator\":\"is_not\",\"value\":\"gpt-4o-mini\"}]")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(got("/api/public/v2/requests/suggestions?field=prompt&prefix=SEARCH")
                        .path("values")
                        .toString())
                .isEqualTo("[\"search/me\"]");
    }

    @Test
    void whatCannotBeSearchedByIsRefusedByItsName() throws Exception {
        String path = "/api/public/v2/requests/search";
        String group = "{\"filter_group\":{\"filters\":[{\"field\":\"%s\",\"operator\":\"%s\",\"value\":\"x\"}]}}";

        assertThat(posted(400, path, group.formatted("user_intent", "is"))
                        .path("message")
                        .asString())
                .contains("'user_intent' cannot be searched by here");
        assertThat(posted(400, path, group.formatted("engine", "starts_with"))
                        .path("message")
                        .asString())
                .contains("'engine' cannot be searched by with the operator 'starts_with'");
        assertThat(posted(400, path, group.formatted("cost", "gt"))
                        .path("message")
                        .asString())
                .contains("'cost' gt: a number is expected");
        assertThat(posted(400, path, "{\"sort_by\":\"cost\"}").path("message").asString())
                .startsWith("sort_by: 'cost' is not sorted by here");
        assertThat(posted(400, path, "{\"per_page\":26}").path("message").asString())
                .startsWith("per_page: a whole number from 1 to 25");
        String deep = "{\"filters\":[".repeat(30) + "]}".repeat(30);
        assertThat(posted(400, path, "{\"filter_group\":" + deep + "}")
                        .path("message")
                        .asString())
                .contains("is nested more than 20 deep");
        assertThat(got("/api/public/v2/requests/suggestions?field=output_keys")
                        .path("message")
                        .asString())
                .contains("'output_keys' has no suggestions here");
    }
}
