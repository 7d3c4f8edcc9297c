package stet.evaluations.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.statistics.Multiplicity;

/**
 * Two runs side by side, paired by case; the same runs give the same numbers to the bit.
 *
 * @param cases that both runs have, the most harmed first
 * @param onlyBaseline cases that the candidate's run lacks
 * @param onlyCandidate cases that the baseline's run lacks
 * @param baselineErrors items whose call or evaluator failed: neither passes nor fails
 */
public record Comparison(
        int shared,
        List<String> onlyBaseline,
        List<String> onlyCandidate,
        int baselineErrors,
        int candidateErrors,
        List<MetricComparison> metrics,
        List<RepeatedPass> baselineRepeated,
        List<RepeatedPass> candidateRepeated,
        List<SliceComparison> slices,
        Map<CaseComparison.Change, Integer> changes,
        List<CaseComparison> cases) {
    /** More tags than this are not looked at. */
    public static final int MOST_SLICES = 50;

    public static Comparison of(List<RunItem> baseline, List<RunItem> candidate, Options options) {
        var before = byCase(baseline);
        var after = byCase(candidate);
        var cases = before.keySet().stream()
                .filter(after::containsKey)
                .map(id -> CaseComparison.of(id, before.getOrDefault(id, List.of()), after.getOrDefault(id, List.of())))
                .sorted(byHarm())
                .toList();
        var changes = new LinkedHashMap<CaseComparison.Change, Integer>();
        cases.stream().map(CaseComparison::change).sorted().forEach(it -> changes.merge(it, 1, Integer::sum));
        return new Comparison(
                cases.size(),
                only(before, after),
                only(after, before),
                errors(baseline),
                errors(candidate),
                metrics(baseline, candidate, options),
                RepeatedPass.of(CaseValues.of(Metric.PASS, baseline)),
                RepeatedPass.of(CaseValues.of(Metric.PASS, candidate)),
                slices(baseline, candidate, options),
                changes,
                cases);
    }

    /** One metric alone, of the cases that both runs have it of. */
    public static MetricComparison of(
            Metric metric, List<RunItem> baseline, List<RunItem> candidate, double margin, Options options) {
        return Pairing.of(metric, baseline, candidate, margin, options).compared();
    }

    private static Comparator<CaseComparison> byHarm() {
        return Comparator.comparingInt(Comparison::rank)
                .thenComparing(Comparison::harm, Comparator.reverseOrder())
                .thenComparing(CaseComparison::change)
                .thenComparing(CaseComparison::caseId);
    }

    private static int rank(CaseComparison it) {
        return it.change() != CaseComparison.Change.REGRESSED ? 2 : it.mustPass() ? 0 : 1;
    }

    /** A case that can no longer be judged comes before those that are as they were. */
    private static double harm(CaseComparison it) {
        Double harm = it.harm();
        return harm != null ? harm : it.change() == CaseComparison.Change.BROKEN ? Double.MIN_NORMAL : 0;
    }

    private static List<MetricComparison> metrics(List<RunItem> baseline, List<RunItem> candidate, Options options) {
        var all = Metric.in(Stream.concat(baseline.stream(), candidate.stream())).stream()
                .map(it -> Pairing.of(it, baseline, candidate, null, options).compared())
                .filter(it -> it.pairs() > 0)
                .toList();
        var gates =
                all.stream().filter(it -> options.gates().contains(it.metric())).toList();
        double[] holm =
                Multiplicity.holm(gates.stream().mapToDouble(Comparison::pOrOne).toArray());
        return all.stream()
                .map(it -> gates.contains(it) ? it.adjusted(holm[gates.indexOf(it)]) : it)
                .toList();
    }

    private static double pOrOne(MetricComparison it) {
        Double p = it.p();
        return p == null ? 1 : p;
    }

    private static List<SliceComparison> slices(List<RunItem> baseline, List<RunItem> candidate, Options options) {
        var tags = new TreeSet<String>();
        var splits = new TreeSet<String>();
        for (var item : baseline) {
            tags.addAll(item.tags());
            if (item.split() != null) {
                splits.add(item.split());
            }
        }
        var found = new ArrayList<SliceComparison>();
        tags.stream()
                .limit(MOST_SLICES)
                .forEach(tag ->
                        found.add(slice("tag", tag, it -> it.tags().contains(tag), baseline, candidate, options)));
        splits.stream()
                .limit(MOST_SLICES)
                .forEach(split ->
                        found.add(slice("split", split, it -> split.equals(it.split()), baseline, candidate, options)));
        var seen = found.stream().filter(it -> it.pass().pairs() > 0).toList();
        double[] adjusted = Multiplicity.benjaminiHochberg(
                seen.stream().mapToDouble(it -> pOrOne(it.pass())).toArray());
        var slices = new ArrayList<SliceComparison>();
        for (int i = 0; i < adjusted.length; i++) {
            var slice = seen.get(i);
            slices.add(new SliceComparison(slice.kind(), slice.name(), adjusted[i], slice.pass()));
        }
        return slices;
    }

    /** A slice is what the baseline calls so: the same cases on both sides. */
    private static SliceComparison slice(
            String kind,
            String name,
            Predicate<RunItem> in,
            List<RunItem> baseline,
            List<RunItem> candidate,
            Options options) {
        var of = baseline.stream().filter(in).toList();
        return new SliceComparison(
                kind,
                name,
                1,
                Pairing.of(Metric.PASS, of, candidate, null, options).compared());
    }

    private static int errors(List<RunItem> items) {
        return (int) items.stream().filter(it -> it.verdict() == Verdict.ERROR).count();
    }

    private static List<String> only(Map<String, List<RunItem>> these, Map<String, List<RunItem>> others) {
        return these.keySet().stream().filter(it -> !others.containsKey(it)).toList();
    }

    private static Map<String, List<RunItem>> byCase(List<RunItem> items) {
        var cases = new LinkedHashMap<String, List<RunItem>>();
        items.forEach(
                it -> cases.computeIfAbsent(it.caseId(), _ -> new ArrayList<>()).add(it));
        return cases;
    }
}
