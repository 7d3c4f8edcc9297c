package stet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Apps as OpenFeature flags of a whole server. */
class OpenFeatureTest {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String CONTEXT = "{\"context\":{\"targetingKey\":\"user-7\"}}";

    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of());
        release("{\"steps\":{\"answer\":{\"model\":{\"name\":\"one\"}}}}");
        release("{\"steps\":{\"answer\":{\"model\":{\"name\":\"two\"}}}}");
        deploy("production", 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAppIsAFlagWhoseValueIsItsLiveRelease() throws Exception {
        var flag = json(server.post(FLAGS + "/billing-bot", CONTEXT).body());

        assertThat(flag.path("key").asString()).isEqualTo("billing-bot");
        assertThat(flag.path("variant").asString()).isEqualTo("1");
        assertThat(flag.path("reason").asString()).isEqualTo("STATIC");
        assertThat(flag.path("value").path("release").asInt()).isEqualTo(1);
        assertThat(flag.path("value")
                        .path("manifest")
                        .path("steps")
                        .path("answer")
                        .path("model")
                        .path("name")
                        .asString())
                .isEqualTo("one");
        assertThat(flag.path("metadata").path("environment").asString()).isEqualTo("production");
        assertThat(json(server.post(FLAGS + "/billing-bot@release", CONTEXT).body())
                        .path("value")
                        .asInt())
                .isEqualTo(1);

        deploy("staging", 2);
        var staging = "{\"context\":{\"targetingKey\":\"user-7\",\"environment\":\"staging\"}}";
        assertThat(json(server.post(FLAGS + "/billing-bot", staging).body())
                        .path("variant")
                        .asString())
                .isEqualTo("2");
    }

    @Test
    void whatIsUnknownIsSaidInTheWordsOfTheProtocol() throws Exception {
        var unknown = server.post(FLAGS + "/nothing", CONTEXT);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown.body()).path("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
        var nowhere = server.post(FLAGS + "/billing-bot", "{\"context\":{\"environment\":\"moon\"}}");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(json(nowhere.body()).path("errorDetails").asString()).contains("moon");
        var wrong = server.post(FLAGS + "/billing-bot", "{\"context\":7}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong.body()).path("errorCode").asString()).isEqualTo("INVALID_CONTEXT");
        assertThat(server.send(
                                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(CONTEXT)),
                                FLAGS + "/billing-bot",
                                "stet_nonsense")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void allFlagsHaveATagByWhichTheyAreKnownAgain() throws Exception {
        var all = server.post(FLAGS, CONTEXT);
        assertThat(json(all.body())
                        .path("flags")
                        .valueStream()
                        .map(it -> it.path("key").asString()))
                .containsExactly("billing-bot", "billing-bot@release");
        String tag = all.headers().firstValue("etag").orElseThrow();

        assertThat(again(tag)).isEqualTo(304);
        deploy("production", 2);
        assertThat(again(tag)).isEqualTo(200);
    }

    @Test
    void theJavaSdkResolvesTheLiveRelease() throws Exception {
        deploy("staging", 2);
        var provider = OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                .baseUrl(server.stet.url().toString())
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + server.key)))
                .build());
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait("stet", provider);
        try {
            var client = api.getClient("stet");
            var user = new ImmutableContext("user-7");
            var inStaging = new ImmutableContext("user-7", Map.of("environment", new Value("staging")));

            assertThat(client.getIntegerValue("billing-bot@release", 0, user)).isEqualTo(1);
            assertThat(client.getIntegerValue("billing-bot@release", 0, inStaging))
                    .isEqualTo(2);
            var release = client.getObjectDetails("billing-bot", new Value(), user);
            assertThat(release.getVariant()).isEqualTo("1");
            assertThat(release.getValue().asStructure().getValue("digest").asString())
                    .startsWith("sha256:");
            var unknown = client.getIntegerDetails("nothing@release", 42, user);
            assertThat(unknown.getValue()).isEqualTo(42);
            assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        } finally {
            api.shutdown();
        }
    }

    @Test
    void theServerSdkForJavaScriptResolvesTheLiveRelease() throws Exception {
        deploy("staging", 2);
        var client = NpmClient.installed("compat/openfeature");

        var told = client.run("flags.cjs", server, server.key);

        assertThat(told.path("number").asInt()).isEqualTo(1);
        assertThat(told.path("staging").asInt()).isEqualTo(2);
        assertThat(told.path("model").asString()).isEqualTo("one");
        assertThat(told.path("variant").asString()).isEqualTo("1");
        assertThat(told.path("reason").asString()).isEqualTo("STATIC");
        assertThat(told.path("metadata").path("environment").asString()).isEqualTo("production");
        assertThat(told.path("unknown").path("value").asInt()).isEqualTo(42);
        assertThat(told.path("unknown").path("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
    }

    private int again(String tag) throws Exception {
        return server.send(
                        HttpRequest.newBuilder()
                                .header("content-type", "application/json")
                                .header("if-none-match", tag)
                                .POST(HttpRequest.BodyPublishers.ofString(CONTEXT)),
                        FLAGS,
                        server.key)
                .statusCode();
    }

    private void release(String manifest) throws Exception {
        var made = server.ask(
                "POST", "/api/v1/projects/demo/apps/billing-bot/releases", "{\"manifest\":" + manifest + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private void deploy(String environment, int release) throws Exception {
        var done = server.ask(
                "POST",
                "/api/v1/projects/demo/apps/billing-bot/environments/" + environment + "/deploy",
                "{\"release\":" + release + "}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private static JsonNode json(String body) {
        return Json.MAPPER.readTree(body);
    }
}
