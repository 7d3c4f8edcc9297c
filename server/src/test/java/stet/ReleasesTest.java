package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Releases and deployments of a whole server, over HTTP. */
class ReleasesTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String BOT = PROJECT + "/apps/billing-bot";
    private static final String PRODUCTION = BOT + "/environments/production";

    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReleasePinsByNumberAndDigestWhatItNames() throws Exception {
        prompt("tone", "{\"type\":\"text\",\"text\":\"Be kind.\"}");
        prompt("greeting", greeting("Hello {{name}}. {{> tone}}"));

        var made =
                ok("POST", BOT + "/releases", "{\"manifest\":" + manifest("greeting") + ",\"message\":\"first\"}", 201);

        assertThat(made.path("outcome").asString()).isEqualTo("saved");
        var manifest = made.path("release").path("manifest");
        var pin = manifest.path("steps").path("answer").path("prompt");
        assertThat(pin.path("version").asInt()).isEqualTo(1);
        assertThat(pin.path("digest").asString()).startsWith("sha256:");
        assertThat(manifest.path("steps")
                        .path("answer")
                        .path("model")
                        .path("name")
                        .asString())
                .isEqualTo("simulated-small");
        assertThat(manifest.path("includes").path(0).path("name").asString()).isEqualTo("tone");
        assertThat(manifest.path("includes").path(0).path("references").path(0).asString())
                .isEqualTo("latest");

        var again = ok("POST", BOT + "/releases", "{\"manifest\":" + manifest("greeting") + "}", 200);
        assertThat(again.path("outcome").asString()).isEqualTo("unchanged");
        assertThat(ok("GET", BOT + "/releases", "", 200).path("items").size()).isEqualTo(1);
        assertThat(ok("GET", BOT + "/releases/latest", "", 200).path("message").asString())
                .isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | content.steps
            {"steps":{"answer":{"prompt":"nothing@3"}}}                     | content.steps.answer.prompt
            {"steps":{"answer":{"promt":"greeting"}}}                       | content.steps.answer.promt
            {"steps":{"a b":{"prompt":"greeting"}}}                         | content.steps.a b
            {"steps":{"answer":{"prompt":{"name":"greeting","version":1,"digest":"sha256:0"}}}} | content.steps.answer.prompt.digest
            {"steps":{"answer":{"model":{"name":"m","parameters":{"stream":true}}}}} | content.steps.answer.model.parameters.stream
            {"steps":{"answer":{"model":{"name":"m"},"retrieval":{"topK":0}}}} | content.steps.answer.retrieval.topK
            {"steps":{"answer":{"model":{"name":"m"}}},"metadata":7}        | content.metadata
            """)
    void whatDoesNotResolveIsRefusedByName(String manifest, String field) throws Exception {
        prompt("greeting", greeting("Hello"));

        var refused = ok("POST", BOT + "/releases", "{\"manifest\":" + manifest + "}", 400);

        assertThat(refused.path("errors").path(0).path("field").asString())
                .as(refused.toString())
                .isEqualTo(field);
    }

    @Test
    void twoReleasesAreComparedPartByPart() throws Exception {
        prompt("tone", "{\"type\":\"text\",\"text\":\"Be kind.\"}");
        prompt("greeting", greeting("Hello {{name}}. {{> tone}}"));
        String retrieval =
                "{\"steps\":{\"answer\":{\"prompt\":\"greeting\",\"retrieval\":{\"index\":\"help\",\"topK\":4}}}}";
        ok("POST", BOT + "/releases", "{\"manifest\":" + retrieval + "}", 201);
        prompt("greeting", greeting("Hi {{name}}. {{> tone}}"));
        ok("POST", BOT + "/releases", "{\"manifest\":" + retrieval.replace("4", "8") + "}", 201);

        var diff = ok("GET", BOT + "/diff?from=1", "", 200);

        assertThat(diff.path("parts").valueStream().map(it -> it.path("path").asString()))
                .containsExactly("steps.answer.prompt", "steps.answer.retrieval.topK");
        assertThat(diff.path("parts")
                        .path(0)
                        .path("changes")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("/messages/0/content");
        assertThat(diff.path("parts")
                        .path(0)
                        .path("changes")
                        .path(0)
                        .path("text")
                        .toString())
                .contains("Hello", "Hi");
        assertThat(diff.path("parts").path(1).path("before").asInt()).isEqualTo(4);
        assertThat(diff.path("parts").path(1).path("after").asInt()).isEqualTo(8);
        assertThat(ok("GET", BOT + "/diff?from=2&to=2", "", 200).path("parts").size())
                .isEqualTo(0);
    }

    @Test
    void rollingBackGoesToWhatWasThereBefore() throws Exception {
        releases(3);
        deploy(1);
        deploy(2);
        deploy(3);

        assertThat(rollback("{\"reason\":\"wrong advice\"}").path("release").asInt())
                .isEqualTo(2);
        assertThat(rollback("{}").path("release").asInt()).isEqualTo(1);
        assertThat(ok("POST", PRODUCTION + "/rollback", "{}", 409)
                        .path("detail")
                        .asString())
                .contains("the first");
        assertThat(rollback("{\"to\":3}").path("release").asInt()).isEqualTo(3);
        assertThat(rollback("").path("release").asInt()).isEqualTo(2);

        var log = ok("GET", PRODUCTION + "/deployments", "", 200).path("items");
        assertThat(log.valueStream()
                        .map(it -> it.path("kind").asString() + " "
                                + it.path("release").asInt()))
                .containsExactly(
                        "rollback 2", "rollback 3", "rollback 1", "rollback 2", "deploy 3", "deploy 2", "deploy 1");
        assertThat(log.path(3).path("reason").asString()).isEqualTo("wrong advice");
        assertThat(log.path(3).path("actor").asString()).isEqualTo("command line");
        assertThat(ok("GET", PRODUCTION + "/deployments?limit=2", "", 200)
                        .path("nextCursor")
                        .asString())
                .isEqualTo("6");
    }

    @Test
    void whoThoughtThatAnotherReleaseIsLiveIsToldSo() throws Exception {
        releases(2);
        deploy(1);

        var stale = ok("POST", PRODUCTION + "/deploy", "{\"release\":2,\"expected\":0}", 409);
        assertThat(stale.path("outcome").asString()).isEqualTo("stale");
        assertThat(stale.path("release").asInt()).isEqualTo(1);
        assertThat(stale.path("detail").asString()).contains("release 1 is live", "command line");

        assertThat(ok("POST", PRODUCTION + "/deploy", "{\"release\":2,\"expected\":1}", 200)
                        .path("outcome")
                        .asString())
                .isEqualTo("deployed");
        assertThat(ok("POST", PRODUCTION + "/deploy", "{\"release\":2}", 200)
                        .path("outcome")
                        .asString())
                .isEqualTo("unchanged");
        assertThat(ok("POST", PRODUCTION + "/deploy", "{\"release\":9}", 404)
                        .path("detail")
                        .asString())
                .contains("9");
        assertThat(ok("POST", BOT + "/environments/moon/deploy", "{\"release\":1}", 404)
                        .path("detail")
                        .asString())
                .contains("production, staging, development");
    }

    @Test
    void aFreezeHoldsDeploymentsButNotRollbacks() throws Exception {
        releases(3);
        deploy(1);
        deploy(2);
        var freeze = ok(
                "POST",
                PROJECT + "/freezes",
                "{\"environment\":\"production\",\"to\":\"2999-01-01T00:00:00Z\",\"reason\":\"holidays\"}",
                400);
        assertThat(freeze.path("detail").asString()).contains("366 days");
        var to = Instant.now().plus(Duration.ofHours(1));
        ok(
                "POST",
                PROJECT + "/freezes",
                "{\"environment\":\"production\",\"to\":\"" + to + "\",\"reason\":\"holidays\"}",
                201);

        var frozen = ok("POST", PRODUCTION + "/deploy", "{\"release\":3}", 422);
        assertThat(frozen.path("outcome").asString()).isEqualTo("frozen");
        assertThat(frozen.path("detail").asString()).contains("holidays", "Rolling back is possible");
        ok("POST", BOT + "/environments/staging/deploy", "{\"release\":3}", 200);
        assertThat(rollback("{}").path("release").asInt()).isEqualTo(1);
        assertThat(ok("POST", PRODUCTION + "/deploy", "{\"release\":3,\"breakGlass\":true}", 400)
                        .path("detail")
                        .asString())
                .contains("reason");
        var broken = ok("POST", PRODUCTION + "/deploy", "{\"release\":3,\"breakGlass\":true,\"reason\":\"fire\"}", 200);
        assertThat(broken.path("deployment").path("brokeFreeze").asBoolean()).isTrue();
        assertThat(ok("GET", "/api/v1/audit?words=fire", "", 200).toString()).contains("deploy-in-freeze", "fire");

        var id = ok("GET", PROJECT + "/freezes", "", 200)
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(server.ask("DELETE", PROJECT + "/freezes/" + id, "").statusCode())
                .isEqualTo(204);
        ok("POST", PRODUCTION + "/deploy", "{\"release\":2}", 200);
    }

    @Test
    void deploymentsAreMarkersOnTimeAxes() throws Exception {
        releases(1);
        deploy(1);

        var markers = ok("GET", PROJECT + "/markers?app=billing-bot", "", 200).path("items");

        assertThat(markers.size()).isEqualTo(1);
        assertThat(markers.path(0).path("kind").asString()).isEqualTo("deploy");
        assertThat(markers.path(0).path("title").asString()).isEqualTo("release 1");
        assertThat(markers.path(0).path("environment").asString()).isEqualTo("production");
    }

    @Test
    void environmentsCanBeAddedAndAnUnusedOneRemoved() throws Exception {
        releases(1);
        ok("PUT", PROJECT + "/environments/canary", "{\"description\":\"a tenth of the users\"}", 200);
        ok("POST", BOT + "/environments/canary/deploy", "{\"release\":1}", 200);

        assertThat(ok("GET", BOT + "/environments", "", 200)
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("name").asString() + " "
                                + it.path("live").path("release").asInt(0)))
                .containsExactly("production 0", "staging 0", "development 0", "canary 1");
        assertThat(server.ask("DELETE", PROJECT + "/environments/canary", "").statusCode())
                .isEqualTo(409);
        assertThat(server.ask("DELETE", PROJECT + "/environments/production", "")
                        .statusCode())
                .isEqualTo(409);
        ok("PUT", PROJECT + "/environments/Canary", "{}", 400);
    }

    @Test
    void whatIsLiveIsFetchedAtOnceAndKnownByItsTag() throws Exception {
        releases(2);
        deploy(1);

        var first = server.send(get(), PROJECT + "/fetch/apps/billing-bot", server.key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(first.body()).path("release").asInt()).isEqualTo(1);
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(server.send(get().header("if-none-match", tag), PROJECT + "/fetch/apps/billing-bot", server.key)
                        .statusCode())
                .isEqualTo(304);

        deploy(2);
        var second = server.send(
                get().header("if-none-match", tag),
                PROJECT + "/fetch/apps/billing-bot?environment=production",
                server.key);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(second.body()).path("release").asInt()).isEqualTo(2);
        assertThat(Json.MAPPER
                        .readTree(second.body())
                        .path("parts")
                        .path(0)
                        .path("content")
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asString())
                .isEqualTo("Hello 2 {{name}}");
    }

    @Test
    void whoWaitsIsAnsweredWhenSomethingElseGoesLive() throws Exception {
        releases(2);
        deploy(1);
        String path = PROJECT + "/fetch/apps/billing-bot?wait=20";
        String tag = server.send(get(), path, server.key)
                .headers()
                .firstValue("etag")
                .orElseThrow();

        try (var elsewhere = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = elsewhere.submit(() -> server.send(get().header("if-none-match", tag), path, server.key));
            Thread.sleep(300);
            assertThat(waiting.isDone()).isFalse();
            deploy(2);
            var answer = waiting.get();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(answer.body()).path("release").asInt())
                    .isEqualTo(2);
        }
        var timedOut = server.send(
                get().header(
                                "if-none-match",
                                server.send(get(), path, server.key)
                                        .headers()
                                        .firstValue("etag")
                                        .orElseThrow()),
                PROJECT + "/fetch/apps/billing-bot?wait=1",
                server.key);
        assertThat(timedOut.statusCode()).isEqualTo(304);
    }

    @Test
    void promptsAreFetchedByLabelNumberAndEnvironmentRawAndRendered() throws Exception {
        prompt("tone", "{\"type\":\"text\",\"text\":\"Be kind.\"}");
        prompt("greeting", greeting("Hello {{name}}. {{> tone}}"));
        prompt("greeting", greeting("Hi {{name}}. {{> tone}}"));
        prompt("greeting", greeting("Hey {{name}}. {{> tone}}"));
        ok("PUT", PROJECT + "/artifacts/prompt/greeting/labels/production", "{\"version\":1,\"expected\":0}", 200);

        assertThat(fetch("/fetch/prompts/greeting", 200).path("version").asInt())
                .isEqualTo(3);
        assertThat(fetch("/fetch/prompts/greeting?label=production", 200)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(fetch("/fetch/prompts/greeting?environment=production", 200)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        var second = fetch("/fetch/prompts/greeting?version=2", 200);
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("includes").path(0).path("content").path("text").asString())
                .isEqualTo("Be kind.");
        assertThat(fetch("/fetch/prompts/greeting?label=staging", 404)
                        .path("detail")
                        .asString())
                .contains("staging");
        assertThat(fetch("/fetch/prompts/greeting?version=7", 404)
                        .path("detail")
                        .asString())
                .contains("7");
        assertThat(fetch("/fetch/prompts/greeting?version=1&label=x", 400)
                        .path("detail")
                        .asString())
                .contains("one of");
        assertThat(fetch("/fetch/prompts/nothing", 404).path("detail").asString())
                .contains("nothing");

        var rendered =
                server.post(PROJECT + "/fetch/prompts/greeting/render?version=2", "{\"variables\":{\"name\":\"Ada\"}}");
        assertThat(rendered.statusCode()).as(rendered.body()).isEqualTo(200);
        assertThat(rendered.body()).contains("Hi Ada. Be kind.");
        var missing = server.post(PROJECT + "/fetch/prompts/greeting/render", "{}");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("name");
    }

    @Test
    void anAppIsRenderedAsItsReleaseSays() throws Exception {
        releases(1);
        deploy(1);

        var rendered = server.post(PROJECT + "/fetch/apps/billing-bot/render", "{\"variables\":{\"name\":\"Ada\"}}");

        assertThat(rendered.statusCode()).as(rendered.body()).isEqualTo(200);
        var json = Json.MAPPER.readTree(rendered.body());
        assertThat(rendered.body()).contains("Hello 1 Ada");
        assertThat(json.path("model").asString()).isEqualTo("simulated-small");
        assertThat(json.path("release").asInt()).isEqualTo(1);
    }

    @Test
    void retrievalSettingsPolicyAndFallbacksAreHandedOutAsPinned() throws Exception {
        prompt("greeting", greeting("Hello {{name}}"));
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"guardrail-policy","name":"no-promises","content":{"checks":[{"kind":"topic"}]}}""", 201);
        ok("POST", BOT + "/releases", """
                {"manifest":{"steps":{"answer":{"prompt":"greeting","model":{"name":"simulated-small","parameters":{}},
                 "fallbacks":[{"name":"simulated-large","parameters":{"seed":1}}],"guardrailPolicy":"no-promises",
                 "retrieval":{"index":"help","topK":8}}}}}""", 201);
        deploy(1);

        var fetched = fetch("/fetch/apps/billing-bot", 200);
        var step = fetched.at("/manifest/steps/answer");
        assertThat(step.at("/retrieval/topK").asInt()).isEqualTo(8);
        assertThat(step.at("/guardrailPolicy/version").asInt()).isEqualTo(1);
        assertThat(fetched.path("parts").toString()).contains("\"kind\":\"topic\"");
        var rendered = Json.MAPPER.readTree(
                server.post(PROJECT + "/fetch/apps/billing-bot/render", "{\"variables\":{\"name\":\"Ada\"}}")
                        .body());
        assertThat(rendered.at("/retrieval/index").asString()).isEqualTo("help");
        assertThat(rendered.at("/guardrailPolicy/name").asString()).isEqualTo("no-promises");
        assertThat(rendered.at("/guardrailPolicy/digest").asString()).startsWith("sha256:");
        assertThat(rendered.at("/guardrailPolicy/content/checks/0/kind").asString())
                .isEqualTo("topic");
        assertThat(rendered.at("/fallbacks/0/name").asString()).isEqualTo("simulated-large");
        assertThat(rendered.at("/fallbacks/0/parameters/seed").asInt()).isEqualTo(1);
    }

    @Test
    void onlyAKeyOfTheProjectFetches() throws Exception {
        releases(1);
        deploy(1);
        String path = PROJECT + "/fetch/apps/billing-bot";

        assertThat(server.send(get(), path, "stet_nonsense").statusCode()).isEqualTo(401);
        assertThat(server.send(get(), "/api/v1/projects/other/fetch/apps/billing-bot", server.key)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.post(path, "{}").statusCode()).isEqualTo(405);
        assertThat(fetch("/fetch/apps/billing-bot?environment=staging", 404)
                        .path("detail")
                        .asString())
                .contains("staging", "live in production");
    }

    @Test
    void whoIsSignedInFetchesTooAndRendersWithTheirCsrfToken() throws Exception {
        releases(1);
        deploy(1);
        String path = PROJECT + "/fetch/apps/billing-bot";
        String render = path + "/render";
        var signedIn =
                server.ask("POST", "/api/v1/session", "{\"name\":\"admin\",\"password\":\"a-long-enough-password\"}");
        String cookie =
                signedIn.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        String csrf = Json.MAPPER.readTree(signedIn.body()).path("csrf").asString();

        var fetched = signed(get(), path, cookie, "");
        assertThat(fetched.statusCode()).as(fetched.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(fetched.body()).path("release").asInt()).isEqualTo(1);
        var body = HttpRequest.BodyPublishers.ofString("{\"variables\":{\"name\":\"Ada\"}}");
        assertThat(signed(HttpRequest.newBuilder().POST(body), render, cookie, "")
                        .statusCode())
                .isEqualTo(403);
        var rendered = signed(HttpRequest.newBuilder().POST(body), render, cookie, csrf);
        assertThat(rendered.statusCode()).as(rendered.body()).isEqualTo(200);
        assertThat(rendered.body()).contains("Ada");
        assertThat(signed(get(), path, "stet_session=gone", "").statusCode()).isEqualTo(401);
        assertThat(server.get(path).statusCode()).as("the command line").isEqualTo(200);
    }

    private HttpResponse<String> signed(HttpRequest.Builder request, String path, String cookie, String csrf)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(server.uri(path))
                            .header("cookie", cookie)
                            .header("stet-csrf", csrf)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aReleaseIsAnnouncedWithItsAppAndNumber() throws Exception {
        releases(2);

        var announced = server.stet.wiring().events.after(0, 100).stream()
                .filter(it -> it.type().equals("release.created"))
                .toList();

        assertThat(announced.stream().map(it -> it.data().path("release").asInt()))
                .containsExactly(1, 2);
        assertThat(announced.getFirst().data().path("app").asString()).isEqualTo("billing-bot");
        assertThat(announced.getFirst().data().path("digest").asString()).startsWith("sha256:");
    }

    @Test
    void aRestartServesWhatWasLive() throws Exception {
        releases(1);
        deploy(1);
        server.close();
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));

        assertThat(fetch("/fetch/apps/billing-bot", 200).path("release").asInt())
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(home.resolve("live")));
    }

    @Test
    void whatALiveReleasePinsCannotBeArchivedOrRenamed() throws Exception {
        releases(2);
        deploy(1);

        var pinned = ok("PUT", PROJECT + "/artifacts/prompt/greeting", "{\"archived\":true}", 409);
        assertThat(pinned.path("detail").asString()).contains("release 1 of billing-bot, live in production");
        ok("PUT", PROJECT + "/artifacts/app/billing-bot", "{\"name\":\"other\"}", 409);
    }

    @Test
    void openStreamsAreToldWhatBecomesLive() throws Exception {
        releases(2);
        deploy(1);
        var lines = new LinkedBlockingQueue<String>();
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.sendAsync(
                    get().uri(server.uri(PROJECT + "/fetch/events"))
                            .header("authorization", "Bearer " + server.key)
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            var reading = Thread.ofVirtual().start(() -> stream.join().body().forEach(lines::add));
            assertThat(next(lines, "live").path("apps").path(0).path("release").asInt())
                    .isEqualTo(1);

            deploy(2);
            var changed = next(lines, "changed").path("apps").path(0);
            assertThat(changed.path("app").asString()).isEqualTo("billing-bot");
            assertThat(changed.path("environment").asString()).isEqualTo("production");
            assertThat(changed.path("release").asInt()).isEqualTo(2);
            ok("PUT", PROJECT + "/artifacts/prompt/greeting/labels/beta", "{\"version\":1,\"expected\":0}", 200);
            assertThat(next(lines, "changed").path("prompts").path(0).asString())
                    .isEqualTo("greeting");
            client.shutdownNow();
            reading.join();
        }
    }

    private static JsonNode next(BlockingQueue<String> lines, String event) throws Exception {
        for (String line = lines.poll(5, TimeUnit.SECONDS); line != null; ) {
            if (line.equals("event: " + event)) {
                var data = String.valueOf(lines.poll(5, TimeUnit.SECONDS));
                return Json.MAPPER.readTree(data.substring("data: ".length()));
            }
            line = lines.poll(5, TimeUnit.SECONDS);
        }
        throw new AssertionError("no event '" + event + "'");
    }

    private static HttpRequest.Builder get() {
        return HttpRequest.newBuilder().GET();
    }

    private JsonNode fetch(String path, int status) throws Exception {
        var answer = server.send(get(), PROJECT + path, server.key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private static String greeting(String text) {
        return "{\"type\":\"chat\",\"messages\":[{\"role\":\"system\",\"content\":\"" + text
                + "\"}],\"model\":{\"name\":\"simulated-small\",\"parameters\":{\"temperature\":0.2}}}";
    }

    private static String manifest(String prompt) {
        return "{\"steps\":{\"answer\":{\"prompt\":\"" + prompt + "\"}}}";
    }

    /** Releases 1 to so many, each with a prompt of its own. */
    private void releases(int many) throws Exception {
        for (int i = 1; i <= many; i++) {
            prompt("greeting", greeting("Hello " + i + " {{name}}"));
            ok("POST", BOT + "/releases", "{\"manifest\":" + manifest("greeting@" + i) + "}", 201);
        }
    }

    private void prompt(String name, String content) throws Exception {
        var path = PROJECT + "/artifacts/prompt/" + name + "/versions";
        var saved = server.ask("POST", path, "{\"content\":" + content + "}");
        if (saved.statusCode() == 404) {
            saved = server.ask(
                    "POST",
                    PROJECT + "/artifacts",
                    "{\"kind\":\"prompt\",\"name\":\"" + name + "\",\"content\":" + content + "}");
        }
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    }

    private void deploy(int release) throws Exception {
        ok("POST", PRODUCTION + "/deploy", "{\"release\":" + release + "}", 200);
    }

    private JsonNode rollback(String body) throws Exception {
        return ok("POST", PRODUCTION + "/rollback", body, 200).path("deployment");
    }

    private JsonNode ok(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = server.ask(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer.body());
    }
}
