package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
class PromptHttpTest {
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

    private Answered ask(String path, String body) throws Exception {
        var answer = server.ask("POST", PROJECT + path, body.replace('\'', '"'));
        return new Answered(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    }

    private Answered save(String kind, String name, String content) throws Exception {
        return ask("/artifacts", "{'kind':'" + kind + "','name':'" + name + "','content':" + content + "}");
    }

    @Test
    void aSavedPromptIsRenderedWithWhatItIncludes() throws Exception {
        save("prompt", "shared/tone", "{'text':'Be {{how}}.'}");
        save("tool", "lookup", "{'name':'lookup','parameters':{'type':'object'}}");
        var saved = save("prompt", "billing/answer 100%", """
                {'messages':[{'role':'system','content':'{{> shared/tone@1}}'},{'role':'user','content':'{{question}}'}],
                 'tools':[{'ref':'lookup'}],'toolChoice':'auto','model':{'name':'gpt-5'}}
                """);
        assertThat(saved.status()).isEqualTo(201);

        var rendered = ask(
                "/prompts/billing%2Fanswer%20100%25/render",
                "{'version':1,'variables':{'how':'kind','question':'Refund?','spare':1}}");

        assertThat(rendered.status()).isEqualTo(200);
        var body = rendered.body();
        assertThat(body.path("name").asString()).isEqualTo("billing/answer 100%");
        assertThat(body.path("digest").asString()).startsWith("sha256:");
        assertThat(body.at("/messages/0/parts/0/text").asString()).isEqualTo("Be kind.");
        assertThat(body.at("/messages/1/parts/0/text").asString()).isEqualTo("Refund?");
        assertThat(body.at("/tools/0/name").asString()).isEqualTo("lookup");
        assertThat(body.path("toolChoice").asString()).isEqualTo("auto");
        assertThat(body.at("/warnings/0").asString()).contains("'spare'");
        assertThat(body.path("includes"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.path("version").asInt()).isEqualTo(1));
    }

    @Test
    void whatIsMissingIsNamedAtOnce() throws Exception {
        save("prompt", "two", "{'text':'{{a}} {{b}}'}");

        var refused = ask("/prompts/two/render", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asString()).isEqualTo("variables are missing: a, b");
        assertThat(refused.body().path("errors")).hasSize(2);
        assertThat(ask("/prompts/nowhere/render", "{}").status()).isEqualTo(404);
        assertThat(ask("/prompts/two/render", "{'version':7}").status()).isEqualTo(404);
        assertThat(ask("/prompts/two/render", "{'version':1,'label':'x'}").status())
                .isEqualTo(400);
    }

    @Test
    void aPromptThatCannotWorkIsNotSaved() throws Exception {
        var broken = save("prompt", "broken", "{'messages':[{'role':'user','content':'{{#a}}'}]}");
        var missing = save("prompt", "missing", "{'text':'{{> not/there}}'}");
        save("prompt", "round", "{'text':'x'}");
        var circle = ask("/artifacts/prompt/round/versions", "{'content':{'text':'{{> round}}'}}");
        var tool = save("tool", "bad", "{'name':'no good','parameters':{'type':7}}");

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body().at("/errors/0/field").asString()).isEqualTo("content.messages[0].content");
        assertThat(broken.body().at("/errors/0/detail").asString()).startsWith("line 1, column 1: ");
        assertThat(missing.body().path("detail").asString()).contains("there is no prompt 'not/there'");
        assertThat(circle.body().path("detail").asString()).contains("round → round");
        assertThat(tool.body().path("errors")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theEditorIsToldWhatIsFound() throws Exception {
        save("prompt", "part", "{'text':'{{inner}}'}");

        var found = ask("/prompts/check", """
                {'name':'new','content':{'messages':[
                   {'role':'system','content':'{{> part}}\\n  {{question}}{{#docs}}{{title}}{{/docs}}'},{'role':'user','content':'{{oops'}],
                  'variables':{'question':{'type':'string','example':'Refund?'},'unused':{}}}}
                """).body();

        assertThat(found.path("variables"))
                .extracting(
                        it -> it.path("name").asString(),
                        it -> it.path("required").asBoolean())
                .containsExactly(
                        tuple("question", true), tuple("docs", true), tuple("title", false), tuple("inner", true));
        assertThat(found.at("/variables/0/line").asInt()).isEqualTo(2);
        assertThat(found.at("/variables/0/column").asInt()).isEqualTo(3);
        assertThat(found.path("problems")).hasSize(1);
        assertThat(found.at("/problems/0/field").asString()).isEqualTo("messages[1].content");
        assertThat(found.at("/problems/0/line").asInt()).isEqualTo(1);
        assertThat(found.at("/warnings/0").asString()).contains("'unused'");
        assertThat(found.at("/includes/0/name").asString()).isEqualTo("part");
        assertThat(found.path("aboutTokens").asInt()).isPositive();
    }

    @Test
    void aPromptOfTenMegabytesIsRefused() throws Exception {
        var large = "{'kind':'prompt','name':'large','content':{'text':'" + "x".repeat(10 * 1024 * 1024) + "'}}";

        assertThat(server.ask("POST", PROJECT + "/prompts/check", large).statusCode())
                .isEqualTo(413);
        assertThat(server.ask("POST", PROJECT + "/artifacts", large).statusCode())
                .isEqualTo(413);
    }
}
