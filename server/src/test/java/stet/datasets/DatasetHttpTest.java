package stet.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import stet.traces.Spans;
import tools.jackson.databind.JsonNode;

class DatasetHttpTest extends OnBothDatabases {
    private ServedDatasets served;

    @BeforeEach
    void start() throws Exception {
        served = new ServedDatasets(records, home);
        assertThat(served.ask("POST", "", "{\"name\":\"billing\",\"tags\":[\"b\",\"a\"]}")
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void everyVersionKeepsItsCasesWhateverComesLater() throws Exception {
        var first = save("{\"put\":[" + asking("a", "Hi?") + "," + asking("b", "Refund?") + "],\"message\":\"first\"}");
        var second = save("{\"put\":[" + asking("b", "A refund?") + "," + asking("c", "Bye?")
                + "],\"remove\":[\"a\"],\"expectedLatest\":1}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.at("/version/cases").asInt()).isEqualTo(2);
        assertThat(second.at("/version/number").asInt()).isEqualTo(2);
        assertThat(List.of(
                        second.at("/version/added").asInt(),
                        second.at("/version/changed").asInt(),
                        second.at("/version/removed").asInt()))
                .containsExactly(1, 1, 1);
        assertThat(questions("/billing/versions/1/cases")).containsExactly("Hi?", "Refund?");
        assertThat(questions("/billing/versions/latest/cases")).containsExactly("A refund?", "Bye?");
        assertThat(served.get("/billing/versions/1/cases/b")
                        .at("/variables/question")
                        .asString())
                .isEqualTo("Refund?");
        assertThat(served.get("/billing/versions/2/cases/a").status()).isEqualTo(404);
        assertThat(served.get("/billing").at("/cases").asInt()).isEqualTo(2);
        assertThat(served.get("/billing/versions").at("/items/1/message").asString())
                .isEqualTo("first");
    }

    @Test
    void theSameCasesAgainAreNoNewVersion() throws Exception {
        save("{\"put\":[" + asking("a", "Hi?") + "]}");
        var again = save("{\"put\":[{\"variables\":{\"question\":\"Hi?\"},\"id\":\"a\",\"weight\":1.0,\"tags\":[]}]}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/outcome").asString()).isEqualTo("unchanged");
        var back = save("{\"put\":[" + asking("b", "Bye?") + "]}");
        var same = save("{\"remove\":[\"b\"]}");
        assertThat(back.at("/latest").asInt()).isEqualTo(2);
        assertThat(same.at("/version/digest"))
                .isEqualTo(served.get("/billing/versions/1").at("/digest"));
    }

    @Test
    void whoKnewAnOlderVersionIsToldWhoCameFirst() throws Exception {
        save("{\"put\":[" + asking("a", "Hi?") + "],\"expectedLatest\":0}");
        var late = save("{\"put\":[" + asking("b", "Bye?") + "],\"expectedLatest\":0}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/outcome").asString()).isEqualTo("stale");
        assertThat(late.at("/detail").asString()).contains("version is 1 by command line, not 0");
        assertThat(questions("/billing/versions/latest/cases")).containsExactly("Hi?");
    }

    @Test
    void casesThatManyAddAtOnceAreAllThereInVersionsWithoutGaps() throws Exception {
        int many = 24;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var saves = IntStream.range(0, many)
                    .mapToObj(i -> (Callable<Integer>) () -> save("{\"put\":[" + asking("c" + i, "Q" + i) + "]}")
                            .at("/version/number")
                            .asInt())
                    .toList();
            var numbers = new ArrayList<Integer>();
            for (var save : threads.invokeAll(saves)) {
                numbers.add(save.get());
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, many).boxed().toList());
        }
        assertThat(questions("/billing/versions/latest/cases")).hasSize(many);
    }

    @Test
    void casesArePagedAndChosenByTagSplitAndWords() throws Exception {
        save("""
                {"put":[{"id":"a","variables":{"q":"50% off?"},"tags":["vip","new"],"split":"train"},
                        {"id":"b","variables":{"q":"500 off?"},"tags":["vip_x"]},
                        {"id":"c","messages":[{"role":"user","content":"off"}],"split":"holdout"}]}""");

        assertThat(ids("/billing/versions/latest/cases?limit=2")).containsExactly("a", "b");
        var next = served.get("/billing/versions/latest/cases?limit=2")
                .at("/nextCursor")
                .asString();
        assertThat(ids("/billing/versions/latest/cases?limit=2&cursor=" + next)).containsExactly("c");
        assertThat(ids("/billing/versions/latest/cases?tag=vip")).containsExactly("a");
        assertThat(ids("/billing/versions/latest/cases?split=holdout")).containsExactly("c");
        assertThat(ids("/billing/versions/latest/cases?q=50%25")).containsExactly("a");
    }

    @Test
    void twoVersionsDifferByCase() throws Exception {
        save("{\"put\":[" + asking("a", "Hi?") + "," + asking("b", "Refund?") + "]}");
        save("{\"put\":[" + asking("b", "A refund?") + "," + asking("c", "Bye?") + "],\"remove\":[\"a\"]}");

        var differences = served.get("/billing/diff").body().path("items");

        assertThat(differences.valueStream().map(it -> it.path("id").asString()))
                .containsExactlyInAnyOrder("a", "b", "c");
        for (var difference : differences) {
            switch (difference.path("id").asString()) {
                case "a" -> assertThat(difference.has("after")).isFalse();
                case "b" ->
                    assertThat(difference.at("/before/variables/question").asString()
                                    + difference.at("/after/variables/question").asString())
                            .isEqualTo("Refund?A refund?");
                default -> assertThat(difference.has("before")).isFalse();
            }
        }
        assertThat(served.get("/billing/diff?from=2&to=2").body().path("items").isEmpty())
                .isTrue();
    }

    @Test
    void whatIsNoCaseIsRefusedWithItsPlaceAndNothingIsKept() throws Exception {
        for (var wrong : List.of(
                "{\"put\":[{\"id\":\"a\"}]}",
                "{\"put\":[{\"variables\":{},\"colour\":1}]}",
                "{\"put\":[{\"variables\":{},\"weight\":0}]}",
                "{\"put\":[{\"messages\":[{\"content\":\"x\"}]}]}",
                "{\"put\":[{\"variables\":{},\"tags\":\"x\"}]}",
                "{\"put\":[{\"variables\":{},\"provenance\":{\"kind\":\"dream\"}}]}",
                "{\"put\":[" + asking("a", "1") + "," + asking("a", "2") + "]}",
                "{\"remove\":[\"nobody\"]}")) {
            var answer = save(wrong);
            assertThat(answer.status()).as(wrong + answer.text()).isEqualTo(400);
        }
        assertThat(save("{\"put\":[{\"variables\":{},\"colour\":1}]}").text())
                .contains("put[0]", "colour", "assertions, expected, id");
        assertThat(served.get("/billing").at("/latest").asInt()).isZero();
        assertThat(served.get("/billing/versions/latest/cases").text()).contains("has no version yet");
    }

    @Test
    void casesMustFitTheDatasetsSchema() throws Exception {
        var schema = """
                {"schema":{"type":"object","required":["expected"],
                  "properties":{"variables":{"required":["question"]}}}}""";
        assertThat(served.ask("PATCH", "/billing", schema).status()).isEqualTo(200);

        var refused = save("{\"put\":[" + asking("a", "Hi?") + "]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("schema", "expected");
        assertThat(served.ask("PATCH", "/billing", "{\"schema\":{\"type\":\"nonsense\"}}")
                        .text())
                .contains("is no valid JSON Schema");
        var taken = file("", """
                {"question":"Hi?","expected":"Hello"}
                {"question":"Bye?"}
                """);
        assertThat(taken.at("/added").asInt()).isEqualTo(1);
        assertThat(taken.at("/problems/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void aCsvFilesGoodRowsAreTakenAndItsBadOnesNamedByLine() throws Exception {
        var csv = """
                question;answer;tags;weight;note
                Where is my invoice?;Under Billing;invoice;2;first
                "Two
                lines";"He said ""hi\""";a;;x
                too few;fields
                heavy;x;;much;x
                Where is my invoice?;Again;;;
                """;
        var path = "?format=csv&separator=%3B&map=answer:expected&map=note:-&file=faq.csv";

        var seen = file(path + "&dryRun=true", csv);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(served.get("/billing").at("/latest").asInt()).isZero();
        assertThat(seen.at("/columns").toString())
                .contains("{\"column\":\"question\",\"target\":\"variables.question\"}")
                .contains("{\"column\":\"note\",\"target\":\"-\"}");

        var taken = file(path, csv);

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.at("/rows").asInt()).isEqualTo(5);
        assertThat(taken.at("/added").asInt()).isEqualTo(2);
        assertThat(taken.at("/refused").asInt()).isEqualTo(3);
        assertThat(taken.at("/problems").valueStream().map(it -> it.path("line").asInt()))
                .containsExactly(5, 6, 7);
        assertThat(taken.at("/problems").toString())
                .contains("has 2 fields where the first row names 5")
                .contains("weight")
                .contains("line 2");
        var cases = served.get("/billing/versions/latest/cases").at("/items");
        assertThat(cases.at("/1/variables/question").asString()).isEqualTo("Two\nlines");
        assertThat(cases.at("/1/expected").asString()).isEqualTo("He said \"hi\"");
        assertThat(cases.at("/0/weight").asDouble()).isEqualTo(2);
        assertThat(cases.at("/0/provenance/reference").asString()).isEqualTo("faq.csv");
        var again = file(path.replace("faq.csv", "faq2.csv"), csv);
        assertThat(again.at("/saving/outcome").asString()).isEqualTo("unchanged");
        assertThat(again.at("/unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void rowsInAnotherEncodingAreNamedAndReadWhenItIsSaid() throws Exception {
        var bytes = "question\nplain\nWo ist die Gebühr?\n".getBytes(Charset.forName("windows-1252"));

        var taken = served.ask("POST", "/billing/import?format=csv", bytes);
        assertThat(taken.at("/added").asInt()).isEqualTo(1);
        assertThat(taken.at("/problems/0").toString()).contains("\"line\":3", "charset=windows-1252");

        served.ask("POST", "/billing/import?format=csv&charset=windows-1252", bytes);
        assertThat(questions("/billing/versions/latest/cases")).containsExactly("plain", "Wo ist die Gebühr?");

        var marked = "\uFEFFquestion\n€\n".getBytes(StandardCharsets.UTF_16LE);
        served.ask("POST", "/billing/import?format=csv", marked);
        assertThat(questions("/billing/versions/latest/cases")).contains("€");
        assertThat(served.ask("POST", "/billing/import?format=csv&charset=klingon", bytes)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aReplacingImportRemovesWhatIsNotInTheFile() throws Exception {
        file("", "{\"question\":\"a\"}\n{\"question\":\"b\"}\n");
        var taken = file("?replace=true", "{\"question\":\"b\"}\n{not json}\n[1]\n");

        assertThat(taken.at("/removed").asInt()).isEqualTo(1);
        assertThat(taken.at("/refused").asInt()).isEqualTo(2);
        assertThat(questions("/billing/versions/latest/cases")).containsExactly("b");
    }

    @Test
    void anExportedFileImportedElsewhereIsTheSameVersion() throws Exception {
        save("""
                {"put":[{"id":"a","variables":{"question":"=1+1, \\"x\\"\\n","list":["1",{"n":"2"}]},"expected":{"label":"ok"},
                  "assertions":[{"type":"contains","value":"2"}],"tags":["t 1","t2"],"split":"train","weight":2.5,
                  "metadata":{"who":"Ada"},"provenance":{"kind":"trace","traceId":"t1"}},
                 {"id":"b","messages":[{"role":"user","content":"Grüße"}]}]}""");
        for (var format : List.of("jsonl", "csv", "parquet")) {
            var file = served.get("/billing/versions/1/export?format=" + format).bytes();
            served.ask("POST", "", "{\"name\":\"copy/" + format + "\"}");
            var taken = served.ask("POST", "/copy%2F" + format + "/import?format=" + format, file);
            assertThat(taken.at("/refused").asInt()).as(taken.text()).isZero();
            assertThat(taken.at("/saving/version/digest"))
                    .as(format)
                    .isEqualTo(served.get("/billing/versions/1").at("/digest"));
        }
    }

    @Test
    void parquetKeepsNumbersAndTruthsAndSaysWhenItIsNone() throws Exception {
        save("{\"put\":[{\"id\":\"a\",\"variables\":{\"paid\":true,\"amount\":12.5,\"mixed\":1}},"
                + "{\"id\":\"b\",\"variables\":{\"paid\":false,\"amount\":3,\"mixed\":\"x\"}}]}");

        var file = served.get("/billing/versions/1/export?format=parquet").bytes();
        served.ask("POST", "/billing/import?format=parquet&map=variables.mixed:-&replace=true", file);
        var broken = served.ask("POST", "/billing/import?format=parquet", "no parquet");

        var variables = served.get("/billing/versions/2/cases/b").at("/variables");
        assertThat(variables).isEqualTo(tree("{\"amount\":3,\"paid\":false}"));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).contains("cannot be read as Parquet");
    }

    @Test
    void recordedTracesBecomeCasesThatRememberThem() throws Exception {
        served.recorded(
                Spans.generation("t1", "s1")
                        .content(tree("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]"), null)
                        .span(),
                Spans.generation("t2", "s1")
                        .content(tree("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]"), null)
                        .span(),
                Spans.span("t3", "root")
                        .content(tree("{\"question\":\"Bye\"}"), tree("\"Good bye\""))
                        .span(),
                Spans.span("t4", "silent").span());

        var taken = served.ask("POST", "/billing/from-traces", "{\"expectOutput\":true,\"tags\":[\"production\"]}");

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.at("/rows").asInt()).isEqualTo(4);
        assertThat(taken.at("/added").asInt()).isEqualTo(2);
        assertThat(taken.at("/refused").asInt()).isEqualTo(2);
        var bye = served.get("/billing/versions/latest/cases?q=Bye").at("/items/0");
        assertThat(bye.at("/expected").asString()).isEqualTo("Good bye");
        assertThat(bye.at("/provenance"))
                .isEqualTo(tree("{\"kind\":\"trace\",\"traceId\":\"t3\",\"spanId\":\"root\"}"));
        var one = served.ask(
                "POST",
                "/billing/from-traces",
                "{\"traces\":[{\"traceId\":\"t1\",\"spanId\":\"s1\"}],\"dryRun\":true}");
        assertThat(one.at("/preview/0/messages/0/role").asString()).isEqualTo("user");
        assertThat(served.ask("POST", "/billing/from-traces", "{\"traces\":[{\"traceId\":\"none\"}]}")
                        .at("/problems/0/detail")
                        .asString())
                .contains("'none' is not there");
    }

    @Test
    void anArchivedDatasetTakesNoCasesAndARemovedOneIsGone() throws Exception {
        save("{\"put\":[" + asking("a", "Hi?") + "]}");
        served.ask("PATCH", "/billing", "{\"archived\":true}");
        assertThat(save("{\"put\":[" + asking("b", "Bye?") + "]}").status()).isEqualTo(409);
        assertThat(served.get("").at("/items").isEmpty()).isTrue();
        assertThat(served.get("?archived=true").at("/items/0/name").asString()).isEqualTo("billing");
        assertThat(served.ask("DELETE", "/billing", "").status()).isEqualTo(204);
        assertThat(served.get("/billing").status()).isEqualTo(404);
        assertThat(served.ask("POST", "", "{\"name\":\"billing\"}").status()).isEqualTo(201);
        assertThat(served.ask("POST", "", "{\"name\":\"billing\"}").status()).isEqualTo(409);
    }

    private static JsonNode tree(String json) {
        return Json.MAPPER.readTree(json);
    }

    private static String asking(String id, String question) {
        return "{\"id\":\"" + id + "\",\"variables\":{\"question\":\"" + question + "\"}}";
    }

    private ServedDatasets.Answered save(String change) throws Exception {
        return served.ask("POST", "/billing/versions", change);
    }

    private ServedDatasets.Answered file(String query, String text) throws Exception {
        return served.ask("POST", "/billing/import" + query, text);
    }

    private List<String> questions(String path) throws Exception {
        return items(path).map(it -> it.at("/variables/question").asString()).toList();
    }

    private List<String> ids(String path) throws Exception {
        return items(path).map(it -> it.path("id").asString()).toList();
    }

    private Stream<JsonNode> items(String path) throws Exception {
        return served.get(path).body().path("items").valueStream();
    }
}
