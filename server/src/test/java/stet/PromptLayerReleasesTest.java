package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.KeyRole;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What pipelines that release prompts ask of PromptLayer's routes: labels, patches, who includes what. */
class PromptLayerReleasesTest {
    @TempDir
    static Path home;

    private static TestServer server;
    private static String developer;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
        var access = server.stet.wiring().access;
        developer = access.keys()
                .create(access.callers().server(), "demo", "developer", KeyRole.DEVELOPER)
                .key();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)),
                path,
                developer);
    }

    private static JsonNode said(int status, String method, String path, String body) throws Exception {
        var answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private static JsonNode publish(String name, String template) throws Exception {
        return said(201, "POST", "/rest/prompt-templates", """
                {"prompt_template":{"prompt_name":"%s","tags":["billing"]},
                 "prompt_version":{"prompt_template":%s,"commit_message":"First",
                   "metadata":{"model":{"provider":"openai","name":"simulated-small","parameters":{"temperature":0.2}}}},
                 "release_labels":[]}""".formatted(name, template));
    }

    private static String chat(String system, String user) {
        return """
                {"type":"chat","messages":[{"role":"system","content":[{"type":"text","text":"%s"}],"template_format":"f-string"},
                  {"role":"user","content":[{"type":"text","text":"%s"}],"template_format":"f-string"}],
                 "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{}}}}]}""".formatted(system, user);
    }

    private static String text(JsonNode prompt, int message) {
        return prompt.path("prompt_template")
                .path("messages")
                .path(message)
                .path("content")
                .path(0)
                .path("text")
                .asString();
    }

    @Test
    void aLabelIsMadeListedMovedAndTakenAway() throws Exception {
        var first = publish("release/flow", chat("You help.", "{question}"));
        publish("release/flow", chat("You help well.", "{question}"));

        var made = said(
                200,
                "POST",
                "/prompts/" + first.path("id") + "/label",
                "{\"prompt_version_number\":1,\"name\":\"prod\"}");
        assertThat(made.path("prompt_version_id")).isEqualTo(first.path("prompt_version_id"));
        assertThat(made.path("prompt_id")).isEqualTo(first.path("id"));
        var listed =
                said(200, "GET", "/prompt-templates/release%2Fflow/labels", "").path("release_labels");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0).path("release_label_id")).isEqualTo(made.path("id"));
        assertThat(listed.path(0).path("release_label").asString()).isEqualTo("prod");
        assertThat(listed.path(0).path("prompt_version_number").asInt()).isEqualTo(1);

        var moved = said(200, "PATCH", "/prompt-labels/" + made.path("id"), "{\"prompt_version_number\":2}");
        assertThat(moved.path("id")).isEqualTo(made.path("id"));
        assertThat(said(200, "GET", "/prompt-templates/release/flow/labels", "")
                        .path("release_labels")
                        .path(0)
                        .path("prompt_version_number")
                        .asInt())
                .as("also with slashes left as they are")
                .isEqualTo(2);
        assertThat(server.json("/api/v1/projects/demo/artifacts/prompt/release%2Fflow/labels/prod/history")
                        .path("items")
                        .size())
                .isEqualTo(2);

        assertThat(ask("DELETE", "/prompt-labels/" + made.path("id"), "").statusCode())
                .isEqualTo(204);
        assertThat(said(200, "GET", "/prompt-templates/release%2Fflow/labels", "")
                        .path("release_labels")
                        .size())
                .isZero();
        var gone = said(404, "DELETE", "/prompt-labels/" + made.path("id"), "");
        assertThat(gone.path("success").asBoolean(true)).isFalse();
        assertThat(gone.path("message").asString()).contains("there is no label of a prompt");
    }

    @Test
    void aProtectedLabelStaysAndTheAnswerSaysWhy() throws Exception {
        publish("guarded", chat("You help.", "{question}"));
        var protecting =
                server.ask("PUT", "/api/v1/projects/demo/label-protections/prompt/guarded-label", "{\"approvals\":1}");
        assertThat(protecting.statusCode()).as(protecting.body()).isBetween(200, 201);

        var held =
                said(409, "POST", "/prompts/guarded/label", "{\"prompt_version_number\":1,\"name\":\"guarded-label\"}");

        assertThat(held.path("message").asString()).contains("'guarded-label' is protected", "1 approvals");
    }

    @Test
    void aPatchSavesAVersionThatDiffersInWhatItSaysOnly() throws Exception {
        publish("patched", chat("You help.", "{question}"));

        var second = said(201, "PATCH", "/rest/prompt-templates/patched", """
                {"messages":{"0":{"content":[{"type":"text","text":"You help {company}."}]}},"model_parameters":{"max_tokens":50},
                 "commit_message":"Name the company","release_labels":["staging"]}""");
        assertThat(second.path("version_number").asInt()).isEqualTo(2);
        var raw = said(200, "GET", "/prompt-templates/patched?label=staging", "");
        assertThat(text(raw, 0)).isEqualTo("You help {company}.");
        assertThat(text(raw, 1)).isEqualTo("{question}");
        assertThat(raw.path("commit_message").asString()).isEqualTo("Name the company");
        assertThat(raw.path("metadata").path("model").path("parameters"))
                .isEqualTo(Json.MAPPER.readTree("{\"temperature\":0.2,\"max_tokens\":50}"));
        assertThat(raw.path("prompt_template")
                        .path("tools")
                        .path(0)
                        .path("function")
                        .path("name")
                        .asString())
                .isEqualTo("look");

        said(201, "PATCH", "/rest/prompt-templates/patched", """
                {"version":1,"tools":null,"tool_choice":null,"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""");
        var third = said(200, "GET", "/prompt-templates/patched?version=3", "");
        assertThat(third.path("prompt_template").path("messages").size()).isEqualTo(1);
        assertThat(third.path("prompt_template").path("tools").isNull()).isTrue();
        assertThat(server.json("/api/v1/projects/demo/artifacts/prompt/patched/versions/3")
                        .path("parent")
                        .asInt())
                .isEqualTo(1);

        assertThat(said(400, "PATCH", "/rest/prompt-templates/patched", "{\"messages\":{\"7\":{\"role\":\"user\"}}}")
                        .path("message")
                        .asString())
                .contains("there is no '7'");
        assertThat(said(400, "PATCH", "/rest/prompt-templates/patched", "{\"functions\":[]}")
                        .path("message")
                        .asString())
                .startsWith("functions: cannot be changed by a patch");
    }

    @Test
    void aSnippetIsIncludedAndKnowsWhoIncludesIt() throws Exception {
        publish("tone", "{\"type\":\"completion\",\"content\":[{\"type\":\"text\",\"text\":\"Be kind.\"}]}");
        publish("answer", chat("@@@tone@@@ Be brief.", "{question}"));
        said(200, "POST", "/prompts/answer/label", "{\"prompt_version_number\":1,\"name\":\"prod\"}");

        var rendered = said(200, "POST", "/prompt-templates/answer", "{\"input_variables\":{\"question\":\"Why?\"}}");
        assertThat(text(rendered, 0)).isEqualTo("Be kind. Be brief.");
        assertThat(text(said(200, "GET", "/prompt-templates/answer", ""), 0)).isEqualTo("@@@tone@@@ Be brief.");

        var usage = said(200, "GET", "/prompt-templates/tone/snippet-usage", "");
        assertThat(usage.path("snippet_name").asString()).isEqualTo("tone");
        assertThat(usage.path("usages").size()).isEqualTo(1);
        var user = usage.path("usages").path(0);
        assertThat(user.path("prompt_name").asString()).isEqualTo("answer");
        assertThat(user.path("prompt_version_number").asInt()).isEqualTo(1);
        assertThat(user.path("release_labels").toString()).isEqualTo("[\"prod\"]");
    }

    @Test
    void aKeyOfAnApplicationReleasesNothing() throws Exception {
        publish("kept", chat("You help.", "{question}"));

        var refused = server.post("/prompts/kept/label", "{\"prompt_version_number\":1,\"name\":\"prod\"}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"success\":false", "developer");
        assertThat(said(400, "POST", "/prompts/kept/label", "{\"name\":\"prod\"}")
                        .path("message")
                        .asString())
                .startsWith("prompt_version_number: the number of a version is expected");
    }
}
