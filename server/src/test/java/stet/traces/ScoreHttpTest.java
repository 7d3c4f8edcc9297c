package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.access.AccessFeature;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class ScoreHttpTest {
    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private Records records;
    private AccessFeature access;
    private TraceFeature traces;
    private ServedApi server;
    private String key;

    @BeforeEach
    void start() throws Exception {
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system());
        traces = TraceFeature.create(
                home, 128L * 1024 * 1024, Duration.ofSeconds(20), Refusals.needs(), InstantSource.fixed(NOON));
        var api = new Api();
        traces.declare(api, access.callers());
        server = new ServedApi(api);
        key = access.keys().create(access.callers().server(), "demo", "test").key();
    }

    @AfterEach
    void stop() {
        server.close();
        traces.close();
        access.close();
        records.close();
        client.close();
    }

    @Test
    void scoresAreTakenInShownWithTheirTraceAndFoundByIt() throws Exception {
        var project = access.callers().server().project("demo").id();
        traces.sink()
                .accept(
                        project,
                        List.of(
                                generation("t", "a").span(),
                                generation("other", "a").span()))
                .join();

        var taken = json(200, """
                {"items":[
                  {"id":"one","traceId":"t","name":"helpful","value":0.25,"source":"user","comment":"well"},
                  {"traceId":"t","spanId":"a","name":"refused","value":true,"source":"evaluator","evaluatorVersion":"v2"},
                  {"traceId":"t","name":"verdict","value":"fine","at":"2026-11-23T10:00:00Z"},
                  {"sessionId":"s","name":"note","value":"a few words","type":"text"}]}""");
        json(200, """
                {"items":[{"id":"one","traceId":"t","name":"helpful","value":0.75,"source":"user",
                  "at":"2026-11-23T13:00:00Z"}]}""");

        assertThat(taken.path("ids").valueStream().map(JsonNode::stringValue))
                .hasSize(4)
                .contains("one");
        await().atMost(Duration.ofSeconds(5)).until(() -> traces.lag().records() == 0);
        var scores = get("/traces/t").path("scores");
        assertThat(scores.valueStream().map(it -> it.path("name").stringValue() + "=" + it.path("value")))
                .containsExactly("helpful=0.75", "refused=true", "verdict=\"fine\"");
        assertThat(scores.get(1).path("type").stringValue()).isEqualTo("boolean");
        assertThat(scores.get(1).path("evaluatorVersion").stringValue()).isEqualTo("v2");
        assertThat(scores.get(2).path("source").stringValue()).isEqualTo("code");
        assertThat(found("score[helpful]>=0.75")).containsExactly("t");
        assertThat(found("score[helpful]>0.75")).isEmpty();
        assertThat(found("score[verdict]=fine")).containsExactly("t");
        assertThat(found("not%20score[helpful]")).containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                | items
                    {"items":[]}                                                      | 1 to 1000
                    {"items":[{"traceId":"t","value":1}]}                             | items[0].name
                    {"items":[{"traceId":"t","name":"n"}]}                            | items[0].value
                    {"items":[{"traceId":"t","name":"n","value":{}}]}                 | items[0].value
                    {"items":[{"traceId":"t","name":"n","value":1,"type":"boolean"}]} | items[0].type
                    {"items":[{"traceId":"t","name":"n","value":1,"source":"me"}]}    | reviewer
                    {"items":[{"name":"n","value":1}]}                                | traceId
                    {"items":[{"spanId":"s","name":"n","value":1}]}                   | traceId
                    {"items":[{"traceId":"t","name":"","value":1}]}                   | needs 1 to 128
                    """)
    void whatIsNoScoreIsRefusedWithItsPlace(String body, String says) throws Exception {
        assertThat(json(400, body).toString()).contains(says);
    }

    @Test
    void moreThanAThousandAreRefusedAndAThousandTaken() throws Exception {
        assertThat(json(400, many(1001)).toString()).contains("1 to 1000");
        assertThat(json(200, many(1000)).path("ids")).hasSize(1000);
    }

    @Test
    void scoresAreListedPageByPageAndRemovedOneByOne() throws Exception {
        json(200, """
                {"items":[
                  {"id":"old","traceId":"t","name":"helpful","value":1,"source":"user","at":"2026-11-23T10:00:00Z"},
                  {"id":"new","sessionId":"s 1","name":"helpful","value":2,"source":"user","at":"2026-11-23T11:00:00Z"},
                  {"id":"other","traceId":"t","name":"tone","value":"warm","at":"2026-11-23T12:00:00Z"}]}""");
        await().atMost(Duration.ofSeconds(5)).until(() -> traces.lag().records() == 0);

        var first = get("/scores?name=helpful&limit=1");
        assertThat(ids(first)).containsExactly("new");
        var second = get("/scores?name=helpful&limit=1&cursor="
                + first.path("nextCursor").asString());
        assertThat(ids(second)).containsExactly("old");
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(ids(get("/scores?trace=t"))).containsExactly("other", "old");
        assertThat(ids(get("/scores?session=s%201&source=user"))).containsExactly("new");
        assertThat(ids(get("/scores?from=2026-11-23T10:30:00Z&to=2026-11-23T11:30:00Z")))
                .containsExactly("new");

        assertThat(status("DELETE", "/scores/old")).isEqualTo(204);
        assertThat(status("DELETE", "/scores/old")).isEqualTo(404);
        assertThat(status("GET", "/scores?source=me")).isEqualTo(400);
        assertThat(ids(get("/scores"))).containsExactly("other", "new");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("id").stringValue())
                .toList();
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/projects/demo" + path))
                .header("authorization", "Bearer " + key)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aStrangerMayNotScore() throws Exception {
        assertThat(post(many(1), "stet_wrong").statusCode()).isEqualTo(401);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"traceId\":\"t%d\",\"name\":\"n\",\"value\":%d}".formatted(i, i))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private List<String> found(String where) throws IOException, InterruptedException {
        return get("/traces?where="
                        + where.replace("[", "%5B").replace("]", "%5D").replace(">", "%3E"))
                .path("items")
                .valueStream()
                .map(it -> it.path("traceId").stringValue())
                .toList();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/projects/demo" + path))
                .header("authorization", "Bearer " + key)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private JsonNode json(int status, String body) throws IOException, InterruptedException {
        var answer = post(body, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> post(String body, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/projects/demo/scores"))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
