package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluatorHttpTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private TestServer server;

    /** @param status of the answer */
    private record Answered(int status, JsonNode body) {}

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anEvaluatorIsTriedSavedAndTriedAgain() throws Exception {
        String content = "{'type':'group','of':[{'type':'contains'},{'type':'refusal','not':true}]}";
        String subjects = "'subjects':[{'output':'a refund','expected':'refund'},{'output':'I cannot"
                + " help','expected':'refund'},{'output':'x'}]";

        var tried = ask("POST", "/evaluators/try", "{'content':" + content + "," + subjects + "}");
        var saved =
                ask("POST", "/artifacts", "{'kind':'evaluator','name':'mentions refund','content':" + content + "}");
        var again = ask("POST", "/evaluators/try", "{'name':'mentions refund','version':'1'," + subjects + "}");

        assertThat(tried.status()).isEqualTo(200);
        var items = tried.body().path("items");
        assertThat(items.get(0).path("outcome").asString()).isEqualTo("scored");
        assertThat(items.get(0).path("pass").asBoolean()).isTrue();
        assertThat(items.get(0).path("parts")).hasSize(2);
        assertThat(items.get(1).path("pass").asBoolean()).isFalse();
        assertThat(items.get(1).path("score").asDouble()).isZero();
        assertThat(items.get(2).path("outcome").asString()).isEqualTo("error");
        assertThat(items.get(2).path("reason").asString()).contains("expects nothing");
        assertThat(items.get(2).has("pass")).isFalse();
        assertThat(saved.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(tried.body());
    }

    @Test
    void aDefinitionThatIsWrongIsNeitherSavedNorTried() throws Exception {
        String content = "{'type':'group','of':[{'type':'regex','pattern':'(','speed':1}]}";

        var tried = ask("POST", "/evaluators/try", "{'content':" + content + ",'subjects':[{'output':'a'}]}");
        var saved = ask("POST", "/artifacts", "{'kind':'evaluator','name':'wrong','content':" + content + "}");

        assertThat(tried.status()).isEqualTo(400);
        assertThat(saved.status()).isEqualTo(400);
        assertThat(tried.body().at("/errors/0/field").asString()).isEqualTo("content.of[0].speed");
        assertThat(saved.body().at("/errors/0/field").asString()).isEqualTo("content.of[0].speed");
        assertThat(ask("POST", "/evaluators/try", "{'subjects':[{'output':'a'}]}")
                        .status())
                .isEqualTo(400);
        assertThat(ask("POST", "/evaluators/try", "{'content':{'type':'refusal'},'subjects':[]}")
                        .status())
                .isEqualTo(400);
        assertThat(ask("POST", "/evaluators/try", "{'name':'nowhere','subjects':[{'output':'a'}]}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theTypesThatThereAreCanBeAskedFor() throws Exception {
        var types = ask("GET", "/evaluators/types", "");

        assertThat(types.status()).isEqualTo(200);
        assertThat(types.body().path("items")).hasSizeGreaterThan(35);
        assertThat(types.body().at("/common/0/name").asString()).isEqualTo("type");
        assertThat(types.body().at("/items/0/fields/0/kind").asString()).isEqualTo("any JSON");
    }

    private Answered ask(String method, String path, String body) throws Exception {
        var answer = server.ask(method, PROJECT + path, body.replace('\'', '"'));
        return new Answered(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    }
}
