package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;
import static stet.evaluators.EvaluatorType.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.evaluators.Subject.CalledTool;
import stet.evaluators.Undecided;
import tools.jackson.databind.JsonNode;

/** Which tools were called, in which order, with what. */
public final class ToolTypes {
    private static final EvaluatorField NAMES =
            field("value", FieldKind.TEXT_OR_TEXTS, "names of tools; the case's expectation unless given");

    private ToolTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of(
                        "valid-tool-call",
                        "Every call names a tool that was declared, with arguments that fit its schema.",
                        _ -> ToolCallCheck::grade),
                EvaluatorType.of(
                        "tool-call-f1",
                        "F1 of the set of tools called against those wanted, whatever order and number.",
                        ToolTypes::f1,
                        NAMES),
                EvaluatorType.of(
                        "tool-used",
                        "A tool was called so many times; at least once unless said.",
                        ToolTypes::used,
                        required("name", FieldKind.TEXT, "its name; * stands for any letters"),
                        field("least", FieldKind.COUNT, "calls at least"),
                        field("most", FieldKind.COUNT, "calls at most")),
                EvaluatorType.of(
                        "tool-sequence",
                        "Tools were called in this order: others between are fine with in_order, not with exact.",
                        ToolTypes::sequence,
                        NAMES,
                        field("mode", FieldKind.TEXT, "in_order (unless given) or exact")),
                EvaluatorType.of(
                        "tool-args",
                        "One call of a tool has these arguments: others beside are fine with partial, not with exact.",
                        ToolTypes::arguments,
                        required("name", FieldKind.TEXT, "its name; * stands for any letters"),
                        required("arguments", FieldKind.OBJECT, "what is wanted"),
                        field("mode", FieldKind.TEXT, "partial (unless given) or exact"),
                        field("defaults", FieldKind.OBJECT, "what arguments are that a call leaves out"),
                        field("ignore", FieldKind.TEXTS, "arguments that do not count")));
    }

    private static Rule f1(Given given) {
        var wanted = given.wantedTexts();
        return subject -> {
            var names = new TreeSet<>(wanted.apply(subject));
            var called = new TreeSet<>(
                    subject.toolCalls().stream().map(CalledTool::name).toList());
            var both = new TreeSet<>(names);
            both.retainAll(called);
            double f1 = 2.0 * both.size() / (names.size() + called.size());
            return Grade.scored(f1, "wanted " + names + ", called " + called);
        };
    }

    private static Rule used(Given given) {
        var name = given.glob("name", given.text("name", ""));
        var bounds = given.has("least") || given.has("most")
                ? given.bounds("least", "most")
                : new Given.Bounds(1, Double.POSITIVE_INFINITY);
        return subject -> {
            int calls = (int) subject.toolCalls().stream()
                    .filter(it -> name.matches(it.name()))
                    .count();
            return Grade.of(bounds.hold(calls), "called " + calls + " times, wanted " + bounds);
        };
    }

    private static Rule sequence(Given given) {
        var wanted = given.wantedTexts();
        boolean exact = given.word("mode", "in_order", "exact").equals("exact");
        return subject -> {
            var names = wanted.apply(subject);
            var called = subject.toolCalls().stream().map(CalledTool::name).toList();
            int reached = 0;
            for (String call : called) {
                reached += reached < names.size() && names.get(reached).equals(call) ? 1 : 0;
            }
            boolean pass = exact ? called.equals(names) : reached == names.size();
            double score = exact && !pass ? 0 : (double) reached / names.size();
            return Grade.scored(score, "wanted " + names + ", called " + Grade.shown(called.toString()))
                    .passing(pass);
        };
    }

    private static Rule arguments(Given given) {
        var name = given.glob("name", given.text("name", ""));
        var wanted = given.any("arguments");
        var defaults = given.any("defaults");
        var ignored = given.texts("ignore");
        boolean exact = given.word("mode", "partial", "exact").equals("exact");
        return subject -> {
            var calls = subject.toolCalls().stream()
                    .filter(it -> name.matches(it.name()))
                    .toList();
            if (calls.isEmpty()) {
                return Grade.of(false, "it was not called");
            }
            List<String> fewest = List.of();
            for (var call : calls) {
                var off = differing(call, wanted, defaults, ignored, exact);
                if (off.isEmpty()) {
                    return Grade.of(true, "a call has these arguments");
                }
                fewest = fewest.isEmpty() || off.size() < fewest.size() ? off : fewest;
            }
            return Grade.of(false, "no call has these arguments; the nearest differs in " + fewest);
        };
    }

    private static List<String> differing(
            CalledTool call, JsonNode wanted, JsonNode defaults, List<String> ignored, boolean exact) {
        JsonNode arguments = call.arguments();
        if (arguments == null) {
            throw new Undecided("the arguments of '" + call.name() + "' are not known");
        }
        var off = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            String key = entry.getKey();
            JsonNode value = arguments.has(key) ? arguments.path(key) : defaults.path(key);
            if (!ignored.contains(key) && !JsonText.same(value, entry.getValue())) {
                off.add(key);
            }
        }
        for (Map.Entry<String, JsonNode> entry : arguments.properties()) {
            String key = entry.getKey();
            boolean usual = defaults.has(key) && JsonText.same(defaults.path(key), entry.getValue());
            if (exact && !wanted.has(key) && !ignored.contains(key) && !usual) {
                off.add(key);
            }
        }
        return off;
    }
}
