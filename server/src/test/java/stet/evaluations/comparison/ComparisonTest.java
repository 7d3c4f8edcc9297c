package stet.evaluations.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.evaluations.SampleItems;
import stet.evaluations.comparison.CaseComparison.Change;
import stet.statistics.SeededRandom;
import stet.statistics.design.Verdict.Demand;

class ComparisonTest {
    private static final Options OPTIONS = Options.of("first", "second");

    private static Comparison compare(List<RunItem> baseline, List<RunItem> candidate) {
        return Comparison.of(baseline, candidate, OPTIONS);
    }

    private static MetricComparison metric(Comparison of, String name) {
        return of.metrics().stream()
                .filter(it -> it.metric().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double value(@org.jspecify.annotations.Nullable Double value) {
        return Objects.requireNonNull(value);
    }

    @Test
    void aShareSeenOnceIsTestedByWhatChanged() {
        var of = compare(
                SampleItems.run("p".repeat(30) + "p".repeat(8) + "f" + "f".repeat(11)),
                SampleItems.run("p".repeat(30) + "f".repeat(8) + "p" + "f".repeat(11)));

        var pass = metric(of, "pass");
        assertThat(pass.test()).isEqualTo("McNemar, mid-p");
        assertThat(value(pass.p())).isCloseTo(0.0214843750, within(1e-10));
        assertThat(value(pass.difference())).isCloseTo(-0.14, within(1e-12));
        assertThat(pass.pairs()).isEqualTo(50);
        assertThat(Objects.requireNonNull(pass.interval()).contains(-0.14)).isTrue();
        assertThat(of.changes()).isEqualTo(Map.of(Change.REGRESSED, 8, Change.FIXED, 1, Change.UNCHANGED, 41));
        assertThat(of.cases().getFirst().caseId()).isEqualTo("case-031");
        assertThat(of.cases().getLast().change()).isEqualTo(Change.FIXED);
    }

    @Test
    void aScoreIsTestedByItsDifferences() {
        double[] differences = {.1, 0, .2, 0, .1, -.1, .25, .2, 0, .05};
        double[] before = new double[10];
        double[] after = new double[10];
        for (int i = 0; i < 10; i++) {
            before[i] = 0.5;
            after[i] = 0.5 + differences[i];
        }

        var score = metric(compare(SampleItems.scored(before), SampleItems.scored(after)), "polite");

        assertThat(value(score.difference())).isCloseTo(.08, within(1e-9));
        assertThat(Objects.requireNonNull(score.interval()).low()).isCloseTo(.000556, within(1e-6));
        assertThat(score.interval().high()).isCloseTo(.159444, within(1e-6));
        assertThat(value(score.p())).isCloseTo(.078125, within(1e-9));
        assertThat(value(score.wilcoxonP())).isCloseTo(.0539237, within(1e-6));
        assertThat(score.standing()).isEqualTo(Standing.BETTER);
        assertThat(Objects.requireNonNull(score.bootstrap()).contains(.08)).isTrue();
    }

    @Test
    void theSameRunsGiveTheSameNumbersToTheBit() {
        var before = SampleItems.repeated("ppf", "ppp", "fff", "pff", "ppp", "fpf");
        var after = SampleItems.repeated("pff", "ppp", "fff", "fff", "ppf", "fff");

        assertThat(compare(before, after)).isEqualTo(compare(before, after));
    }

    @Test
    void aCaseThatBothPassesAndFailsIsFlakyAndNoRegression() {
        var of = compare(
                SampleItems.repeated("ppp", "ppf", "ppp", "fff"), SampleItems.repeated("fff", "fff", "pfp", "ppp"));

        assertThat(of.cases())
                .extracting(CaseComparison::caseId, CaseComparison::change)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("case-001", Change.REGRESSED),
                        org.assertj.core.groups.Tuple.tuple("case-002", Change.FLAKY),
                        org.assertj.core.groups.Tuple.tuple("case-003", Change.FLAKY),
                        org.assertj.core.groups.Tuple.tuple("case-004", Change.FIXED));
        assertThat(metric(of, "pass").pairs()).isEqualTo(4);
        assertThat(value(metric(of, "pass").withinCase())).isGreaterThan(0);
    }

    @Test
    void repetitionsSayWhatTryingAgainIsWorth() {
        var of = compare(SampleItems.repeated("ppf", "fff"), SampleItems.repeated("ppp", "pff"));

        assertThat(of.baselineRepeated()).extracting(RepeatedPass::k).containsExactly(1, 2, 3);
        assertThat(of.baselineRepeated().get(1).any()).isCloseTo(0.5, within(1e-12));
        assertThat(of.baselineRepeated().get(1).all()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(of.candidateRepeated().getLast().all()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void errorsAreCountedAndAreNoFails() {
        var of = compare(SampleItems.run("ppppp"), SampleItems.run("ppeee"));

        assertThat(metric(of, "pass").pairs()).isEqualTo(2);
        assertThat(value(metric(of, "pass").difference())).isZero();
        assertThat(of.candidateErrors()).isEqualTo(3);
        assertThat(value(metric(of, "errors").difference())).isCloseTo(0.6, within(1e-12));
        assertThat(of.changes()).containsEntry(Change.BROKEN, 3);
        assertThat(of.cases().getFirst().change()).isEqualTo(Change.BROKEN);
    }

    @Test
    void casesThatOneRunLacksAreListedAndLeftOut() {
        var of = compare(SampleItems.run("ppp"), SampleItems.run("pppff"));

        assertThat(of.onlyCandidate()).containsExactly("case-004", "case-005");
        assertThat(of.onlyBaseline()).isEmpty();
        assertThat(of.shared()).isEqualTo(3);
        assertThat(value(metric(of, "pass").candidate().mean())).isEqualTo(1);
    }

    @Test
    void manyCasesOfOneKindCannotHideAClearRegression() {
        var of = compare(SampleItems.run("p".repeat(100)), SampleItems.run("p".repeat(70) + "f".repeat(30)));

        assertThat(metric(of, "pass").standing()).isEqualTo(Standing.REGRESSION);
        assertThat(of.slices()).extracting(SliceComparison::name).containsExactly("refunds", "test");
        assertThat(of.slices().getFirst().adjustedP()).isLessThan(0.001);
    }

    @Test
    void fewCasesAreInconclusiveAndSayHowManyAreNeeded() {
        var pass = metric(compare(SampleItems.run("ppppf"), SampleItems.run("pppff")), "pass");

        assertThat(pass.standing()).isEqualTo(Standing.INCONCLUSIVE);
        assertThat(Objects.requireNonNull(pass.casesNeeded())).isGreaterThan(10);
    }

    @Test
    void heavierCasesCountMore() {
        var light = SampleItems.scored(0.5, 0.5, 0.5, 0.5);
        var after = SampleItems.scored(0.9, 0.5, 0.5, 0.5);
        var heavy = light.stream()
                .map(it -> weighing(it, it.caseId().equals("case-001") ? 7 : 1))
                .toList();

        assertThat(value(metric(compare(light, after), "polite").difference())).isCloseTo(0.1, within(1e-12));
        assertThat(value(metric(compare(heavy, after), "polite").difference())).isCloseTo(0.28, within(1e-12));
    }

    @Test
    void emptyRunsCompareToNothing() {
        var of = compare(List.of(), List.of());

        assertThat(of.metrics()).isEmpty();
        assertThat(of.cases()).isEmpty();
    }

    @Test
    void theHeatMapHasEveryCaseOfEveryRun() {
        var runs = new java.util.LinkedHashMap<String, List<RunItem>>();
        runs.put("a", SampleItems.repeated("pp", "pf"));
        runs.put("b", SampleItems.repeated("ee", "ff", "pp"));

        var map = HeatMap.of(runs);

        assertThat(map.runs()).containsExactly("a", "b");
        assertThat(map.rows().get(0).passes()).containsExactly(1.0, null);
        assertThat(map.rows().get(1).passes()).containsExactly(0.5, 0.0);
        assertThat(map.rows().get(2).passes()).containsExactly(null, 1.0);
    }

    @Test
    void aPlanSaysWhatSoManyCasesCanTell() {
        var baseline = SampleItems.run("p".repeat(80) + "f".repeat(20));

        var few = Plan.of(Metric.PASS, baseline, 50, 1, Demand.USUAL).orElseThrow();
        var many = Plan.of(Metric.PASS, baseline, few.casesForMargin(), 1, Demand.USUAL)
                .orElseThrow();

        assertThat(few.power()).isLessThan(0.2);
        assertThat(many.power()).isCloseTo(0.8, within(0.001));
        assertThat(many.detectable()).isCloseTo(0.02, within(0.0001));
        assertThat(Plan.of(Metric.PASS, SampleItems.run("pppp"), 50, 1, Demand.USUAL))
                .isEqualTo(Optional.empty());
    }

    @Test
    void equalVersionsAreSeldomCalledARegression() {
        var random = new SeededRandom(20260101);
        int claimed = 0;
        int rounds = 1_000;
        for (int round = 0; round < rounds; round++) {
            var before = drawn(random, 100, 0.8, 0.8);
            if (standing(before.first(), before.second(), 0) == Standing.REGRESSION) {
                claimed++;
            }
        }

        assertThat(claimed / (double) rounds).isLessThan(0.05);
    }

    @Test
    void aTrueRegressionIsNoticedAsOftenAsPredicted() {
        var random = new SeededRandom(42);
        int noticed = 0;
        int rounds = 600;
        int cases = (int) Math.ceil(stet.statistics.design.SampleSize.mcNemar(0.9 * 0.2, 0.8 * 0.1, 0.05, 0.8));
        for (int round = 0; round < rounds; round++) {
            var pair = drawn(random, cases, 0.9, 0.8);
            if (standing(pair.first(), pair.second(), 0) == Standing.REGRESSION) {
                noticed++;
            }
        }

        assertThat(noticed / (double) rounds).isBetween(0.74, 0.88);
    }

    private record Drawn(List<RunItem> first, List<RunItem> second) {}

    private static Drawn drawn(SeededRandom random, int cases, double before, double after) {
        return new Drawn(draw(random, cases, before), draw(random, cases, after));
    }

    private static List<RunItem> draw(SeededRandom random, int cases, double share) {
        return Stream.iterate(1, it -> it + 1)
                .limit(cases)
                .map(it -> SampleItems.item("case-" + it, 1, random.nextDouble() < share ? Verdict.PASS : Verdict.FAIL))
                .toList();
    }

    private static Standing standing(List<RunItem> before, List<RunItem> after, double margin) {
        return Comparison.of(Metric.PASS, before, after, margin, OPTIONS).standing();
    }

    private static RunItem weighing(RunItem it, double weight) {
        return new RunItem(
                it.caseId(),
                it.repetition(),
                it.state(),
                it.tags(),
                it.split(),
                weight,
                it.mustPass(),
                it.output(),
                it.error(),
                it.latencyMs(),
                it.costUsd(),
                it.inputTokens(),
                it.outputTokens(),
                it.traceId(),
                it.scores());
    }
}
