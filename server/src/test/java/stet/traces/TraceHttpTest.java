package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.ServedAccess;
import stet.platform.http.Api;
import stet.platform.journal.Position;
import stet.platform.json.Json;
import stet.traces.TraceStore.Recorded;
import tools.jackson.databind.JsonNode;

class TraceHttpTest {
    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private ServedAccess server;
    private TraceFeature traces;

    @BeforeEach
    void start() throws Exception {
        server = new ServedAccess(home);
        traces = TraceFeature.create(
                home,
                128L * 1024 * 1024,
                Duration.ofSeconds(20),
                Refusals.needs(),
                InstantSource.fixed(NOON.plusSeconds(3600)));
        var api = new Api();
        traces.declare(api, server.callers());
        server.serve(api, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        server.close();
        traces.close();
        client.close();
    }

    @Test
    void theListIsFilteredPagedAndFollowed() throws Exception {
        keep(IntStream.range(0, 5)
                .mapToObj(i -> generation("t" + i, "s")
                        .at(NOON.plusSeconds(i), 100 * i + 1)
                        .dimensions("u" + i, "s", "e", i % 2 == 0 ? "even" : "odd")
                        .saying("question " + i, "answer")
                        .span())
                .toArray(Span[]::new));

        var first = answer("traces?limit=2");
        assertThat(ids(first)).containsExactly("t4", "t3");
        var second = answer("traces?limit=2&cursor=" + first.path("nextCursor").stringValue());
        assertThat(ids(second)).containsExactly("t2", "t1");
        var newer = answer(
                "traces?after=" + second.path("items").get(0).path("cursor").stringValue());
        assertThat(ids(newer)).containsExactly("t4", "t3");
        assertThat(ids(answer("traces?tag=odd&tag=none"))).containsExactly("t3", "t1");
        assertThat(ids(answer("traces?q=QUESTION%202"))).containsExactly("t2");
        assertThat(ids(answer("traces?minDurationMs=301&status=ok&user=u4"))).containsExactly("t4");
        assertThat(ids(answer("traces?from=2026-11-23T12:00:04Z"))).containsExactly("t4");
        assertThat(ids(answer("traces?maxCostUsd=0.2"))).isEmpty();

        var row = first.path("items").get(0);
        assertThat(row.path("startedAt").stringValue()).isEqualTo("2026-11-23T12:00:04Z");
        assertThat(row.path("durationMs").doubleValue()).isEqualTo(401.0);
        assertThat(row.path("costUsd").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(row.path("status").stringValue()).isEqualTo("ok");
    }

    @Test
    void sessionsEndUsersAndErrorsAreListedAndASessionIsReadInOrder() throws Exception {
        keep(
                generation("t1", "s").dimensions("ada", "a/1 b", "prod").span(),
                generation("t2", "s")
                        .dimensions("ada", "a/1 b", "prod")
                        .at(NOON.plusSeconds(1), 10)
                        .failed("timeout", "no answer in 30 s")
                        .span());

        var session = answer("sessions?sort=-failedCount").path("items").get(0);
        assertThat(session.path("id").stringValue()).isEqualTo("a/1 b");
        assertThat(session.path("traceCount").intValue()).isEqualTo(2);
        assertThat(answer("sessions/a%2F1%20b").path("failedCount").intValue()).isEqualTo(1);
        assertThat(ids(answer("sessions/a%2F1%20b/traces?offset=1"))).containsExactly("t2");
        assertThat(get("sessions/none").statusCode()).isEqualTo(404);
        assertThat(answer("end-users").path("items").get(0).path("sessionCount").intValue())
                .isEqualTo(1);
        assertThat(answer("end-users/ada").path("traceCount").intValue()).isEqualTo(2);
        var error = answer("errors?status=error").path("items").get(0);
        assertThat(error.path("shape").stringValue()).isEqualTo("no answer in <n> s");
        assertThat(error.at("/examples/0/traceId").stringValue()).isEqualTo("t2");
        assertThat(ids(answer("traces?failedKind=timeout&failedShape=no%20answer%20in%20%3Cn%3E%20s")))
                .containsExactly("t2");
        for (String wrong :
                List.of("sessions?sort=size", "errors?cursor=x", "end-users?limit=0", "traces?failedSpans=2")) {
            assertThat(get(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void oneTraceAndOneSpanAreAnsweredWhole() throws Exception {
        keep(
                span("t", "root").saying("hello", "hi").span(),
                generation("t", "call")
                        .under("root")
                        .failed("timeout")
                        .saying("hello", "hi")
                        .span());

        var trace = answer("traces/t");
        var call = answer("traces/t/spans/call");

        assertThat(trace.path("trace").path("spanCount").intValue()).isEqualTo(2);
        assertThat(trace.path("spans").size()).isEqualTo(2);
        assertThat(call.path("kind").stringValue()).isEqualTo("generation");
        assertThat(call.path("parentSpanId").stringValue()).isEqualTo("root");
        assertThat(call.path("errorKind").stringValue()).isEqualTo("timeout");
        assertThat(call.path("usage").path("totalTokens").intValue()).isEqualTo(30);
        assertThat(call.path("timeToFirstTokenMs").doubleValue()).isEqualTo(12.0);
        assertThat(call.path("input").get(0).path("parts").get(0).path("text").stringValue())
                .isEqualTo("hello");
        assertThat(get("traces/none").statusCode()).isEqualTo(404);
        assertThat(get("traces/t/spans/none").statusCode()).isEqualTo(404);
    }

    @Test
    void sumsAreAnswered() throws Exception {
        keep(generation("t", "s").dimensions("ada", "s", "production", "vip").span());

        assertThat(answer("traces/count").path("count").intValue()).isEqualTo(1);
        assertThat(answer("traces/count?status=error").path("count").intValue()).isZero();
        assertThat(answer("traces/facets").path("tags").get(0).path("value").stringValue())
                .isEqualTo("vip");
        var activity = answer("traces/activity?buckets=24");
        assertThat(activity.path("bucketMs").doubleValue()).isEqualTo(3_600_000.0);
        assertThat(activity.path("buckets").size()).isEqualTo(24);
        assertThat(activity.path("buckets").get(23).path("count").intValue()).isEqualTo(1);
    }

    @Test
    void wrongQuestionsAreRefusedByName() throws Exception {
        for (var wrong : List.of(
                "cursor=x",
                "after=%20x",
                "limit=0",
                "limit=501",
                "status=fine",
                "from=yesterday",
                "from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z",
                "minCostUsd=-1",
                "maxDurationMs=NaN",
                "q=" + "x".repeat(1001))) {
            var answer = get("traces?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Json.MAPPER
                            .readTree(answer.body())
                            .path("errors")
                            .get(0)
                            .path("field")
                            .stringValue())
                    .as(wrong)
                    .isNotBlank();
        }
        assertThat(get("traces/activity?buckets=0").statusCode()).isEqualTo(400);
    }

    @Test
    void anotherProjectAndNobodyAreRefused() throws Exception {
        assertThat(send("/api/v1/projects/other/traces", "Bearer " + server.key).statusCode())
                .isEqualTo(404);
        assertThat(send("/api/v1/projects/demo/traces", "Bearer stet_wrong").statusCode())
                .isEqualTo(401);
    }

    private void keep(Span... spans) {
        var project = server.callers().server().project("demo").id();
        traces.store()
                .store(Arrays.stream(spans).map(it -> new Recorded(project, it)).toList(), Position.START);
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(row -> row.path("traceId").stringValue())
                .toList();
    }

    private JsonNode answer(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("/api/v1/projects/demo/" + path, "Bearer " + server.key);
    }

    private HttpResponse<String> send(String path, String authorization) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }
}
