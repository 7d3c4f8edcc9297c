package stet.evaluators;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of evaluator.
 *
 * @param name as definitions call it
 * @param threshold the score that passes where a definition names none
 * @param make makes a rule of fields that have the right kinds; refuses what they say by {@link Given#wrong}
 */
public record EvaluatorType(
        String name, String summary, double threshold, List<EvaluatorField> fields, Function<Given, Rule> make) {
    /** A field of a definition. */
    public record EvaluatorField(String name, FieldKind kind, boolean required, String summary) {}

    public EvaluatorType {
        fields = List.copyOf(fields);
    }

    /** Of yes or no: only a full score passes. */
    public static EvaluatorType of(String name, String summary, Function<Given, Rule> make, EvaluatorField... fields) {
        return new EvaluatorType(name, summary, 1, List.of(fields), make);
    }

    public static EvaluatorField field(String name, FieldKind kind, String summary) {
        return new EvaluatorField(name, kind, false, summary);
    }

    public static EvaluatorField required(String name, FieldKind kind, String summary) {
        return new EvaluatorField(name, kind, true, summary);
    }
}
