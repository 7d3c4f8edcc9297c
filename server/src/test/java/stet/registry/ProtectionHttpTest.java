package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.Scope;

class ProtectionHttpTest extends OnBothDatabases {
    private static final String GREETING = "/artifacts/prompt/greeting";
    private static final String PRODUCTION = GREETING + "/labels/production";

    private ServedRegistry served;
    private ServedRegistry.Person ada;
    private ServedRegistry.Person bo;
    private ServedRegistry.Person cy;
    private List<String> suiteSays = List.of();

    @BeforeEach
    void start() throws Exception {
        served = new ServedRegistry(records, home);
        served.feature.gate(new VersionGate() {
            @Override
            public List<String> names(Scope.InProject project) {
                return List.of("suite");
            }

            @Override
            public List<String> unmet(Scope.InProject project, String name, Candidate candidate) {
                return suiteSays;
            }
        });
        ada = served.new Person("ada");
        bo = served.new Person("bo");
        cy = served.new Person("cy");
        served.ask("POST", "/artifacts", "{\"kind\":\"prompt\",\"name\":\"greeting\",\"content\":{\"n\":1}}");
        served.ask("PUT", PRODUCTION, "{\"version\":1,\"expected\":0}");
        ada.ask("POST", GREETING + "/versions", "{\"content\":{\"n\":2}}");
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void aProtectedLabelIsHeldUntilEnoughOthersApproveAndThenMovesAtOnce() throws Exception {
        protect("{\"approvals\":2}");

        var held = bo.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}");
        assertThat(held.status()).isEqualTo(422);
        assertThat(held.text("outcome")).isEqualTo("held");
        assertThat(held.body().path("unmet").get(0).asString()).contains("needs 2 approvals and has 0: make a request");

        var request = request(bo, 2);
        assertThat(bo.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}").text("request"))
                .isEqualTo(request);
        assertThat(answer(bo, request, "approve").text("detail")).contains("who asked for a move cannot approve it");
        assertThat(answer(ada, request, "approve").text("detail")).contains("who wrote version 2 cannot approve it");
        assertThat(served.ask("POST", "/label-requests/" + request + "/answer", "{\"answer\":\"approve\"}")
                        .text("detail"))
                .contains("only people approve");
        var first = answer(cy, request, "approve");
        assertThat(first.body().path("request").path("state").asString()).isEqualTo("open");
        assertThat(answer(cy, request, "approve")
                        .body()
                        .path("request")
                        .path("approvedBy")
                        .size())
                .isEqualTo(1);
        assertThat(points()).isEqualTo(1);

        var last = answer(served.new Person("di"), request, "approve");
        assertThat(last.body().path("request").path("state").asString()).isEqualTo("moved");
        assertThat(points()).isEqualTo(2);
        var move = served.get(PRODUCTION + "/history").body().path("items").get(0);
        assertThat(move.path("request").asString()).isEqualTo(request);
        assertThat(move.path("breakGlass").asBoolean()).isFalse();
        assertThat(answer(cy, request, "approve").text("detail")).contains("carried out by di");
    }

    @Test
    void aRequestKeepsWhatWasSaidAndCanBeDeniedOrWithdrawn() throws Exception {
        protect("{\"approvals\":1}");
        var request = request(bo, 2);
        assertThat(bo.ask("POST", "/label-requests", wanted(2)).status()).isEqualTo(409);
        cy.ask("POST", "/label-requests/" + request + "/comments", "{\"text\":\"why?\"}");
        cy.ask("POST", "/label-requests/" + request + "/answer", "{\"answer\":\"deny\",\"comment\":\"too long\"}");

        var denied = served.get("/label-requests/" + request).body();
        assertThat(denied.path("state").asString()).isEqualTo("denied");
        assertThat(denied.path("closedBy").asString()).isEqualTo("cy");
        assertThat(denied.path("comments").findValuesAsString("text")).containsExactly("why?", "too long");
        assertThat(denied.path("comments").get(1).path("answer").asString()).isEqualTo("deny");
        assertThat(points()).isEqualTo(1);

        var again = request(bo, 2);
        assertThat(answer(cy, again, "withdraw").status()).isEqualTo(403);
        assertThat(answer(bo, again, "withdraw")
                        .body()
                        .path("request")
                        .path("state")
                        .asString())
                .isEqualTo("withdrawn");
        assertThat(served.get("/label-requests?state=open").body().path("items").size())
                .isZero();
        assertThat(served.get("/label-requests?kind=prompt&name=greeting")
                        .body()
                        .path("items")
                        .valueStream())
                .extracting(it -> it.path("id").asString())
                .containsExactly(again, request);
    }

