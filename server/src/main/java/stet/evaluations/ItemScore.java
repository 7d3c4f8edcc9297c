package stet.evaluations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluator of a suite said about one output.
 *
 * @param evaluator its name in the suite
 * @param verdict an error is neither a pass nor a fail
 * @param score from 0 to 1, more is better; absent with an error
 * @param weight how much it counts in the item's pass; 0 is only looked at
 * @param evaluatorVersion {@code name@version} of a saved evaluator
 */
public record ItemScore(
        String evaluator,
        Verdict verdict,
        @Nullable Double score,
        double weight,
        @Nullable String label,
        String reason,
        List<String> evidence,
        @Nullable Double costUsd,
        @Nullable String evaluatorVersion) {
    /** Whether an output passed an evaluator. */
    public enum Verdict {
        PASS,
        FAIL,
        ERROR
    }

    public ItemScore {
        evidence = List.copyOf(evidence);
    }
}
