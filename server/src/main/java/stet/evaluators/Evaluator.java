package stet.evaluators;

import org.jspecify.annotations.Nullable;

/**
 * A definition that can judge.
 *
 * @param weight how much it counts among others; 0 is only looked at
 * @param not whether the opposite is wanted
 */
public record Evaluator(String type, Rule rule, double threshold, double weight, boolean not) {
    /** Judges; never throws for what a subject holds. */
    public Judgement judge(Subject subject) {
        Grade grade;
        try {
            grade = rule.grade(subject);
        } catch (Undecided e) {
            return new Judgement.Failed(e.why());
        } catch (StackOverflowError e) {
            return new Judgement.Failed("the output is nested too deeply for '" + type + "'");
        }
        if (Double.isNaN(grade.score())) {
            return new Judgement.Failed("'" + type + "' has no score for this: " + grade.reason());
        }
        @Nullable Boolean decided = grade.pass();
        boolean pass = decided == null ? grade.score() >= threshold : decided;
        String reason = grade.reason();
        if (decided == null) {
            reason += "; " + Grade.number(threshold) + " is needed";
        }
        return new Judgement.Scored(
                not ? 1 - grade.score() : grade.score(),
                not != pass,
                grade.label(),
                not ? "the opposite is wanted of: " + reason : reason,
                grade.evidence(),
                null,
                grade.parts());
    }
}
