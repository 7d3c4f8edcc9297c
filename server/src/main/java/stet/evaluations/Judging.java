package stet.evaluations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.datasets.DatasetCase;
import stet.evaluators.Definition;
import stet.evaluators.Evaluator;
import stet.evaluators.Judgement;
import stet.evaluators.Subject;
import stet.platform.http.Problem;

/** Judges outputs by a run's evaluators, and by the assertions of each case. */
record Judging(Map<String, Judge> judges, Definition definition) {
    static final String ASSERTION = "assertion ";

    /** @param version {@code name@number} of a saved evaluator */
    private record Judge(Evaluator evaluator, @Nullable String version) {}

    static Judging by(Map<String, Run.PinnedEvaluator> pinned, Definition definition) {
        var judges = new LinkedHashMap<String, Judge>();
        pinned.forEach((name, it) -> judges.put(name, new Judge(definition.read(it.definition()), it.version())));
        return new Judging(judges, definition);
    }

    List<ItemScore> judge(DatasetCase item, Asking.Came came) {
        Subject subject;
        try {
            subject = new Subject(
                    came.output(),
                    item.expected(),
                    List.of(),
                    came.toolCalls(),
                    List.of(),
                    List.of(),
                    List.of(),
                    came.finishReason(),
                    came.latencyMs(),
                    came.costUsd(),
                    null);
        } catch (IllegalArgumentException e) {
            return judges.entrySet().stream()
                    .map(it -> failed(it.getKey(), it.getValue(), String.valueOf(e.getMessage())))
                    .toList();
        }
        var scores = new ArrayList<ItemScore>();
        judges.forEach((name, judge) -> scores.add(score(name, judge, subject)));
        for (int i = 0; i < item.assertions().size(); i++) {
            var name = ASSERTION + (i + 1);
            try {
                scores.add(
                        score(name, new Judge(definition.read(item.assertions().get(i)), null), subject));
            } catch (Problem.Invalid wrong) {
                scores.add(failed(name, null, wrong.detail()));
            }
        }
        return scores;
    }

    private static ItemScore score(String name, Judge judge, Subject subject) {
        return switch (judge.evaluator.judge(subject)) {
            case Judgement.Scored it ->
                new ItemScore(
                        name,
                        it.pass() ? ItemScore.Verdict.PASS : ItemScore.Verdict.FAIL,
                        it.score(),
                        judge.evaluator.weight(),
                        it.label(),
                        it.reason(),
                        it.evidence(),
                        it.costUsd(),
                        judge.version);
            case Judgement.Failed(String reason) -> failed(name, judge, reason);
        };
    }

    private static ItemScore failed(String name, @Nullable Judge judge, String reason) {
        double weight = judge == null ? 1 : judge.evaluator.weight();
        return new ItemScore(
                name,
                ItemScore.Verdict.ERROR,
                null,
                weight,
                null,
                reason,
                List.of(),
                null,
                judge == null ? null : judge.version);
    }
}
