package stet.evaluations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has of one case in one repetition.
 *
 * @param repetition from 1
 * @param weight how much the case counts in a mean, above 0
 * @param output what was answered; absent while it is pending and where the call failed
 * @param error why there is no output
 */
public record RunItem(
        String caseId,
        int repetition,
        State state,
        List<String> tags,
        @Nullable String split,
        double weight,
        boolean mustPass,
        @Nullable String output,
        @Nullable String error,
        @Nullable Double latencyMs,
        @Nullable Double costUsd,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable String traceId,
        List<ItemScore> scores) {
    /** How far an item is. */
    public enum State {
        PENDING,
        DONE,
        FAILED
    }

    public RunItem {
        tags = List.copyOf(tags);
        scores = List.copyOf(scores);
    }

    /**
     * The verdict over all evaluators that count: an error outweighs a fail, a fail outweighs a pass; a call that failed is an error; absent while pending
     * and where nothing counts.
     */
    public ItemScore.@Nullable Verdict verdict() {
        if (state == State.PENDING) {
            return null;
        }
        if (state == State.FAILED) {
            return ItemScore.Verdict.ERROR;
        }
        return scores.stream()
                .filter(it -> it.weight() > 0)
                .map(ItemScore::verdict)
                .max(Enum::compareTo)
                .orElse(null);
    }

    /** What it cost, its judges included; absent when nothing of it is known. */
    public @Nullable Double totalCostUsd() {
        @Nullable Double sum = costUsd;
        for (var score : scores) {
            if (score.costUsd() != null) {
                sum = (sum == null ? 0 : sum) + score.costUsd();
            }
        }
        return sum;
    }

    /** Input and output together, as far as they are known. */
    public @Nullable Long tokens() {
        return inputTokens == null
                ? outputTokens
                : outputTokens == null ? inputTokens : (Long) (inputTokens + outputTokens);
    }
}
