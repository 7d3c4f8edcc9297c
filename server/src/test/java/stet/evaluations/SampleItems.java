package stet.evaluations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore.Verdict;

/** Items of runs, made up. */
public final class SampleItems {
    private SampleItems() {}

    public static RunItem item(String caseId, int repetition, Verdict verdict) {
        return item(caseId, repetition, verdict, verdict == Verdict.ERROR ? null : verdict == Verdict.PASS ? 1.0 : 0.0);
    }

    public static RunItem item(String caseId, int repetition, Verdict verdict, @Nullable Double score) {
        return new RunItem(
                caseId,
                repetition,
                RunItem.State.DONE,
                List.of("refunds"),
                "test",
                1,
                false,
                "Your refund is on its way.",
                null,
                100.0,
                0.001,
                10L,
                5L,
                null,
                List.of(new ItemScore("polite", verdict, score, 1, null, "because", List.of(), null, "polite@1")));
    }

    public static RunItem failedCall(String caseId) {
        return new RunItem(
                caseId,
                1,
                RunItem.State.FAILED,
                List.of("refunds"),
                "test",
                1,
                false,
                null,
                "the provider answered 500",
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    public static RunItem mustPass(RunItem it) {
        return new RunItem(
                it.caseId(),
                it.repetition(),
                it.state(),
                it.tags(),
                it.split(),
                it.weight(),
                true,
                it.output(),
                it.error(),
                it.latencyMs(),
                it.costUsd(),
                it.inputTokens(),
                it.outputTokens(),
                it.traceId(),
                it.scores());
    }

    /** One item for each letter: p passes, f fails, e is an error; cases are numbered from 1. */
    public static List<RunItem> run(String letters) {
        var items = new ArrayList<RunItem>();
        for (int i = 0; i < letters.length(); i++) {
            items.add(item("case-%03d".formatted(i + 1), 1, verdict(letters.charAt(i))));
        }
        return items;
    }

    /** The repetitions of each case. */
    public static List<RunItem> repeated(String... letters) {
        var items = new ArrayList<RunItem>();
        for (int i = 0; i < letters.length; i++) {
            for (int j = 0; j < letters[i].length(); j++) {
                items.add(item("case-%03d".formatted(i + 1), j + 1, verdict(letters[i].charAt(j))));
            }
        }
        return items;
    }

    /** One item for each score. */
    public static List<RunItem> scored(double... scores) {
        var items = new ArrayList<RunItem>();
        for (int i = 0; i < scores.length; i++) {
            items.add(item("case-%03d".formatted(i + 1), 1, scores[i] >= 0.5 ? Verdict.PASS : Verdict.FAIL, scores[i]));
        }
        return items;
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case 'p' -> Verdict.PASS;
            case 'f' -> Verdict.FAIL;
            default -> Verdict.ERROR;
        };
    }
}
