package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class KeepingHttpTest extends OnBothDatabases {
    private ServedRegistry served;

    @BeforeEach
    void start() throws Exception {
        served = new ServedRegistry(records, home);
        served.feature.understands(Kind.PROMPT, new ContentRules() {
            @Override
            public JsonNode checked(Content content) {
                return content.json();
            }

            @Override
            public Set<Uses> uses(JsonNode content) {
                return content.path("includes")
                        .valueStream()
                        .map(it -> new Uses(Kind.PROMPT, it.asString(), "latest"))
                        .collect(Collectors.toSet());
            }
        });
        create("tone", "{\"text\":\"kind\"}");
        create("greeting", "{\"includes\":[\"tone\"]}");
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void whoUsesAnArtifactIsListedAndKeepsItFromGoing() throws Exception {
        var used = served.get("/artifacts/prompt/tone/used-by").body().path("items");
        assertThat(used).isEqualTo(Json.MAPPER.readTree("""
                [{"kind":"prompt","name":"greeting","version":1,"reference":"latest","newest":true}]"""));
        for (var change : List.of("{\"archived\":true}", "{\"name\":\"manner\"}")) {
            var refused = served.ask("PUT", "/artifacts/prompt/tone", change);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("detail")).contains("while it is used by prompt greeting version 1");
        }
        assertThat(served.ask("DELETE", "/artifacts/prompt/tone", "").text("detail"))
                .contains("cannot be removed, it is used by prompt greeting version 1");

        served.ask("PUT", "/artifacts/prompt/greeting/labels/production", "{\"version\":1,\"expected\":0}");
        served.ask("POST", "/artifacts/prompt/greeting/versions", "{\"content\":{\"text\":\"free\"}}");
        assertThat(served.ask("PUT", "/artifacts/prompt/tone", "{\"archived\":true}")
                        .text("detail"))
                .contains("prompt greeting version 1 (production)");
        served.ask("PUT", "/artifacts/prompt/greeting/labels/production", "{\"version\":2,\"expected\":1}");

        assertThat(served.ask("PUT", "/artifacts/prompt/tone", "{\"archived\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(served.get("/artifacts/prompt/tone/used-by")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(served.get("/artifacts/prompt/tone/used-by?all=true")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherFeatureReliesOnStays() throws Exception {
        served.feature.reliedOnBy((_, kind, name) -> kind == Kind.PROMPT && name.equals("greeting")
                ? List.of("release 3 of bot, live in production")
                : List.of());

        var refused = served.ask("PUT", "/artifacts/prompt/greeting", "{\"archived\":true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("release 3 of bot, live in production");
        assertThat(served.get("/artifacts/prompt/greeting/used-by")
                        .body()
                        .path("others")
                        .get(0)
                        .asString())
                .contains("release 3");
        assertThat(served.ask("DELETE", "/artifacts/prompt/greeting", "").status())
                .isEqualTo(409);
    }

    @Test
    void anArchivedArtifactIsOutOfTheListsButStillServesUntilItIsTakenBack() throws Exception {
        served.ask("PUT", "/artifacts/prompt/greeting/labels/production", "{\"version\":1,\"expected\":0}");
        served.ask("PUT", "/artifacts/prompt/greeting", "{\"archived\":true}");

        assertThat(names("")).isEqualTo("tone");
        assertThat(names("?archived=true")).isEqualTo("greeting");
        assertThat(served.get("/artifacts/prompt/greeting/versions/production").status())
                .isEqualTo(200);
        assertThat(served.ask("POST", "/artifacts/prompt/greeting/versions", "{\"content\":{}}")
                        .text("detail"))
                .contains("is archived: take it back first");
        assertThat(served.ask("PUT", "/artifacts/prompt/greeting/labels/x", "{\"version\":1,\"expected\":0}")
                        .status())
                .isEqualTo(409);

        served.ask("PUT", "/artifacts/prompt/greeting", "{\"archived\":false}");
        assertThat(names("")).isEqualTo("greeting, tone");
    }

    @Test
    void aChangeChangesWhatItNamesAndNothingElse() throws Exception {
        served.ask("PUT", "/artifacts/prompt/greeting", "{\"description\":\"Says hello\",\"tags\":[\"x\"]}");
        served.ask("PUT", "/artifacts/prompt/greeting", "{\"name\":\"welcome/greeting\"}");

        var changed = served.get("/artifacts/prompt/welcome%2Fgreeting").body();
        assertThat(changed.path("description").asString()).isEqualTo("Says hello");
        assertThat(changed.path("tags").get(0).asString()).isEqualTo("x");
        assertThat(changed.path("latest").asInt()).isEqualTo(1);
        assertThat(names("?q=hello")).isEqualTo("welcome/greeting");
        assertThat(names("?folder=welcome")).isEqualTo("welcome/greeting");
        assertThat(served.get("/artifacts/prompt/greeting").status()).isEqualTo(404);
        assertThat(served.ask("PUT", "/artifacts/prompt/welcome%2Fgreeting", "{\"name\":\"tone\"}")
                        .status())
                .isEqualTo(409);
        served.ask("PUT", "/artifacts/prompt/welcome%2Fgreeting", "{\"description\":\"\"}");
        assertThat(served.get("/artifacts/prompt/welcome%2Fgreeting").body().has("description"))
                .isFalse();
    }

    @Test
    void favouritesAreEachPersonsOwn() throws Exception {
        var ada = served.new Person("ada");
        ada.ask("PUT", "/artifacts/prompt/tone", "{\"favourite\":true}");

        assertThat(ada.ask("GET", "/artifacts?favourite=true", "")
                        .body()
                        .path("items")
                        .findValuesAsString("name"))
                .containsExactly("tone");
        assertThat(ada.ask("GET", "/artifacts/prompt/tone", "")
                        .body()
                        .path("favourite")
                        .asBoolean())
                .isTrue();
        assertThat(names("?favourite=true")).isEmpty();
        ada.ask("PUT", "/artifacts/prompt/tone", "{\"favourite\":false}");
        assertThat(ada.ask("GET", "/artifacts?favourite=true", "")
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void onlyWhatWasNeverInUseCanBeRemoved() throws Exception {
        served.ask("PUT", "/artifacts/prompt/greeting/labels/production", "{\"version\":1,\"expected\":0}");
        served.ask("DELETE", "/artifacts/prompt/greeting/labels/production?expected=1", "");
        assertThat(served.ask("DELETE", "/artifacts/prompt/greeting", "").text("detail"))
                .contains("was labelled before")
                .contains("archive it instead");

        create("scratch", "{\"includes\":[\"tone\"]}");
        assertThat(served.ask("DELETE", "/artifacts/prompt/scratch", "").status())
                .isEqualTo(204);
        assertThat(served.get("/artifacts/prompt/scratch/versions").status()).isEqualTo(404);
        assertThat(served.get("/artifacts/prompt/tone/used-by?all=true")
                        .body()
                        .path("items")
                        .findValuesAsString("name"))
                .containsExactly("greeting");
    }

    private void create(String name, String content) throws Exception {
        var made = served.ask(
                "POST", "/artifacts", "{\"kind\":\"prompt\",\"name\":\"" + name + "\",\"content\":" + content + "}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    }

    private String names(String query) throws Exception {
        return String.join(
                ", ", served.get("/artifacts" + query).body().path("items").findValuesAsString("name"));
    }
}
