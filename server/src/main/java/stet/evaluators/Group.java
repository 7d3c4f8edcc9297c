package stet.evaluators;

import java.util.ArrayList;
import java.util.List;

/**
 * Several evaluators as one: the weighted mean of their scores. One that cannot tell leaves the group without a judgement, unless its weight is 0.
 *
 * @param byScore whether the mean decides; else every one that counts must pass
 */
record Group(List<Evaluator> of, boolean byScore) implements Rule {
    static final String NAME = "group";
    static final EvaluatorType TYPE = EvaluatorType.of(
            NAME,
            "Several evaluators as one: the weighted mean of their scores. With a threshold the mean decides, else"
                    + " every one must pass.",
            _ -> {
                throw new IllegalStateException("a group is made by its definition");
            },
            EvaluatorType.required("of", FieldKind.EVALUATORS, "the evaluators"));

    @Override
    public Grade grade(Subject subject) {
        double score = 0;
        double weights = 0;
        boolean pass = true;
        var parts = new ArrayList<Judgement>();
        var failed = new ArrayList<String>();
        for (var evaluator : of) {
            var judgement = evaluator.judge(subject);
            parts.add(judgement);
            if (evaluator.weight() == 0) {
                continue;
            }
            switch (judgement) {
                case Judgement.Scored scored -> {
                    score += evaluator.weight() * scored.score();
                    weights += evaluator.weight();
                    pass &= scored.pass();
                    if (!scored.pass()) {
                        failed.add(evaluator.type() + " (" + scored.reason() + ")");
                    }
                }
                case Judgement.Failed(String reason) -> throw new Undecided(evaluator.type() + ": " + reason);
            }
        }
        String reason = failed.isEmpty() ? "all pass" : "not passed: " + String.join(", ", failed);
        var grade = Grade.scored(score / weights, reason);
        return new Grade(grade.score(), byScore ? null : pass, null, reason, List.of(), parts);
    }
}