    @Test
    void anApprovalOfAMoveThatWasOvertakenMovesNothing() throws Exception {
        served.ask("POST", GREETING + "/versions", "{\"content\":{\"n\":3}}");
        protect("{\"approvals\":1}");
        var request = request(bo, 2);
        served.ask("PUT", PRODUCTION, "{\"version\":3,\"expected\":1,\"breakGlass\":true,\"reason\":\"outage\"}");

        var late = answer(cy, request, "approve");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("detail")).contains("overtaken by another move");
        assertThat(served.get("/label-requests/" + request).text("state")).isEqualTo("stale");
        assertThat(points()).isEqualTo(3);
    }

    @Test
    void breakingGlassNeedsAReasonAndThePermissionAndIsMarkedForGood() throws Exception {
        protect("{\"approvals\":1}");

        assertThat(bo.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1,\"breakGlass\":true,\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        var silent = served.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1,\"breakGlass\":true}");
        assertThat(silent.body().path("errors").get(0).path("field").asString()).isEqualTo("reason");
        assertThat(served.ask(
                                "PUT",
                                PRODUCTION,
                                "{\"version\":2,\"expected\":1,\"breakGlass\":true,\"reason\":\"outage\"}")
                        .text("outcome"))
                .isEqualTo("moved");

        var move = served.get(PRODUCTION + "/history").body().path("items").get(0);
        assertThat(move.path("breakGlass").asBoolean()).isTrue();
        assertThat(move.path("reason").asString()).isEqualTo("outage");
        assertThat(served.get("/api/v1/audit?project=demo").body().path("items").findValuesAsString("action"))
                .contains("label moved, breaking glass", "label protected");
        assertThat(served.ask("DELETE", PRODUCTION + "?expected=2", "").status())
                .isEqualTo(422);
        assertThat(served.ask("DELETE", PRODUCTION + "?expected=2&breakGlass=true&reason=gone", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void gatesAndPermissionsAreAskedOfEveryMove() throws Exception {
        assertThat(served.ask("PUT", "/label-protections/prompt/production", "{\"gates\":[\"moon\"]}")
                        .text("detail"))
                .contains("'moon' is no gate: suite");
        assertThat(served.ask("PUT", "/label-protections/prompt/production", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(bo.ask("PUT", "/label-protections/prompt/production", "{\"approvals\":1}")
                        .status())
                .isEqualTo(403);
        protect("{\"gates\":[\"suite\"],\"permission\":\"manage-environments\"}");
        suiteSays = List.of("the last run of suite 'refunds' failed");

        assertThat(bo.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}")
                        .body()
                        .path("unmet")
                        .toString())
                .contains("permission 'manage-environments'", "suite 'refunds' failed");
        assertThat(served.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}")
                        .body()
                        .path("unmet")
                        .size())
                .isEqualTo(1);
        suiteSays = List.of();
        assertThat(served.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}")
                        .text("outcome"))
                .isEqualTo("moved");
        assertThat(served.get("/label-protections").body().path("gates").get(0).asString())
                .isEqualTo("suite");

        served.ask("DELETE", "/label-protections/prompt/production", "");
        assertThat(bo.ask("PUT", PRODUCTION, "{\"version\":1,\"expected\":2}").text("outcome"))
                .isEqualTo("moved");
    }

    @Test
    void anApprovedRequestWaitsForItsGate() throws Exception {
        protect("{\"approvals\":1,\"gates\":[\"suite\"]}");
        var request = request(bo, 2);
        suiteSays = List.of("no run yet");

        var approved = answer(cy, request, "approve");
        assertThat(approved.body().path("unmet").get(0).asString()).isEqualTo("no run yet");
        assertThat(approved.body().path("request").path("state").asString()).isEqualTo("open");

        suiteSays = List.of();
        assertThat(bo.ask("PUT", PRODUCTION, "{\"version\":2,\"expected\":1}").text("outcome"))
                .isEqualTo("moved");
        assertThat(served.get("/label-requests/" + request).text("state")).isEqualTo("moved");
    }

    @Test
    void ofTwoApprovalsAtOnceTheLabelMovesOnce() throws Exception {
        protect("{\"approvals\":2}");
        var request = request(bo, 2);
        var people = new ArrayList<ServedRegistry.Person>(List.of(cy));
        for (String name : List.of("di", "ed", "flo")) {
            people.add(served.new Person(name));
        }
        var work = new ArrayList<Callable<Integer>>();
        people.forEach(
                person -> work.add(() -> answer(person, request, "approve").status()));
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(work)) {
                statuses.add(done.get());
            }
        }

        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses.stream().filter(it -> it == 200)).hasSize(2);
        assertThat(served.get(PRODUCTION + "/history").body().path("items").size())
                .isEqualTo(2);
        assertThat(points()).isEqualTo(2);
    }

    private void protect(String how) throws Exception {
        var done = served.ask("PUT", "/label-protections/prompt/production", how);
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    }

    private static String wanted(int version) {
        return "{\"kind\":\"prompt\",\"name\":\"greeting\",\"label\":\"production\",\"version\":" + version + "}";
    }

    private static String request(ServedRegistry.Person person, int version) throws Exception {
        var made = person.ask("POST", "/label-requests", wanted(version));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.text("id");
    }

    private static ServedRegistry.Answered answer(ServedRegistry.Person person, String request, String answer)
            throws Exception {
        return person.ask("POST", "/label-requests/" + request + "/answer", "{\"answer\":\"" + answer + "\"}");
    }

    private int points() throws Exception {
        return served.get(GREETING).body().path("labels").path("production").asInt();
    }
}
