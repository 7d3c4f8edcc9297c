package stet.evaluations.reports;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.CaseComparison.Change;

/**
 * One case in one repetition, as reports show it.
 *
 * @param verdict absent while there is none
 * @param reasons of what did not pass
 * @param output cut to {@link #LONGEST_OUTPUT} characters, like the baseline's
 * @param change what happened to the case since the baseline, over all repetitions
 */
public record ReportedCase(
        String caseId,
        int repetition,
        boolean mustPass,
        @Nullable Verdict verdict,
        String reasons,
        @Nullable String output,
        @Nullable String baselineOutput,
        @Nullable Change change,
        @Nullable Double latencyMs) {
    static final int LONGEST_OUTPUT = 4_000;
    private static final int LONGEST_REASON = 1_000;

    static ReportedCase of(RunItem item, @Nullable RunItem before, @Nullable Change change) {
        return new ReportedCase(
                item.caseId(),
                item.repetition(),
                item.mustPass(),
                item.verdict(),
                reasons(item),
                cut(item.output(), LONGEST_OUTPUT),
                before == null ? null : cut(before.output(), LONGEST_OUTPUT),
                change,
                item.latencyMs());
    }

    static String key(RunItem item) {
        return item.repetition() + "/" + item.caseId();
    }

    /** Fails, errors, passes. */
    static int rank(ReportedCase it) {
        return it.verdict() == Verdict.FAIL ? 0 : it.verdict() == Verdict.ERROR ? 1 : 2;
    }

    /** The case, and which time it was where there were several. */
    String name() {
        return repetition == 1 ? caseId : caseId + " [" + repetition + "]";
    }

    private static String reasons(RunItem item) {
        var ofScores = item.scores().stream()
                .filter(it -> it.verdict() != Verdict.PASS && it.weight() > 0)
                .map(ReportedCase::reason);
        String all = Stream.concat(Stream.ofNullable(item.error()), ofScores).collect(Collectors.joining("; "));
        return Objects.requireNonNullElse(cut(all, LONGEST_REASON), "");
    }

    private static String reason(ItemScore it) {
        return it.evaluator() + ": " + it.reason();
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
