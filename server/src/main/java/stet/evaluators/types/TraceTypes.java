package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;
import static stet.evaluators.EvaluatorType.required;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.evaluators.Subject;
import stet.evaluators.Subject.TakenStep;
import stet.evaluators.Undecided;

/** What happened on the way to the output. */
public final class TraceTypes {
    private static final EvaluatorField NAME =
            field("name", FieldKind.TEXT, "names of steps; * stands for any letters, and for all unless given");
    private static final EvaluatorField KIND =
            field("kind", FieldKind.TEXT, "only steps of this kind, such as tool or generation");
    private static final EvaluatorField LEAST = field("least", FieldKind.COUNT, "at least so many");
    private static final EvaluatorField MOST = field("most", FieldKind.COUNT, "at most so many");

    private TraceTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of(
                        "step-count", "So many steps of a name and kind.", TraceTypes::count, NAME, KIND, LEAST, MOST),
                EvaluatorType.of(
                        "step-duration",
                        "Steps took at most so long: every one, or a percentile of them.",
                        TraceTypes::duration,
                        NAME,
                        KIND,
                        required("mostMs", FieldKind.NUMBER, "milliseconds"),
                        field("percentile", FieldKind.NUMBER, "1 to 100; 100, the longest, unless given")),
                EvaluatorType.of(
                        "failed-steps",
                        "At most so many steps failed, or at most such a share; none unless said.",
                        TraceTypes::failed,
                        NAME,
                        KIND,
                        MOST,
                        field("mostShare", FieldKind.NUMBER, "0 to 1")),
                EvaluatorType.of(
                        "skill-used",
                        "A skill was used so many times; at least once unless said.",
                        TraceTypes::skill,
                        required("name", FieldKind.TEXT, "its name; * stands for any letters"),
                        LEAST,
                        MOST));
    }

    private static Rule count(Given given) {
        var chosen = chosen(given);
        var bounds = given.bounds("least", "most");
        return subject -> {
            int count = chosen.of(subject).size();
            return Grade.of(bounds.hold(count), count + " steps, wanted " + bounds);
        };
    }

    private static Rule duration(Given given) {
        var chosen = chosen(given);
        double most = given.number("mostMs").orElse(0);
        double percentile = given.number("percentile").orElse(100);
        if (!(percentile > 0 && percentile <= 100)) {
            throw given.wrong("percentile", percentile + " is not above 0 and at most 100");
        }
        return subject -> {
            var steps = chosen.of(subject);
            var durations = steps.stream()
                    .map(TakenStep::durationMs)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            if (durations.length == 0 || durations.length < steps.size()) {
                throw new Undecided("durations are not known of all the steps that are meant");
            }
            double seen = durations[(int) Math.ceil(percentile / 100 * durations.length) - 1];
            return Grade.of(seen <= most, Grade.number(seen) + " ms, wanted at most " + Grade.number(most) + " ms");
        };
    }

    private static Rule failed(Given given) {
        var chosen = chosen(given);
        int most = given.count("most").orElse(given.has("mostShare") ? Integer.MAX_VALUE : 0);
        double mostShare = given.number("mostShare").orElse(1);
        return subject -> {
            var steps = chosen.of(subject);
            var failed = new ArrayList<String>();
            for (var step : steps) {
                if (Boolean.TRUE.equals(step.failed())) {
                    failed.add(step.name());
                }
            }
            double share = steps.isEmpty() ? 0 : (double) failed.size() / steps.size();
            boolean pass = failed.size() <= most && share <= mostShare;
            return Grade.of(pass, failed.size() + " of " + steps.size() + " steps failed")
                    .seenIn(failed.stream().limit(20).toList());
        };
    }

    private static Rule skill(Given given) {
        var name = given.glob("name", given.text("name", ""));
        var bounds = given.has("least") || given.has("most")
                ? given.bounds("least", "most")
                : new Given.Bounds(1, Double.POSITIVE_INFINITY);
        return subject -> {
            int count = (int) subject.skills().stream().filter(name::matches).count();
            return Grade.of(bounds.hold(count), "used " + count + " times, wanted " + bounds);
        };
    }

    private static Chosen chosen(Given given) {
        return new Chosen(given.glob("name", given.text("name", "*")), given.text("kind", ""));
    }

    /** Which steps are meant. */
    private record Chosen(Pattern name, String kind) {
        List<TakenStep> of(Subject subject) {
            if (subject.steps().isEmpty()) {
                throw new Undecided("'steps' are not known");
            }
            return subject.steps().stream()
                    .filter(it -> name.matches(it.name()) && (kind.isEmpty() || kind.equals(it.kind())))
                    .toList();
        }
    }
}
