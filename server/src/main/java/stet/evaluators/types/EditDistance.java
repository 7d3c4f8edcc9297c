package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;

/** How many letters must be inserted, removed or changed to make the reference of the output. */
final class EditDistance {
    private static final int LONGEST_LETTERS = 10_000;

    private EditDistance() {}

    static EvaluatorType type(EvaluatorField value) {
        return new EvaluatorType(
                "levenshtein",
                "Letters to insert, remove or change: the score is 1 less their share of the longer text.",
                0.75,
                List.of(value, field("most", FieldKind.COUNT, "edits that pass, instead of a threshold")),
                EditDistance::rule);
    }

    private static Rule rule(Given given) {
        var most = given.count("most");
        var wanted = given.wantedTexts();
        return subject -> {
            String output = subject.text();
            TextTypes.limit("the output's letters", output.length(), LONGEST_LETTERS);
            double score = -1;
            int nearest = 0;
            for (String reference : wanted.apply(subject)) {
                TextTypes.limit("the reference's letters", reference.length(), LONGEST_LETTERS);
                int edits = LevenshteinDistance.getDefaultInstance().apply(output, reference);
                int longer = Math.max(output.length(), reference.length());
                double alike = longer == 0 ? 1 : 1 - (double) edits / longer;
                if (alike > score) {
                    score = alike;
                    nearest = edits;
                }
            }
            var grade = Grade.scored(score, nearest + " edits");
            return most.isEmpty() ? grade : grade.passing(nearest <= most.getAsInt());
        };
    }
}
