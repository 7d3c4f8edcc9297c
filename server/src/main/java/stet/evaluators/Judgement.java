package stet.evaluators;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an evaluator says about a subject. */
public sealed interface Judgement {
    /**
     * It could tell.
     *
     * @param score from 0 to 1, more is better
     * @param label a category, where the evaluator names one
     * @param evidence what in the subject led to it
     * @param costUsd what the judgement itself cost, where it cost anything
     * @param parts of a group: what each of its evaluators said
     */
    record Scored(
            double score,
            boolean pass,
            @Nullable String label,
            String reason,
            List<String> evidence,
            @Nullable Double costUsd,
            List<Judgement> parts)
            implements Judgement {
        public Scored {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score lies from 0 to 1; " + score + " does not");
            }
            evidence = List.copyOf(evidence);
            parts = List.copyOf(parts);
        }
    }

    /** It could not: neither a pass nor a fail, also where the opposite was asked for. */
    record Failed(String reason) implements Judgement {}
}
