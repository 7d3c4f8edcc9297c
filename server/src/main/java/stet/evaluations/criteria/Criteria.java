package stet.evaluations.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.Comparison;
import stet.evaluations.comparison.MetricComparison;
import stet.evaluations.comparison.MetricMean;
import stet.evaluations.comparison.Options;
import stet.evaluations.criteria.Criterion.NoRegression;
import stet.evaluations.criteria.CriterionVerdict.Outcome;
import stet.evaluations.criteria.RunVerdict.MustPassMiss;
import stet.statistics.Alpha;
import stet.statistics.Multiplicity;
import stet.statistics.design.Verdict.Demand;

/** What a suite demands of its runs. */
public record Criteria(List<Criterion> all) {
    private static final List<Outcome> WORST_FIRST =
            List.of(Outcome.REGRESSION, Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS);

    public Criteria {
        all = List.copyOf(all);
    }

    /** What is demanded where nothing is said: no regression beyond two points, or without a baseline that everything passes. */
    static Criterion usual(boolean hasBaseline) {
        return hasBaseline
                ? new Criterion(
                        "pass",
                        null,
                        null,
                        new NoRegression(stet.statistics.design.Verdict.USUAL_MARGIN, Alpha.USUAL),
                        null,
                        null)
                : new Criterion("pass", 1.0, null, null, null, null);
    }

    /** @param seed of {@link Options#seed} */
    public RunVerdict judge(List<RunItem> items, @Nullable List<RunItem> baseline, long seed) {
        var criteria = all.isEmpty() ? List.of(usual(baseline != null)) : all;
        var compared = compared(criteria, items, baseline, seed);
        var verdicts = new ArrayList<CriterionVerdict>();
        for (int i = 0; i < criteria.size(); i++) {
            verdicts.add(verdict(criteria.get(i), items, compared.get(i)));
        }
        var missed = mustPass(items);
        var worst = Stream.concat(
                        verdicts.stream().map(CriterionVerdict::outcome),
                        missed.stream().map(MustPassMiss::outcome))
                .min((a, b) -> Integer.compare(WORST_FIRST.indexOf(a), WORST_FIRST.indexOf(b)))
                .orElse(Outcome.PASS);
        return new RunVerdict(worst, verdicts, missed);
    }

    /** Of each criterion about a baseline, with the claims of regression adjusted for how many there are. */
    private static List<@Nullable MetricComparison> compared(
            List<Criterion> criteria, List<RunItem> items, @Nullable List<RunItem> baseline, long seed) {
        var found = new ArrayList<@Nullable MetricComparison>();
        for (var criterion : criteria) {
            @Nullable NoRegression demand = criterion.regression();
            found.add(
                    demand == null || baseline == null
                            ? null
                            : Comparison.of(
                                    criterion.measured(),
                                    baseline.stream().filter(criterion::covers).toList(),
                                    items,
                                    demand.margin(),
                                    new Options(
                                            new Demand(
                                                    demand.margin(),
                                                    demand.alpha(),
                                                    stet.statistics.design.Verdict.USUAL_POWER),
                                            List.of(),
                                            seed)));
        }
        var tested = new ArrayList<Integer>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) != null) {
                tested.add(i);
            }
        }
        double[] holm = Multiplicity.holm(
                tested.stream().mapToDouble(it -> regressionP(found.get(it))).toArray());
        for (int i = 0; i < holm.length; i++) {
            var one = found.get(tested.get(i));
            found.set(tested.get(i), one == null ? null : one.claimedAt(holm[i]));
        }
        return found;
    }

    private static double regressionP(@Nullable MetricComparison of) {
        @Nullable Double p = of == null ? null : of.regressionP();
        return p == null ? 1 : p;
    }

    private static CriterionVerdict verdict(
            Criterion criterion, List<RunItem> items, @Nullable MetricComparison compared) {
        var covered = items.stream().filter(criterion::covers).toList();
        var metric = criterion.measured();
        int missing =
                (int) covered.stream().filter(it -> metric.of(it).isEmpty()).count();
        var measured = MetricMean.of(metric, covered, Alpha.USUAL);
        var judged = criterion.regression() == null
                ? Limits.judge(criterion, covered)
                : compared == null ? Judged.none() : Judged.of(compared);
        return new CriterionVerdict(
                criterion.words(), criterion.metric(), judged.outcome(), judged.reason(), measured, missing, compared);
    }

    /** Must-pass cases that did not pass each time. */
    public static List<MustPassMiss> mustPass(List<RunItem> items) {
        var missed = new ArrayList<MustPassMiss>();
        var cases = items.stream()
                .filter(RunItem::mustPass)
                .map(RunItem::caseId)
                .distinct()
                .toList();
        for (var id : cases) {
            var of = items.stream().filter(it -> it.caseId().equals(id)).toList();
            long failed = of.stream().filter(it -> it.verdict() == Verdict.FAIL).count();
            long passed = of.stream().filter(it -> it.verdict() == Verdict.PASS).count();
            if (failed > 0) {
                missed.add(new MustPassMiss(
                        id, Outcome.FAIL, "must pass and failed " + failed + " of " + of.size() + " times"));
            } else if (passed < of.size()) {
                missed.add(new MustPassMiss(
                        id,
                        Outcome.INCONCLUSIVE,
                        "must pass and has no verdict " + (of.size() - passed) + " of " + of.size() + " times"));
            }
        }
        return missed;
    }

    /** What came of it, and why. */
    record Judged(Outcome outcome, String reason) {
        static Judged none() {
            return new Judged(Outcome.INCONCLUSIVE, "there is no baseline to compare with");
        }

        static Judged of(MetricComparison it) {
            var range = it.interval();
            var difference = it.difference();
            if (range == null || difference == null) {
                return new Judged(Outcome.INCONCLUSIVE, "only " + it.pairs() + " cases have a value in both runs");
            }
            String figures = Figures.change(difference) + " (" + Figures.of(range) + ", n = " + it.pairs() + ")";
            var needed = it.casesNeeded();
            return switch (it.standing()) {
                case REGRESSION ->
                    new Judged(
                            Outcome.REGRESSION,
                            "worse than the baseline by more than " + Figures.of(it.margin()) + ": " + figures);
                case NON_INFERIOR -> new Judged(Outcome.PASS, "no worse than the baseline: " + figures);
                case BETTER -> new Judged(Outcome.PASS, "better than the baseline: " + figures);
                case INCONCLUSIVE ->
                    new Judged(
                            Outcome.INCONCLUSIVE,
                            "these cases cannot tell: " + figures
                                    + (needed == null ? "" : "; about " + needed + " more cases would"));
            };
        }
    }
}
