package stet.evaluations.reports;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.RunItem;
import stet.platform.http.Problem;

/**
 * What an evaluation that ran elsewhere has of one case.
 *
 * @param error why there is no output; such an item is neither a pass nor a fail
 */
record SuppliedItem(
        @Nullable String caseId,
        @Nullable Integer repetition,
        @Nullable List<String> tags,
        @Nullable String split,
        @Nullable Double weight,
        @Nullable Boolean mustPass,
        @Nullable String output,
        @Nullable String error,
        @Nullable Double latencyMs,
        @Nullable Double costUsd,
        @Nullable List<SuppliedScore> scores) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_SCORES = 100;
    private static final int MOST_TAGS = 50;
    private static final double MOST_WEIGHT = 1_000_000;

    /**
     * What an evaluator said.
     *
     * @param pass absent where it could not tell
     * @param score from 0 to 1; 1 or 0 unless given
     */
    record SuppliedScore(
            @Nullable String evaluator,
            @Nullable Boolean pass,
            @Nullable Double score,
            @Nullable Double weight,
            @Nullable String reason) {
        ItemScore read(String path) {
            if (score != null && !(score >= 0 && score <= 1)) {
                throw Problem.Invalid.field(path + ".score", score + " does not lie from 0 to 1");
            }
            Double value = pass == null ? null : score != null ? score : (Double) (pass ? 1.0 : 0.0);
            return new ItemScore(
                    name(evaluator, path + ".evaluator"),
                    pass == null ? Verdict.ERROR : pass ? Verdict.PASS : Verdict.FAIL,
                    value,
                    checked(weight, 0, path),
                    null,
                    reason == null ? "" : reason,
                    List.of(),
                    null,
                    null);
        }
    }

    RunItem read(String path) {
        var given = scores == null ? List.<SuppliedScore>of() : scores;
        var tagged = tags == null ? List.<String>of() : tags;
        if (given.size() > MOST_SCORES || tagged.size() > MOST_TAGS) {
            throw Problem.Invalid.field(path, "has more than " + MOST_SCORES + " scores or " + MOST_TAGS + " tags");
        }
        if (given.stream().map(SuppliedScore::evaluator).distinct().count() < given.size()) {
            throw Problem.Invalid.field(path + ".scores", "name an evaluator twice");
        }
        if (Stream.of(latencyMs, costUsd).anyMatch(it -> it != null && !(it >= 0 && it < 1e12))) {
            throw Problem.Invalid.field(path, "has a latency or cost below 0");
        }
        int time = repetition == null ? 1 : repetition;
        if (time < 1) {
            throw Problem.Invalid.field(path + ".repetition", time + " is no number from 1 on");
        }
        return new RunItem(
                name(caseId, path + ".caseId"),
                time,
                error == null ? RunItem.State.DONE : RunItem.State.FAILED,
                tagged,
                split,
                checked(weight, Double.MIN_VALUE, path),
                Boolean.TRUE.equals(mustPass),
                output,
                error,
                latencyMs,
                costUsd,
                null,
                null,
                null,
                Stream.iterate(0, it -> it < given.size(), it -> it + 1)
                        .map(it -> given.get(it).read(path + ".scores[" + it + "]"))
                        .toList());
    }

    private static double checked(@Nullable Double given, double least, String path) {
        if (given != null && !(given >= least && given <= MOST_WEIGHT)) {
            throw Problem.Invalid.field(path + ".weight", given + " does not lie from 0 to " + (int) MOST_WEIGHT);
        }
        return given == null ? 1 : given;
    }

    private static String name(@Nullable String given, String path) {
        if (given == null || given.isBlank() || given.length() > LONGEST_NAME) {
            throw Problem.Invalid.field(path, "is no text of 1 to " + LONGEST_NAME + " characters");
        }
        return given;
    }
}
