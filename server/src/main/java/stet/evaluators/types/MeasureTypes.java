package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;
import static stet.evaluators.EvaluatorType.required;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.evaluators.Subject;
import stet.evaluators.Undecided;
import stet.evaluators.text.Words;

/** Numbers in, of and about an output. */
public final class MeasureTypes {
    private static final EvaluatorField LEAST = field("least", FieldKind.NUMBER, "the least that passes");
    private static final EvaluatorField MOST = field("most", FieldKind.NUMBER, "the most that passes");
    private static final Map<String, String> FINISH = Map.ofEntries(
            Map.entry("stop", "stop"),
            Map.entry("end_turn", "stop"),
            Map.entry("stop_sequence", "stop"),
            Map.entry("completed", "stop"),
            Map.entry("length", "length"),
            Map.entry("max_tokens", "length"),
            Map.entry("max_output_tokens", "length"),
            Map.entry("content_filter", "content_filter"),
            Map.entry("safety", "content_filter"),
            Map.entry("refusal", "content_filter"),
            Map.entry("tool_calls", "tool_calls"),
            Map.entry("tool_use", "tool_calls"),
            Map.entry("function_call", "tool_calls"));

    private MeasureTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of(
                        "numeric",
                        "The output is a number near the value; the score is 1 − |o−v| / (|o|+|v|).",
                        MeasureTypes::numeric,
                        field("value", FieldKind.NUMBER, "what is wanted; the case's expectation unless given"),
                        field("tolerance", FieldKind.NUMBER, "how far off still passes; 0 unless given")),
                bounded(
                        "word-count",
                        "So many words, parted by white space.",
                        it -> Words.of(it.text()).size()),
                bounded("latency", "Milliseconds that the answer took.", it -> known("latencyMs", it.latencyMs())),
                bounded(
                        "cost",
                        "US dollars that the answer cost; an unknown cost is an error, not 0.",
                        it -> known("costUsd", it.costUsd())),
                bounded("perplexity", "exp(−mean log probability) of the tokens.", MeasureTypes::perplexity),
                new EvaluatorType(
                        "perplexity-score",
                        "1 / (1 + perplexity): more is more certain.",
                        0.5,
                        List.of(),
                        _ -> subject -> {
                            double perplexity = perplexity(subject);
                            return Grade.scored(1 / (1 + perplexity), "perplexity " + Grade.number(perplexity));
                        }),
                EvaluatorType.of(
                        "finish-reason",
                        "Why the answer ended: stop, length, content_filter or tool_calls, whatever the provider calls"
                                + " it.",
                        MeasureTypes::finish,
                        required("value", FieldKind.TEXT_OR_TEXTS, "reasons that pass")));
    }

    private static EvaluatorType bounded(String name, String summary, ToDoubleFunction<Subject> measure) {
        return EvaluatorType.of(
                name,
                summary,
                given -> {
                    var bounds = given.bounds("least", "most");
                    return subject -> {
                        double value = measure.applyAsDouble(subject);
                        return Grade.of(bounds.hold(value), Grade.number(value) + ", wanted " + bounds);
                    };
                },
                LEAST,
                MOST);
    }

    private static double known(String name, @Nullable Double value) {
        if (value == null) {
            throw new Undecided("'" + name + "' is not known");
        }
        return value;
    }

    private static double perplexity(Subject subject) {
        return Math.exp(-subject.logProbabilities().stream()
                .mapToDouble(it -> it)
                .average()
                .orElseThrow(() -> new Undecided("'logProbabilities' are not known")));
    }

    private static Rule numeric(Given given) {
        var wanted = given.wanted();
        double tolerance = given.number("tolerance").orElse(0);
        return subject -> {
            double value = number("expected", wanted.apply(subject).asString());
            double output;
            try {
                output = Double.parseDouble(subject.text().strip());
            } catch (NumberFormatException e) {
                return Grade.of(false, "it is no number");
            }
            double sum = Math.abs(output) + Math.abs(value);
            double score = sum == 0 ? 1 : 1 - Math.abs(output - value) / sum;
            boolean near = Math.abs(output - value) <= tolerance;
            return Grade.scored(score, Grade.number(output) + ", wanted " + Grade.number(value))
                    .passing(near);
        };
    }

    private static double number(String field, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Undecided("'" + field + "' is no number");
        }
    }

    private static Rule finish(Given given) {
        var reasons = given.texts("value").stream().map(MeasureTypes::finish).toList();
        return subject -> {
            if (subject.finishReason() == null) {
                throw new Undecided("'finishReason' is not known");
            }
            String reason = finish(subject.finishReason());
            return Grade.of(reasons.contains(reason), "it ended by " + reason).labelled(reason);
        };
    }

    private static String finish(String reason) {
        String small = reason.toLowerCase(Locale.ROOT);
        return FINISH.getOrDefault(small, small);
    }
}
