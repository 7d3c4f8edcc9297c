package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.Events;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class RegistryHttpTest extends OnBothDatabases {
    private static final String GREETING = "/artifacts/prompt/greeting";

    private ServedRegistry served;

    @BeforeEach
    void start() throws Exception {
        served = new ServedRegistry(records, home);
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void versionsAreNumberedFromOneAndComeBackAsTheyWereSaved() throws Exception {
        served.ask("POST", "/artifacts", "{\"kind\":\"prompt\",\"name\":\"greeting\",\"tags\":[\"b\",\"a\",\"a\"]}");
        var first = save(GREETING, "{\"text\":\"Hi\", \"b\":1.50}", "\"message\":\"first\",\"expectedLatest\":0");
        var second = save(GREETING, "{\"text\":\"Hello\"}", "\"expectedLatest\":1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("outcome")).isEqualTo("saved");
        assertThat(second.body().path("version").path("number").asInt()).isEqualTo(2);
        assertThat(second.body().path("version").path("parent").asInt()).isEqualTo(1);
        var read = served.get(GREETING + "/versions/1").body();
        assertThat(read.path("content")).isEqualTo(Json.MAPPER.readTree("{\"b\":1.5,\"text\":\"Hi\"}"));
        assertThat(read.path("message").asString()).isEqualTo("first");
        assertThat(read.path("author").asString()).isEqualTo("command line");
        assertThat(read.path("digest").asString()).startsWith("sha256:");
        assertThat(served.get(GREETING + "/versions/latest")
                        .body()
                        .path("number")
                        .asInt())
                .isEqualTo(2);
        assertThat(served.get(GREETING + "/versions/" + read.path("digest").asString())
                        .body()
                        .path("number")
                        .asInt())
                .isEqualTo(1);
        assertThat(served.get(GREETING).body().path("latest").asInt()).isEqualTo(2);
        assertThat(served.get(GREETING).body().path("tags")).isEqualTo(Json.MAPPER.readTree("[\"a\",\"b\"]"));
        assertThat(numbers(served.get(GREETING + "/versions?limit=1").body())).containsExactly(2);
        assertThat(served.get(GREETING + "/versions?limit=1").text("nextCursor"))
                .isEqualTo("2");
        assertThat(numbers(served.get(GREETING + "/versions?limit=1&cursor=2").body()))
                .containsExactly(1);
    }

    @Test
    void theSameContentAgainIsTheSameDigestAndNoNewVersion() throws Exception {
        var first = create("greeting", "{\"a\":1,\"b\":[1.0,2]}");
        var again = save(GREETING, "{ \"b\": [1, 2e0], \"a\": 1 }", "\"expectedLatest\":0");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("outcome")).isEqualTo("unchanged");
        assertThat(again.body().path("version").path("digest")).isEqualTo(first.path("digest"));

        save(GREETING, "{\"a\":2}", "");
        var back = save(GREETING, "{\"a\":1,\"b\":[1,2]}", "");
        assertThat(back.body().path("version").path("number").asInt()).isEqualTo(3);
        assertThat(back.body().path("version").path("digest")).isEqualTo(first.path("digest"));
    }

    @Test
    void aSaveFromAnOldStateIsAConflictThatSaysWhoSavedWhat() throws Exception {
        create("greeting", "{\"a\":1}");
        save(GREETING, "{\"a\":2}", "\"expectedLatest\":1,\"message\":\"shorter\"");

        var late = save(GREETING, "{\"a\":3}", "\"expectedLatest\":1");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("outcome")).isEqualTo("stale");
        assertThat(late.body().path("stale").path("latest").asInt()).isEqualTo(2);
        assertThat(late.text("detail"))
                .contains("version 2 was saved by command line")
                .contains("'shorter'")
                .contains("expectedLatest 2");
        assertThat(served.get(GREETING).body().path("latest").asInt()).isEqualTo(2);
    }

    @Test
    void manyWhoSaveAtOnceLoseNothingAndLeaveNoGap() throws Exception {
        create("greeting", "{\"n\":0}");
        var work = new ArrayList<Callable<ServedRegistry.Answered>>();
        for (int i = 1; i <= 80; i++) {
            var content = "{\"n\":" + i + "}";
            work.add(() -> save(GREETING, content, ""));
        }
        var answers = new ArrayList<ServedRegistry.Answered>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(work)) {
                answers.add(done.get());
            }
        }

        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
        assertThat(answers.stream()
                        .map(it -> it.body().path("version").path("number").asInt())
                        .sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 81).boxed().toList());
        for (var answer : answers) {
            var saved = answer.body().path("version");
            assertThat(served.get(GREETING + "/versions/" + saved.path("number").asInt())
                            .body()
                            .path("content"))
                    .isEqualTo(saved.path("content"));
        }
        assertThat(eventTypes()).hasSize(81);
    }

    @Test
    void ofManyWhoSaveFromTheSameStateOneSavesAndTheOthersAreTold() throws Exception {
        create("greeting", "{\"n\":0}");
        var work = new ArrayList<Callable<ServedRegistry.Answered>>();
        for (int i = 1; i <= 12; i++) {
            var content = "{\"n\":" + i + "}";
            work.add(() -> save(GREETING, content, "\"expectedLatest\":1"));
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var done : threads.invokeAll(work)) {
                statuses.add(done.get().status());
            }
        }

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(it -> it == 201)).hasSize(1);
        assertThat(served.get(GREETING).body().path("latest").asInt()).isEqualTo(2);
    }

    @Test
    void aLabelMovesOnlyFromWhereItWasSeenAndRemembersEveryMove() throws Exception {
        create("greeting", "{\"n\":1}");
        save(GREETING, "{\"n\":2}", "");
        var label = GREETING + "/labels/production";

        assertThat(served.ask("PUT", label, "{\"version\":1,\"expected\":0}").text("outcome"))
                .isEqualTo("moved");
        assertThat(served.ask("PUT", label, "{\"version\":1,\"expected\":0}").text("outcome"))
                .isEqualTo("unchanged");
        var late = served.ask("PUT", label, "{\"version\":2,\"expected\":0}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("actual").asInt()).isEqualTo(1);
        assertThat(late.text("detail")).contains("points at version 1 since command line moved it");
        served.ask("PUT", label, "{\"version\":2,\"expected\":1,\"reason\":\"better\"}");

        assertThat(served.get(GREETING + "/versions/production")
                        .body()
                        .path("number")
                        .asInt())
                .isEqualTo(2);
        assertThat(served.get(GREETING).body().path("labels").path("production").asInt())
                .isEqualTo(2);
        assertThat(served.get(GREETING + "/versions/2")
                        .body()
                        .path("labels")
                        .get(0)
                        .asString())
                .isEqualTo("production");
        assertThat(served.ask("DELETE", label + "?expected=1", "").status()).isEqualTo(409);
        assertThat(served.ask("DELETE", label + "?expected=2", "").text("outcome"))
                .isEqualTo("moved");
        assertThat(served.get(GREETING + "/versions/production").status()).isEqualTo(404);

        var history = served.get(label + "/history").body().path("items");
        assertThat(history.size()).isEqualTo(3);
        assertThat(history.get(0).path("to").asInt()).isZero();
        assertThat(history.get(1).path("reason").asString()).isEqualTo("better");
        assertThat(history.get(2).path("from").asInt()).isZero();
        assertThat(served.ask("PUT", label, "{\"version\":9,\"expected\":0}").status())
                .isEqualTo(404);
        assertThat(eventTypes())
                .containsExactly("version.created", "version.created", "label.moved", "label.moved", "label.deleted");
    }

    @Test
    void ofTwoWhoMoveALabelAtOnceOneMovesItAndTheOtherIsTold() throws Exception {
        create("greeting", "{\"n\":0}");
        for (int i = 1; i <= 8; i++) {
            save(GREETING, "{\"n\":" + i + "}", "");
        }
        var work = new ArrayList<Callable<ServedRegistry.Answered>>();
        for (int i = 1; i <= 8; i++) {
            var body = "{\"version\":" + i + ",\"expected\":0}";
            work.add(() -> served.ask("PUT", GREETING + "/labels/production", body));
        }
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(work)) {
                outcomes.add(done.get().text("outcome"));
            }
        }

        assertThat(outcomes).containsOnly("moved", "stale");
        assertThat(outcomes.stream().filter("moved"::equals)).hasSize(1);
    }

    @Test
    void namesMayHoldWhatPeopleWriteAndNotWhatPathsMean() throws Exception {
        for (String name : List.of("100% sure", "grüße/🎉 party", "a/b/c.d+e", "sälj?&#=", "x".repeat(200))) {
            create(name, "{\"n\":1}");
            var read = served.get("/artifacts/prompt/" + ServedRegistry.segment(name));
            assertThat(read.status()).as(name).isEqualTo(200);
            assertThat(read.text("name")).isEqualTo(name);
        }
        for (String name : List.of(
                "",
                "/a",
                "a/",
                "a//b",
                "../a",
                "a/./b",
                "a@b",
                "a\\b",
                " a",
                "a /b",
                "a\u0000",
                "a\u202e\n",
                "x".repeat(201),
                "a/".repeat(10) + "a")) {
            var refused = served.ask(
                    "POST",
                    "/artifacts",
                    Json.MAPPER
                            .createObjectNode()
                            .put("kind", "prompt")
                            .put("name", name)
                            .toString());
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.body().path("errors").get(0).path("field").asString())
                    .isEqualTo("name");
        }
    }

    @Test
    void contentsBeyondTheLimitsAreRefusedInWords() throws Exception {
        create("greeting", "{\"n\":1}");
        var deep = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
        var long1 = "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}";

        assertThat(save(GREETING, "[1]", "").text("detail")).contains("content: is not a JSON object");
        assertThat(save(GREETING, deep, "").text("detail")).contains("deeper than 64");
        assertThat(save(GREETING, "{\"a\":1e999}", "").text("detail")).contains("outside of what a double can hold");
        assertThat(save(GREETING, long1, "").status()).isEqualTo(413);
        assertThat(save(GREETING, long1, "").text("detail")).contains("the most is 1048576");
        assertThat(save(GREETING, "{\"a\":\"" + "x".repeat(10_000_000) + "\"}", "")
                        .status())
                .isEqualTo(413);
        assertThat(served.get(GREETING).body().path("latest").asInt()).isEqualTo(1);
    }

    @Test
    void listsAreFoundByFolderWordsTagAndLabelPageByPage() throws Exception {
        create("billing/refund", "{\"n\":1}");
        create("billing/answers/short", "{\"n\":1}");
        create("billing/answers/long", "{\"n\":1}");
        create("greeting", "{\"n\":1}");
        served.ask("POST", "/artifacts", """
                {"kind":"tool","name":"lookup","description":"Finds an INVOICE by its 100% number","tags":["money"]}""");
        served.ask("PUT", GREETING + "/labels/production", "{\"version\":1,\"expected\":0}");

        assertThat(names(""))
                .isEqualTo("billing/answers/long, billing/answers/short, billing/refund, greeting, lookup");
        assertThat(names("?kind=tool")).isEqualTo("lookup");
        assertThat(names("?folder=/")).isEqualTo("greeting, lookup");
        assertThat(served.get("/artifacts?folder=/").body().path("folders"))
                .isEqualTo(Json.MAPPER.readTree("[{\"path\":\"billing\",\"artifacts\":3}]"));
        assertThat(names("?folder=billing")).isEqualTo("billing/refund");
        assertThat(served.get("/artifacts?folder=billing").body().path("folders"))
                .isEqualTo(Json.MAPPER.readTree("[{\"path\":\"billing/answers\",\"artifacts\":2}]"));
        assertThat(names("?folder=billing&q=SHORT")).isEqualTo("billing/answers/short");
        assertThat(names("?q=invoice%20100%25")).isEqualTo("lookup");
        assertThat(names("?q=100_")).isEmpty();
        assertThat(names("?tag=money")).isEqualTo("lookup");
        assertThat(names("?label=production")).isEqualTo("greeting");
        assertThat(names("?favourite=true")).isEmpty();

        var first = served.get("/artifacts?limit=2").body();
        assertThat(names("?limit=3&cursor=" + first.path("nextCursor").asString()))
                .isEqualTo("billing/refund, greeting, lookup");
        var newest = served.get("/artifacts?sort=updated&limit=1").body();
        assertThat(newest.path("items").get(0).path("name").asString()).isEqualTo("greeting");
        assertThat(names("?sort=updated&limit=1&cursor="
                        + newest.path("nextCursor").asString()))
                .isEqualTo("lookup");
        assertThat(served.get("/artifacts?cursor=" + newest.path("nextCursor").asString())
                        .status())
                .isEqualTo(400);
        assertThat(served.get("/artifact-tags").body().path("items"))
                .isEqualTo(Json.MAPPER.readTree("[{\"tag\":\"money\",\"artifacts\":1}]"));
    }

    @Test
    void aKeySaysByItsRoleWhatItsHolderMayDo() throws Exception {
        create("greeting", "{\"n\":1}");

        assertThat(served.ask("GET", GREETING, "", served.application).status()).isEqualTo(200);
        var refused = served.ask("POST", GREETING + "/versions", "{\"content\":{\"n\":2}}", served.application);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("detail")).contains("role 'developer'");
        assertThat(served.ask("POST", GREETING + "/versions", "{\"content\":{\"n\":2}}", served.developer)
                        .status())
                .isEqualTo(201);
        var made = served.ask("POST", "/keys", "{\"name\":\"ci\",\"role\":\"developer\"}");
        assertThat(made.body().path("item").path("role").asString()).isEqualTo("developer");
        assertThat(served.ask("POST", "/keys", "{\"name\":\"ci\",\"role\":\"king\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatWasDoneIsOnRecord() throws Exception {
        create("greeting", "{\"n\":1}");
        served.ask("PUT", GREETING + "/labels/production", "{\"version\":1,\"expected\":0,\"reason\":\"go\"}");

        var audit = served.ask("GET", "/api/v1/audit?project=demo", "").body().path("items");
        assertThat(audit.findValuesAsString("action")).contains("artifact created", "version saved", "label moved");
        assertThat(audit.findValuesAsString("subject")).contains("prompt greeting production: 0 to 1 because go");
    }

    private JsonNode create(String name, String content) throws Exception {
        var body = Json.MAPPER.createObjectNode().put("kind", "prompt").put("name", name);
        body.set("content", Json.MAPPER.readTree(content));
        var made = served.ask("POST", "/artifacts", body.toString());
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return served.get("/artifacts/prompt/" + ServedRegistry.segment(name) + "/versions/1")
                .body();
    }

    private ServedRegistry.Answered save(String artifact, String content, String more) throws Exception {
        return served.ask(
                "POST", artifact + "/versions", "{\"content\":" + content + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private String names(String query) throws Exception {
        return String.join(
                ", ", served.get("/artifacts" + query).body().path("items").findValuesAsString("name"));
    }

    private static List<Integer> numbers(JsonNode page) {
        return page.path("items").findValues("number").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    private List<String> eventTypes() {
        try (var events = Events.follow(records, InstantSource.system())) {
            return events.after(0, 1000).stream().map(it -> it.type()).toList();
        }
    }
}
