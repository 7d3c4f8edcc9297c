package stet.evaluations.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.CaseValues.Values;
import stet.statistics.Clusters;
import stet.statistics.Interval;
import stet.statistics.Normal;
import stet.statistics.design.SampleSize;
import stet.statistics.design.SampleSize.Spread;
import stet.statistics.design.Verdict;
import stet.statistics.design.Verdict.Demand;
import stet.statistics.design.Verdict.Seen;
import stet.statistics.paired.Bootstrap;
import stet.statistics.paired.PairedT;
import stet.statistics.paired.SignFlip;
import stet.statistics.paired.Wilcoxon;
import stet.statistics.proportions.McNemar;
import stet.statistics.proportions.Newcombe;
import stet.statistics.proportions.PairedTable;

/** The cases that two runs have a metric of: {@code first} of the baseline, {@code second} of the candidate. */
record Pairing(Metric metric, List<Values> first, List<Values> second, Demand demand, long seed) {
    /** From so many cases on, a mean of differences is near enough to normal. */
    private static final int MANY = 30;

    static Pairing of(
            Metric metric, List<RunItem> baseline, List<RunItem> candidate, @Nullable Double margin, Options options) {
        var before = CaseValues.of(metric, baseline).of();
        var after = CaseValues.of(metric, candidate).of();
        var first = new ArrayList<Values>();
        var second = new ArrayList<Values>();
        before.forEach((id, values) -> {
            var other = after.get(id);
            if (other != null) {
                first.add(values);
                second.add(new Values(values.weight(), other.each()));
            }
        });
        double allowed = margin != null ? margin : options.marginOf(metric, first);
        return new Pairing(
                metric,
                first,
                second,
                new Demand(allowed, options.demand().alpha(), options.demand().power()),
                options.seed());
    }

    MetricComparison compared() {
        var seen =
                isTable() ? ofTable() : first.size() < 2 ? new Tested(null, null, null, null, null, null) : ofMeans();
        @Nullable Seen found = seen.seen();
        var verdict = found == null ? new Verdict.Inconclusive(OptionalInt.empty()) : demand.of(found);
        return new MetricComparison(
                metric.name(),
                metric.moreIsBetter(),
                first.size(),
                MetricMean.of(metric, first, demand.alpha()),
                MetricMean.of(metric, second, demand.alpha()),
                found == null ? null : natural(found.difference()),
                found == null ? null : natural(found.interval()),
                seen.bootstrap(),
                seen.test(),
                seen.p(),
                null,
                seen.wilcoxonP(),
                seen.regressionP(),
                demand.margin(),
                demand.alpha(),
                switch (verdict) {
                    case Verdict.Regression _ -> Standing.REGRESSION;
                    case Verdict.NonInferior it -> it.better() ? Standing.BETTER : Standing.NON_INFERIOR;
                    case Verdict.Inconclusive _ -> Standing.INCONCLUSIVE;
                },
                verdict instanceof Verdict.Inconclusive it && it.casesNeeded().isPresent()
                        ? it.casesNeeded().getAsInt()
                        : null,
                found == null || found.standardError() == 0 ? null : detectable(found),
                within());
    }

    /** What tests say, with differences turned so that more is better. */
    private record Tested(
            @Nullable Seen seen,
            @Nullable String test,
            @Nullable Double p,
            @Nullable Double regressionP,
            @Nullable Double wilcoxonP,
            @Nullable Interval bootstrap) {}

    private boolean isTable() {
        return metric.isShare()
                && !first.isEmpty()
                && Stream.concat(first.stream(), second.stream())
                        .allMatch(it -> it.each().size() == 1)
                && Weighted.isEqual(weights());
    }

    private Tested ofTable() {
        boolean[] before = new boolean[first.size()];
        boolean[] after = new boolean[first.size()];
        double good = metric.moreIsBetter() ? 1 : 0;
        for (int i = 0; i < before.length; i++) {
            before[i] = first.get(i).mean() == good;
            after[i] = second.get(i).mean() == good;
        }
        var table = PairedTable.of(before, after);
        double p = McNemar.of(table).midP();
        double error = table.standardError();
        double beyond = table.difference() + demand.margin();
        double worse = beyond >= 0
                ? 1
                : demand.margin() == 0
                        ? p
                        : error == 0 ? Math.scalb(1.0, 1 - before.length) : Normal.twoSided(beyond / error);
        return new Tested(
                new Seen(table.difference(), error, Newcombe.paired(table, demand.alpha()), before.length),
                "McNemar, mid-p",
                p,
                worse,
                null,
                null);
    }

    private Tested ofMeans() {
        double[] differences = differences();
        var t = PairedT.of(differences);
        boolean many = differences.length >= MANY;
        double[] beyond =
                Arrays.stream(differences).map(it -> it + demand.margin()).toArray();
        double p = many ? t.pValue() : flipped(differences);
        boolean worse = t.mean() + demand.margin() < 0;
        boolean moves = Arrays.stream(differences).anyMatch(it -> it != 0);
        var drawn = Bootstrap.of(Clusters.single(differences), demand.alpha(), Bootstrap.USUAL_DRAWS, seed);
        return new Tested(
                new Seen(t.mean(), t.standardError(), possible(t.interval(demand.alpha())), differences.length),
                many ? "paired t over cases" : "sign flips over cases",
                p,
                !worse ? 1 : many ? PairedT.of(beyond).pValue() : flipped(beyond),
                moves ? Wilcoxon.of(differences, Wilcoxon.Zeros.RANKED).pValue() : 1.0,
                natural(drawn.corrected()));
    }

    private Interval possible(Interval range) {
        return metric.isBounded() ? range.within(-1, 1) : range;
    }

    private double flipped(double[] values) {
        return SignFlip.of(Clusters.single(values), SignFlip.USUAL_FLIPS, seed).twoSided();
    }

    /** The candidate less the baseline, turned so that more is better. */
    private double[] differences() {
        var values = new double[first.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = natural(second.get(i).mean() - first.get(i).mean());
        }
        return Weighted.influences(values, weights());
    }

    private double[] weights() {
        return first.stream().mapToDouble(Values::weight).toArray();
    }

    private double detectable(Seen seen) {
        double ofCase = seen.standardError() * seen.standardError() * seen.groups();
        return SampleSize.detectable(Spread.of(ofCase), demand.alpha(), demand.power(), seen.groups());
    }

    private @Nullable Double within() {
        var repeated = Stream.concat(first.stream(), second.stream())
                .filter(it -> it.each().size() > 1)
                .mapToDouble(Values::variance)
                .average();
        return repeated.isPresent() ? repeated.getAsDouble() : null;
    }

    /** Turned back, and there again. */
    private double natural(double value) {
        return metric.moreIsBetter() ? value : 0 - value;
    }

    private Interval natural(Interval range) {
        return metric.moreIsBetter() ? range : new Interval(0 - range.high(), 0 - range.low());
    }
}
