package stet;

import static org.assertj.core.api.Assertions.assertThat;

import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Prompts and releases of the project {@code demo} on a whole server, made over HTTP. */
record Registered(TestServer server) {
    private static final String PROJECT = "/api/v1/projects/demo";

    /** Releases 1 to so many of {@code billing-bot}, each with a version of the prompt {@code greeting} that says its number. */
    void releases(int many) throws Exception {
        for (int i = 1; i <= many; i++) {
            prompt(
                    "greeting",
                    "{\"type\":\"chat\",\"messages\":[{\"role\":\"system\",\"content\":\"Hello " + i
                            + " {{name}}\"}],\"model\":{\"name\":\"simulated-small\",\"parameters\":{}}}");
            release("billing-bot", "greeting@" + i);
        }
    }

    void release(String app, String prompt) throws Exception {
        ok(
                "POST",
                PROJECT + "/apps/" + app + "/releases",
                "{\"manifest\":{\"steps\":{\"answer\":{\"prompt\":\"" + prompt + "\"}}}}",
                201);
    }

    void prompt(String name, String content) throws Exception {
        artifact("prompt", name, content);
    }

    void artifact(String kind, String name, String content) throws Exception {
        var saved = server.ask(
                "POST",
                PROJECT + "/artifacts/" + kind + "/" + name.replace("/", "%2F") + "/versions",
                "{\"content\":" + content + ",\"createMissing\":true}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    }

    void label(String prompt, String label, int from, int to) throws Exception {
        ok(
                "PUT",
                PROJECT + "/artifacts/prompt/" + prompt + "/labels/" + label,
                "{\"version\":" + to + ",\"expected\":" + from + "}",
                200);
    }

    void deploy(int release) throws Exception {
        ok("POST", PROJECT + "/apps/billing-bot/environments/production/deploy", "{\"release\":" + release + "}", 200);
    }

    void rollback() throws Exception {
        ok("POST", PROJECT + "/apps/billing-bot/environments/production/rollback", "{\"reason\":\"wrong\"}", 200);
    }

    JsonNode ok(String method, String path, String body, int status) throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer.body());
    }
}
