package stet.evaluations.comparison;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;

/**
 * One case in two runs.
 *
 * @param harm how much worse the candidate is, −1 to 1: by the share of repetitions that pass, else by the mean score
 */
public record CaseComparison(
        String caseId, Change change, @Nullable Double harm, boolean mustPass, CaseSide baseline, CaseSide candidate) {
    /** What happened to a case, the worst first. */
    public enum Change {
        /** It passed each time and fails each time. */
        REGRESSED,
        /** The candidate's only answers are errors, the baseline had others. */
        BROKEN,
        /** It both passes and fails in the repetitions of a run, which says little about versions. */
        FLAKY,
        UNCHANGED,
        /** Only one of the runs has a verdict. */
        UNKNOWN,
        /** It failed each time and passes each time. */
        FIXED
    }

    /**
     * One run's repetitions of a case.
     *
     * @param score the mean of its evaluators' scores
     */
    public record CaseSide(
            int repetitions,
            int passes,
            int fails,
            int errors,
            @Nullable Double score) {
        static CaseSide of(List<RunItem> items) {
            var score = mean(items);
            return new CaseSide(
                    items.size(),
                    count(items, Verdict.PASS),
                    count(items, Verdict.FAIL),
                    count(items, Verdict.ERROR),
                    score.isPresent() ? score.getAsDouble() : null);
        }

        private static int count(List<RunItem> items, Verdict verdict) {
            return (int) items.stream().filter(it -> it.verdict() == verdict).count();
        }

        private static OptionalDouble mean(List<RunItem> items) {
            return items.stream()
                    .flatMap(it -> it.scores().stream())
                    .map(it -> it.score())
                    .filter(Objects::nonNull)
                    .mapToDouble(it -> it)
                    .average();
        }

        boolean isDecided() {
            return passes + fails > 0;
        }

        boolean isFlaky() {
            return passes > 0 && fails > 0;
        }

        double share() {
            return (double) passes / (passes + fails);
        }
    }

    static CaseComparison of(String caseId, List<RunItem> baseline, List<RunItem> candidate) {
        var before = CaseSide.of(baseline);
        var after = CaseSide.of(candidate);
        boolean mustPass = Stream.concat(baseline.stream(), candidate.stream()).anyMatch(RunItem::mustPass);
        return new CaseComparison(caseId, change(before, after), harm(before, after), mustPass, before, after);
    }

    private static Change change(CaseSide before, CaseSide after) {
        if (before.isFlaky() || after.isFlaky()) {
            return Change.FLAKY;
        }
        if (!after.isDecided() && after.errors() > 0 && before.isDecided()) {
            return Change.BROKEN;
        }
        if (!before.isDecided() || !after.isDecided()) {
            return Change.UNKNOWN;
        }
        return before.passes() > 0
                ? after.passes() > 0 ? Change.UNCHANGED : Change.REGRESSED
                : after.passes() > 0 ? Change.FIXED : Change.UNCHANGED;
    }

    private static @Nullable Double harm(CaseSide before, CaseSide after) {
        if (before.isDecided() && after.isDecided() && before.share() != after.share()) {
            return before.share() - after.share();
        }
        @Nullable Double was = before.score();
        @Nullable Double is = after.score();
        return was == null || is == null ? null : (Double) (was - is);
    }
}
