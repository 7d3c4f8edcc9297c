package stet.evaluations.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.evaluations.SampleItems;
import stet.evaluations.criteria.CriterionVerdict.Outcome;
import stet.platform.http.Problem;
import stet.platform.json.Json;

class CriteriaTest {
    private static Criteria criteria(String... json) {
        return new Criteria(List.of(json).stream()
                .map(it -> Criterion.read(Json.MAPPER.readTree(it), "criteria[0]"))
                .toList());
    }

    private static RunVerdict judge(Criteria criteria, List<RunItem> items) {
        return criteria.judge(items, null, 7);
    }

    @Test
    void aShareHasToReachItsLimit() {
        var of = criteria("{\"metric\":\"pass\",\"min\":0.75}");

        assertThat(judge(of, SampleItems.run("pppf")).outcome()).isEqualTo(Outcome.PASS);
        var failed = judge(of, SampleItems.run("ppff"));
        assertThat(failed.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(failed.criteria().getFirst().criterion()).isEqualTo("pass at least 0.75");
        assertThat(failed.criteria().getFirst().reason()).startsWith("0.5 (0.15 to 0.85), n = 4");
    }

    @Test
    void errorsDecideNothing() {
        var of = criteria("{\"metric\":\"pass\",\"min\":0.75}");

        assertThat(judge(of, SampleItems.run("pppe")).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(of, SampleItems.run("pppeee")).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(of, SampleItems.run("fffe")).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judge(of, SampleItems.run("eeee")).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(criteria("{\"metric\":\"errors\",\"max\":0.1}"), SampleItems.run("pppe"))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aSliceHasItsOwnLimit() {
        var items = SampleItems.run("ppp");

        assertThat(judge(criteria("{\"metric\":\"polite\",\"min\":0.9,\"tag\":\"refunds\"}"), items)
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(criteria("{\"metric\":\"polite\",\"min\":0.9,\"split\":\"holdout\"}"), items)
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(criteria("{\"metric\":\"latencyMs\",\"max\":99}"), items)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judge(criteria("{\"metric\":\"costUsd\",\"max\":0.01}"), items)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aCaseThatMustPassHasTo() {
        var items = new ArrayList<>(SampleItems.run("p".repeat(20)));
        items.set(3, SampleItems.mustPass(SampleItems.item("case-004", 1, Verdict.FAIL)));
        var of = criteria("{\"metric\":\"pass\",\"min\":0.5}");

        var verdict = judge(of, items);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.mustPass())
                .extracting(RunVerdict.MustPassMiss::caseId)
                .containsExactly("case-004");
        items.set(3, SampleItems.mustPass(SampleItems.item("case-004", 1, Verdict.ERROR)));
        assertThat(judge(of, items).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aRegressionIsToldFromWhatCannotBeTold() {
        var of = criteria("{\"metric\":\"pass\",\"regression\":{\"margin\":0.02}}");
        var before = SampleItems.run("p".repeat(100));

        assertThat(of.judge(SampleItems.run("p".repeat(60) + "f".repeat(40)), before, 1)
                        .outcome())
                .isEqualTo(Outcome.REGRESSION);
        assertThat(of.judge(SampleItems.run("p".repeat(97) + "f".repeat(3)), before, 1)
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(criteria("{\"metric\":\"pass\",\"regression\":{\"margin\":0.1}}")
                        .judge(SampleItems.run("p".repeat(99) + "f"), before, 1)
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(of.judge(before, null, 1).criteria().getFirst().reason())
                .isEqualTo("there is no baseline to compare with");
    }

    @Test
    void manyCriteriaAtOnceClaimNoMoreThanOne() {
        var before = SampleItems.run("p".repeat(60));
        var after = SampleItems.run("p".repeat(54) + "f".repeat(6));
        var one = criteria("{\"metric\":\"pass\",\"regression\":{\"margin\":0}}");
        var many = new Criteria(java.util.Collections.nCopies(20, one.all().getFirst()));

        assertThat(one.judge(after, before, 1).outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(many.judge(after, before, 1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void withoutCriteriaEverythingHasToPass() {
        assertThat(judge(criteria(), SampleItems.run("ppp")).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(criteria(), SampleItems.run("ppf")).outcome()).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                                                       | criteria[2]: is no criterion
            {}                                                      | criteria[2].metric: is missing
            {"metric":"pass"}                                       | criteria[2]: demands nothing
            {"metric":"pass","min":2}                               | criteria[2].min: 2.0 does not lie from 0 to 1
            {"metric":"latencyMs","max":"fast"}                     | criteria[2].max: is no number, but string
            {"metric":"pass","min":0.5,"max":0.4}                   | criteria[2].min: 0.5 is more than
            {"metric":"pass","minimum":0.5}                         | criteria[2].minimum: there is no such field
            {"metric":"pass","regression":{}}                       | criteria[2].regression.margin: is no number
            {"metric":"pass","regression":{"margin":0,"alpha":1}}   | criteria[2].regression.alpha: 1.0 does not lie
            {"metric":"pass","regression":true}                     | criteria[2].regression: is no object
            {"metric":"pass","min":0.1,"regression":{"margin":0}}   | criteria[2].regression: stands beside
            {"metric":"","min":0.1}                                 | criteria[2].metric: is no text
            """)
    void whatIsWrongIsNamedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> Criterion.read(Json.MAPPER.readTree(json), "criteria[2]"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith(message);
    }
}
