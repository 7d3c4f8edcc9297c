package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.db.Events;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import stet.registry.ServedRegistry.Answered;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ImportHttpTest extends OnBothDatabases {
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
    void versionsKeepWhoWroteThemWhenAndWhereTheirLabelsPointed() throws Exception {
        var report = take(
                "",
                artifact("billing/greeting", version("4", "Hi"), version("7", "Hello", "production"))
                        .put("description", "Greets")
                        .set("tags", Json.MAPPER.readTree("[\"warm\"]")));

        assertThat(report.path("versions").path("created").asInt()).isEqualTo(2);
        assertThat(report.path("artifacts").path("created").asInt()).isEqualTo(1);
        assertThat(report.path("labels").path("created").asInt()).isEqualTo(1);
        var second = get("billing/greeting", "production");
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("message").asString()).isEqualTo("said Hello");
        assertThat(second.path("author").asString()).isEqualTo("command line");
        assertThat(second.path("origin")).isEqualTo(Json.MAPPER.readTree("""
                {"system":"acme","reference":"7","author":"ada@example.com","at":"2024-05-01T10:00:00.250Z"}"""));
        var artifact = served.get("/artifacts/prompt/billing%2Fgreeting").body();
        assertThat(artifact.path("description").asString()).isEqualTo("Greets");
        assertThat(artifact.path("tags").path(0).asString()).isEqualTo("warm");
        assertThat(served.get("/api/v1/audit?limit=10").body().toString())
                .contains("artifact imported", "prompt billing/greeting from acme: 2 versions, 1 labels");
    }

    @Test
    void theSameImportAgainChangesNothingAndOneWithMoreAddsOnlyThat() throws Exception {
        var first = artifact("greeting", version("1", "Hi"), version("2", "Hello", "production"));
        take("", first);
        long events = events();

        var again = take("", first);

        assertThat(again.path("versions").path("alreadyThere").asInt()).isEqualTo(2);
        assertThat(again.path("labels").path("alreadyThere").asInt()).isEqualTo(1);
        assertThat(again.path("items").path(0).path("outcome").asString()).isEqualTo("already-there");
        assertThat(events()).isEqualTo(events);

        var more = take("", artifact("greeting", version("1", "Hi"), version("2", "Hello"), version("3", "Hey")));

        assertThat(outcomes(more, "versions")).containsExactly("already-there", "already-there", "created");
        assertThat(more.path("items").path(0).path("outcome").asString()).isEqualTo("changed");
        assertThat(get("greeting", "latest").path("number").asInt()).isEqualTo(3);
    }

    @Test
    void aDryRunSaysTheSameAndSavesNothing() throws Exception {
        var artifact = artifact("greeting", version("1", "Hi"), version("2", "Hello", "production"));

        var tried = (ObjectNode) take("\"dryRun\":true", artifact);

        assertThat(served.get("/artifacts/prompt/greeting").status()).isEqualTo(404);
        assertThat(tried.put("dryRun", false)).isEqualTo(take("", artifact));
    }

    @Test
    void anArtifactComesInWholeOrNotAtAllAndOthersComeInBesideIt() throws Exception {
        var large = version("2", "x".repeat(10 * 1024 * 1024), "staging");

        var report = take(
                "",
                artifact("broken", version("1", "Hi", "production"), large, version("3", "Hello")),
                artifact("fine", version("1", "Hi")));

        assertThat(outcomes(report, "versions")).containsExactly("skipped", "refused", "skipped", "created");
        assertThat(outcomes(report, "labels")).containsExactly("skipped", "skipped");
        assertThat(report.path("items")
                        .path(0)
                        .path("versions")
                        .path(1)
                        .path("reason")
                        .asString())
                .contains("10485771 bytes", "1048576");
        assertThat(served.get("/artifacts/prompt/broken").status()).isEqualTo(404);
        assertThat(served.get("/artifacts/prompt/fine").status()).isEqualTo(200);
        assertAddsUp(report);

        var without = take(
                "\"skipRefused\":true",
                artifact("broken", version("1", "Hi", "production"), large, version("3", "Hello")));

        assertThat(outcomes(without, "versions")).containsExactly("created", "refused", "created");
        assertThat(outcomes(without, "labels")).containsExactly("created", "skipped");
        assertThat(get("broken", "latest").path("origin").path("reference").asString())
                .isEqualTo("3");
        assertAddsUp(without);
    }

    @Test
    void aBreakInTheMiddleIsMendedByImportingAgain() throws Exception {
        var all = IntStream.range(0, 30)
                .mapToObj(it -> artifact("prompt-" + it, version("1", "a" + it), version("2", "b" + it, "production")))
                .toArray(JsonNode[]::new);
        take("", List.of(all).subList(0, 11).toArray(JsonNode[]::new));

        var report = take("", all);

        assertThat(report.path("artifacts").path("alreadyThere").asInt()).isEqualTo(11);
        assertThat(report.path("artifacts").path("created").asInt()).isEqualTo(19);
        assertThat(report.path("versions").path("created").asInt()).isEqualTo(38);
        assertAddsUp(report);
        assertThat(take("", all).path("versions").path("alreadyThere").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing/50% off", "✨/emoji 🦊", "100%2Freal", "a/b/c/d", "?q=1&x#y"})
    void namesComeInAsTheyAre(String name) throws Exception {
        var report = take("", artifact(name, version("1", "Hi")));

        assertThat(report.path("items").path(0).path("outcome").asString()).isEqualTo("created");
        assertThat(get(name, "1").path("name").asString()).isEqualTo(name);
    }

    @Test
    void aNameThatCannotBeIsRefusedInWords() throws Exception {
        var report = take("", artifact("who@where", version("1", "Hi")), artifact("../up", version("1", "Hi")));

        assertThat(report.path("artifacts").path("refused").asInt()).isEqualTo(2);
        assertThat(report.path("items").path(0).path("reason").asString()).contains("name: holds '@'");
        assertAddsUp(report);
    }

    @Test
    void aLabelThatPointsElsewhereMovesOnlyWhenAskedAndAProtectedOneNever() throws Exception {
        take("", artifact("greeting", version("1", "Hi", "production", "staging", "canary")));
        var moved = artifact("greeting", version("1", "Hi"), version("2", "Ho", "production", "staging"));
        served.ask("PUT", "/label-protections/prompt/production", "{\"approvals\":1}");

        var stayed = take("", moved);

        assertThat(outcomes(stayed, "labels")).containsExactly("refused", "skipped");
        assertThat(stayed.toString()).contains("it is protected: ask for the move to version 2", "points at version 1");
        assertThat(labels("greeting")).isEqualTo("{\"canary\":1,\"production\":1,\"staging\":1}");

        var asked = take("\"moveLabels\":true", moved);

        assertThat(outcomes(asked, "labels")).containsExactly("refused", "changed");
        assertThat(labels("greeting")).isEqualTo("{\"canary\":1,\"production\":1,\"staging\":2}");
        assertThat(served.get("/artifacts/prompt/greeting/labels/staging/history")
                        .body()
                        .toString())
                .contains("imported from acme");
    }

    @Test
    void labelsThatCannotBeAreRefusedAndTheVersionsComeIn() throws Exception {
        var report = take(
                "",
                artifact("greeting", version("1", "Hi", "two words", "production"), version("2", "Ho", "production")));

        assertThat(outcomes(report, "labels")).containsExactly("refused", "created", "refused");
        assertThat(report.toString()).contains("'two words' is not a label", "at several versions in this import");
        assertThat(report.path("versions").path("created").asInt()).isEqualTo(2);
        assertAddsUp(report);
    }

    @Test
    void anotherContentUnderAKnownReferenceIsRefused() throws Exception {
        take("", artifact("greeting", version("1", "Hi")));

        var report =
                take("", artifact("greeting", version("1", "Something else"), version("2", "Ho"), version("2", "Ho")));

        assertThat(report.toString())
                .contains("'1' was imported before as version 1, with another content", "'2' is there twice");
        assertThat(get("greeting", "latest").path("number").asInt()).isEqualTo(1);
    }

    @Test
    void versionsComeBehindThoseThatAPromptHadHere() throws Exception {
        served.ask("POST", "/artifacts", "{\"kind\":\"prompt\",\"name\":\"greeting\",\"content\":{\"text\":\"Own\"}}");

        var report = take("", artifact("greeting", version("1", "Hi")).set("tags", Json.MAPPER.readTree("[\"x\"]")));

        assertThat(report.path("items").path(0).path("reason").asString())
                .isEqualTo(
                        "it was here already, with 1 versions of its own before these; its tags here stay, without x");
        assertThat(get("greeting", "2").path("origin").path("reference").asString())
                .isEqualTo("1");

        served.ask("PUT", "/artifacts/prompt/greeting", "{\"archived\":true}");
        var archived = take("", artifact("greeting", version("2", "Ho")));
        assertThat(archived.path("items").path(0).path("reason").asString()).contains("archived here");
    }

    @Test
    void fieldsThatNobodyKnowsAndTimesThatAreNoneAreReported() throws Exception {
        var odd = version("1", "Hi").put("mood", "sunny").put("at", "yesterday").put("author", "");
        var report = take("", artifact("greeting", odd).put("owner/s", "ada"));

        assertThat(report.path("items").path(0).path("versions").path(0).path("leftOut"))
                .isEqualTo(Json.MAPPER.readTree(
                        "[\"/artifacts/0/owner~1s\",\"/artifacts/0/versions/0/mood\",\"/artifacts/0/versions/0/at\"]"));
        assertThat(report.path("fieldsLeftOut").asInt()).isEqualTo(3);
        assertThat(get("greeting", "1").path("origin"))
                .isEqualTo(Json.MAPPER.readTree("{\"system\":\"acme\",\"reference\":\"1\"}"));
    }

    @Test
    void whatIsNoArtifactIsNamedAndWhatIsTooMuchIsRefused() throws Exception {
        var mixed = take("", Json.MAPPER.readTree("\"hello\""), artifact("greeting", version("1", "Hi")));
        assertThat(mixed.path("unread").path(0).asString()).startsWith("/artifacts/0: is no artifact");
        assertThat(mixed.path("artifacts").path("created").asInt()).isEqualTo(1);

        var many = IntStream.rangeClosed(0, Imports.MOST_ARTIFACTS)
                .mapToObj(it -> artifact("p" + it, version("1", "Hi")))
                .toArray(JsonNode[]::new);
        assertThat(ask("", many).text("detail")).contains("1001 artifacts", "at most 1000");
        assertThat(served.ask("POST", "/artifact-imports", "{\"from\":\"acme\",\"items\":[]}")
                        .text("detail"))
                .contains("exports of 'acme' are not read here");
        assertThat(served.ask("POST", "/artifact-imports", "{\"from\":\"A C\",\"artifacts\":[]}")
                        .text("detail"))
                .contains("is not a system's name");
        assertThat(served.ask("POST", "/artifact-imports", "{\"from\":\"acme\"}")
                        .text("detail"))
                .contains("either 'items'");
        assertThat(served.ask("POST", "/artifact-imports", "{\"from\":\"acme\",\"artifacts\":[]}", served.application)
                        .status())
                .isEqualTo(403);
    }

    private static ObjectNode artifact(String name, ObjectNode... versions) {
        var artifact = Json.MAPPER.createObjectNode().put("kind", "prompt").put("name", name);
        var list = artifact.putArray("versions");
        List.of(versions).forEach(list::add);
        return artifact;
    }

    private static ObjectNode version(String reference, String text, String... labels) {
        var version = Json.MAPPER
                .createObjectNode()
                .put("reference", reference)
                .put("message", "said " + (text.length() > 100 ? "much" : text))
                .put("author", "ada@example.com")
                .put("at", "2024-05-01T12:00:00.25+02:00");
        version.putObject("content").put("text", text);
        var list = version.putArray("labels");
        List.of(labels).forEach(list::add);
        return version;
    }

    private Answered ask(String more, JsonNode... artifacts) throws Exception {
        var body = "{\"from\":\"acme\"" + (more.isEmpty() ? "" : "," + more) + ",\"artifacts\":"
                + List.of(artifacts).stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]")) + "}";
        return served.ask("POST", "/artifact-imports", body);
    }

    private JsonNode take(String more, JsonNode... artifacts) throws Exception {
        var answer = ask(more, artifacts);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode get(String name, String reference) throws Exception {
        return served.get("/artifacts/prompt/" + ServedRegistry.segment(name) + "/versions/" + reference)
                .body();
    }

    private String labels(String name) throws Exception {
        return served.get("/artifacts/prompt/" + name).body().path("labels").toString();
    }

    private long events() {
        try (var events = Events.follow(records, InstantSource.system())) {
            return events.last();
        }
    }

    private static List<String> outcomes(JsonNode report, String of) {
        var outcomes = new ArrayList<String>();
        report.path("items")
                .forEach(item -> item.path(of)
                        .forEach(it -> outcomes.add(it.path("outcome").asString())));
        return outcomes;
    }

    private static void assertAddsUp(JsonNode report) {
        for (String of : List.of("artifacts", "versions", "labels")) {
            var tally = report.path(of);
            int sum = tally.propertyStream()
                    .filter(it -> !it.getKey().equals("read"))
                    .mapToInt(it -> it.getValue().asInt())
                    .sum();
            assertThat(sum).as(of).isEqualTo(tally.path("read").asInt());
        }
        assertThat(outcomes(report, "versions"))
                .hasSize(report.path("versions").path("read").asInt());
    }
}
