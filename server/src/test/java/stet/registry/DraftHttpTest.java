package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;

class DraftHttpTest extends OnBothDatabases {
    private static final String GREETING = "/artifacts/prompt/greeting";
    private static final String DRAFTS = GREETING + "/drafts";

    private ServedRegistry served;

    @BeforeEach
    void start() throws Exception {
        served = new ServedRegistry(records, home);
        served.ask("POST", "/artifacts", """
                {"kind":"prompt","name":"greeting","content":{"text":"Hi {{name}}","model":"a"}}""");
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void aDraftIsSavedRevisionByRevisionAndNobodysChangeIsOverwritten() throws Exception {
        var draft = served.ask("POST", DRAFTS, "{\"title\":\"shorter\"}").body();
        var path = DRAFTS + "/" + draft.path("id").asString();
        assertThat(draft.path("base").asInt()).isEqualTo(1);
        assertThat(draft.path("content").path("text").asString()).isEqualTo("Hi {{name}}");

        assertThat(served.ask("PUT", path, "{\"revision\":1,\"content\":{\"text\":\"Hi\"}}")
                        .text("outcome"))
                .isEqualTo("saved");
        var late = served.ask("PUT", path, "{\"revision\":1,\"content\":{\"text\":\"Hey\"}}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("draft").path("content").path("text").asString())
                .isEqualTo("Hi");
        assertThat(late.text("detail")).contains("is at revision 2");
        assertThat(served.get(path).body().path("revision").asInt()).isEqualTo(2);
        assertThat(served.get(DRAFTS).body().path("items").get(0).has("content"))
                .isFalse();
        assertThat(served.ask("PUT", path, "{\"revision\":2,\"base\":7}").status())
                .isEqualTo(404);
        assertThat(served.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(served.get(path).status()).isEqualTo(404);
        assertThat(served.get(GREETING).body().path("latest").asInt()).isEqualTo(1);
    }

    @Test
    void aDraftOfAnOldVersionTakesInWhatWasSavedSinceAndShowsConflicts() throws Exception {
        var path = DRAFTS + "/" + served.ask("POST", DRAFTS, "").text("id");
        served.ask("PUT", path, "{\"revision\":1,\"content\":{\"text\":\"Hello {{name}}\",\"model\":\"a\"}}");
        served.ask("POST", GREETING + "/versions", "{\"content\":{\"text\":\"Hi {{name}}\",\"model\":\"b\"}}");

        var clean = served.ask("POST", path + "/merge", "").body();
        assertThat(clean.path("outcome").asString()).isEqualTo("clean");
        assertThat(clean.path("base").asInt()).isEqualTo(2);
        assertThat(clean.path("content"))
                .isEqualTo(Json.MAPPER.readTree("{\"text\":\"Hello {{name}}\",\"model\":\"b\"}"));

        served.ask("POST", GREETING + "/versions", "{\"content\":{\"text\":\"Dear {{name}}\",\"model\":\"b\"}}");
        var conflict =
                served.ask("POST", path + "/merge", "{\"version\":\"3\"}").body();
        assertThat(conflict.path("outcome").asString()).isEqualTo("conflicts");
        assertThat(conflict.path("conflicts")).isEqualTo(Json.MAPPER.readTree("""
                [{"path":"/text","base":"Hi {{name}}","mine":"Hello {{name}}","theirs":"Dear {{name}}"}]"""));
    }

    @Test
    void aBranchIsADraftOfItsOwnAndCanBeMergedBack() throws Exception {
        var trunk = DRAFTS + "/" + served.ask("POST", DRAFTS, "").text("id");
        var made = served.ask(
                "POST", DRAFTS, "{\"branchOf\":\"" + served.get(trunk).text("id") + "\",\"title\":\"model c\"}");
        var branch = DRAFTS + "/" + made.text("id");
        assertThat(made.text("branchedFrom")).isEqualTo(served.get(trunk).text("id"));
        served.ask("PUT", branch, "{\"revision\":1,\"content\":{\"text\":\"Hi {{name}}\",\"model\":\"c\"}}");
        served.ask("PUT", trunk, "{\"revision\":1,\"content\":{\"text\":\"Hey {{name}}\",\"model\":\"a\"}}");

        var merged = served.ask("POST", trunk + "/merge", "{\"draft\":\"" + made.text("id") + "\"}")
                .body();

        assertThat(merged.path("outcome").asString()).isEqualTo("clean");
        assertThat(merged.path("content"))
                .isEqualTo(Json.MAPPER.readTree("{\"text\":\"Hey {{name}}\",\"model\":\"c\"}"));
    }

    @Test
    void draftsKeepTheLimitsOfContentsAndBelongToTheirArtifact() throws Exception {
        var deep = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
        assertThat(served.ask("POST", DRAFTS, "{\"content\":" + deep + "}").text("detail"))
                .contains("deeper than 64");
        assertThat(served.ask("POST", DRAFTS, "{\"content\":[]}").status()).isEqualTo(400);
        assertThat(served.ask("POST", DRAFTS, "{\"base\":9}").status()).isEqualTo(404);
        served.ask("POST", "/artifacts", "{\"kind\":\"prompt\",\"name\":\"other\"}");
        var id = served.ask("POST", DRAFTS, "").text("id");
        assertThat(served.get("/artifacts/prompt/other/drafts/" + id).status()).isEqualTo(404);
        assertThat(served.ask("POST", "/artifacts/prompt/other/drafts", "")
                        .body()
                        .path("content"))
                .isEqualTo(Json.MAPPER.createObjectNode());
        assertThat(served.ask("POST", DRAFTS, "", served.application).status()).isEqualTo(403);
    }

    @Test
    void theDifferenceOfTwoVersionsIsTold() throws Exception {
        served.ask("POST", GREETING + "/versions", "{\"content\":{\"text\":\"Hello {{name}}\",\"model\":\"a\"}}");
        served.ask("PUT", GREETING + "/labels/production", "{\"version\":1,\"expected\":0}");

        var difference = served.get(GREETING + "/diff?from=production").body();

        assertThat(difference).isEqualTo(Json.MAPPER.readTree("""
                {"from":1,"to":2,"changes":[{"path":"/text","kind":"changed","before":"Hi {{name}}","after":"Hello {{name}}",
                 "text":[{"op":"delete","text":"Hi"},{"op":"insert","text":"Hello"},{"op":"equal","text":" {{name}}"}]}]}"""));
        assertThat(served.get(GREETING + "/diff")
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("from");
        assertThat(served.get(GREETING + "/diff?from=2&to=2")
                        .body()
                        .path("changes")
                        .size())
                .isZero();
    }
}
