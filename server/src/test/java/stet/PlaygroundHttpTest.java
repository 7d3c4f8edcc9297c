package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaygroundHttpTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private ServerSocket endless;
    private TestServer server;

    /** One event of a stream. */
    private record Event(String name, JsonNode data) {}

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answerWithoutEnd);
        server = new TestServer(
                home,
                Map.of(
                        "STET_SIMULATED",
                        "true",
                        "STET_PROVIDER_ENDLESS_BASE_URL",
                        "http://127.0.0.1:" + endless.getLocalPort() + "/v1"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        endless.close();
    }

    /** A provider that goes on as long as somebody reads. */
    private void answerWithoutEnd() {
        try (Socket socket = endless.accept()) {
            var out = socket.getOutputStream();
            int read = socket.getInputStream().read(new byte[64 * 1024]);
            assertThat(read).isPositive();
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8));
            byte[] event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"on \"}}]}\n\n".getBytes(UTF_8);
            asked.countDown();
            while (true) {
                out.write((Integer.toHexString(event.length) + "\r\n").getBytes(UTF_8));
                out.write(event);
                out.write("\r\n".getBytes(UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            left.countDown();
        }
    }

    private List<Event> run(String body) throws Exception {
        var answer = server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))),
                PROJECT + "/playground/runs",
                server.key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        var events = new ArrayList<Event>();
        for (var block : answer.body().split("\n\n", -1)) {
            String name = null;
            var data = new StringBuilder();
            for (var line : block.split("\n", -1)) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
            if (name != null) {
                events.add(new Event(name, Json.MAPPER.readTree(data.toString())));
            }
        }
        return events;
    }

    private static List<Event> named(List<Event> events, String name, String variant) {
        return events.stream()
                .filter(it -> it.name().equals(name)
                        && it.data().path("variant").asString("").equals(variant))
                .toList();
    }

    @Test
    void variantsAreAskedBesideEachOtherAndRecorded() throws Exception {
        var events = run("""
                {'variables':{'question':'How do I get a refund?'},'variants':[
                  {'content':{'messages':[{'role':'user','content':'{{question}}'}],'model':{'name':'simulated-large'}}},
                  {'id':'b','content':{'text':'{{question}}','model':{'name':'simulated-large','parameters':{'temperature':0}}},
                   'model':{'provider':'simulated-anthropic','name':'simulated-small'}}]}
                """);

        assertThat(events.getLast())
                .isEqualTo(new Event("done", Json.MAPPER.readTree("{\"finished\":2,\"failed\":0}")));
        for (var variant : List.of("1", "b")) {
            var finished = named(events, "finished", variant).getFirst().data();
            var text = new StringBuilder();
            named(events, "delta", variant)
                    .forEach(it -> text.append(it.data().path("text").asString()));
            assertThat(finished.path("text").asString()).isNotBlank().isEqualTo(text.toString());
            assertThat(finished.path("inputTokens").asLong()).isPositive();
            assertThat(finished.path("outputTokens").asLong()).isPositive();
            assertThat(finished.path("durationMs").asDouble()).isPositive();
            assertThat(finished.path("timeToFirstTokenMs").asDouble()).isPositive();
            assertThat(finished.path("costUsd").isNumber()).isEqualTo(variant.equals("1"));

            String traceId = finished.path("traceId").asString();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.get(PROJECT + "/traces/" + traceId).statusCode() == 200);
            var span = server.json(PROJECT + "/traces/" + traceId).at("/spans/0");
            assertThat(span.path("environment").asString()).isEqualTo("playground");
            assertThat(span.path("tags").toString()).isEqualTo("[\"playground\"]");
            assertThat(span.at("/metadata/playground.variant").asString()).isEqualTo(variant);
            assertThat(span.path("costUsd")).isEqualTo(finished.path("costUsd"));
        }
        assertThat(named(events, "started", "b")
                        .getFirst()
                        .data()
                        .path("provider")
                        .asString())
                .isEqualTo("simulated-anthropic");
    }

    @Test
    void toolsAnswerWhatTheyAreSaidToAndTheModelIsAskedAgain() throws Exception {
        String body = """
                {'variants':[{'content':{'messages':[{'role':'user','content':'What about INV-1234?'}],
                   'tools':[{'name':'lookup_invoice','parameters':{'type':'object'}}],'model':{'name':'simulated-large'}}}]REPLIES}
                """;

        var answered = run(body.replace(
                "REPLIES", ",'toolReplies':{'lookup_invoice':{'amount':'12 EUR','period':'May','status':'paid'}}"));
        var open = run(body.replace("REPLIES", ""));

        assertThat(named(answered, "turn", "1")).hasSize(2);
        var first = named(answered, "turn", "1").getFirst().data();
        assertThat(first.at("/toolResults/0/parts/0/result/status").asString()).isEqualTo("paid");
        var finished = named(answered, "finished", "1").getFirst().data();
        assertThat(finished.path("text").asString()).contains("paid");
        assertThat(finished.path("turns").asInt()).isEqualTo(2);
        assertThat(named(open, "finished", "1")
                        .getFirst()
                        .data()
                        .path("openToolCalls")
                        .toString())
                .isEqualTo("[\"lookup_invoice\"]");
    }

    @Test
    void aVariantThatCannotGoOnLeavesTheOthersAlone() throws Exception {
        var events = run("""
                {'variants':[{'content':{'text':'{{a}} {{b}}','model':{'name':'simulated-large'}}},
                             {'content':{'text':'x'}},{'prompt':{'name':'not/there'}},
                             {'content':{'text':'Hi','model':{'name':'simulated-small'}}}]}
                """);

        assertThat(named(events, "failed", "1").getFirst().data().path("detail").asString())
                .isEqualTo("variables are missing: a, b");
        assertThat(named(events, "failed", "2").getFirst().data().path("detail").asString())
                .contains("name one to ask");
        assertThat(named(events, "failed", "3")).hasSize(1);
        assertThat(named(events, "finished", "4")).hasSize(1);
        assertThat(server.ask("POST", PROJECT + "/playground/runs", "{\"variants\":[]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAnswerThatIsNotTheJsonAskedForIsSaidToBeNone() throws Exception {
        var events = run("""
                {'variants':[{'content':{'text':'Hi','response':{'schema':{'type':'object'}},'model':{'name':'simulated-small'}}}]}
                """);

        assertThat(named(events, "finished", "1")
                        .getFirst()
                        .data()
                        .path("structuredProblem")
                        .asString())
                .contains("not the JSON");
    }

    @Test
    void aStoredGenerationIsOpenedAgain() throws Exception {
        var answer = server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"model":"simulated-large","temperature":0.3,"messages":[
                                  {"role":"system","content":"Use {braces} and {{more}}."},{"role":"user","content":"Hi"}],
                                 "tools":[{"type":"function","function":{"name":"t","parameters":{"type":"object"}}}]}
                                """)),
                "/v1/chat/completions",
                server.key);
        String traceId = answer.headers().firstValue("stet-trace-id").orElseThrow();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get(PROJECT + "/traces/" + traceId).statusCode() == 200);
        String spanId = server.json(PROJECT + "/traces/" + traceId)
                .at("/spans/0/spanId")
                .asString();

        var opened = server.json(PROJECT + "/playground/generations/" + traceId + "/" + spanId);

        assertThat(opened.at("/content/messages/0/content").asString()).isEqualTo("Use {{braces}} and {{{{more}}}}.");
        assertThat(opened.at("/content/templateFormat").asString()).isEqualTo("f-string");
        assertThat(opened.at("/content/tools/0/name").asString()).isEqualTo("t");
        assertThat(opened.at("/content/model/parameters/temperature").asDouble())
                .isEqualTo(0.3);
        var run = run("{'variants':[{'content':" + opened.path("content") + "}]}");
        assertThat(named(run, "started", "1")
                        .getFirst()
                        .data()
                        .at("/messages/0/parts/0/text")
                        .asString())
                .isEqualTo("Use {braces} and {{more}}.");
        assertThat(named(run, "finished", "1")).hasSize(1);
    }

    @Test
    void whoLeavesEndsTheProvidersWork() throws Exception {
        String body =
                "{\"variants\":[{\"content\":{\"text\":\"Go on\",\"model\":{\"provider\":\"endless\",\"name\":\"m\"}}}]}";
        try (var socket = new Socket(server.uri("/").getHost(), server.uri("/").getPort())) {
            socket.getOutputStream()
                    .write(("POST " + PROJECT + "/playground/runs HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                                    + server.key
                                    + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(socket.getInputStream().read()).isPositive();
        }

        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
