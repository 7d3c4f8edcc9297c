package stet.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import tools.jackson.databind.JsonNode;

/** Makes evaluators of what people wrote. Nothing is guessed: a field that there is not is refused with its path. */
public record Definition(Catalogue catalogue) {
    /** How deep groups may lie in groups, and how many evaluators there may be in all. */
    public static final int DEEPEST = 5;

    public static final int MOST_PARTS = 200;
    private static final int MOST_ERRORS = 50;

    private static final List<EvaluatorField> COMMON = List.of(
            EvaluatorType.required("type", FieldKind.TEXT, "what kind of evaluator"),
            EvaluatorType.field("not", FieldKind.TRUTH, "the opposite is wanted; an error stays an error"),
            EvaluatorType.field("threshold", FieldKind.NUMBER, "the score that passes, 0 to 1"),
            EvaluatorType.field(
                    "weight", FieldKind.NUMBER, "how much it counts in a group, 1 unless given; 0 only looks"),
            EvaluatorType.field("description", FieldKind.TEXT, "in words"));

    /** The fields that every type has. */
    public static List<EvaluatorField> common() {
        return COMMON;
    }

    /** @throws Problem.Invalid that names what is wrong, with paths */
    public Evaluator read(JsonNode given) {
        return read(given, "", 0, new int[1]);
    }

    private Evaluator read(JsonNode given, String path, int depth, int[] parts) {
        if (!given.isObject()) {
            throw Problem.Invalid.field(
                    path.isEmpty() ? "content" : path,
                    "is no evaluator such as {\"type\":\"contains\",\"value\":\"refund\"}");
        }
        if (depth > DEEPEST || ++parts[0] > MOST_PARTS) {
            throw Problem.Invalid.field(
                    path,
                    "groups lie at most " + DEEPEST + " deep and hold at most " + MOST_PARTS + " evaluators in all");
        }
        var fields = new Given(given, path);
        String name = given.path("type").asString("");
        boolean group = name.equals(Group.NAME);
        var type = group ? Group.TYPE : catalogue.find(name).orElseThrow(() -> fields.wrong("type", unknown(name)));
        check(fields, type);
        double weight = fields.number("weight").orElse(1);
        double threshold = fields.number("threshold").orElse(type.threshold());
        if (!(weight >= 0 && weight <= 1_000_000)) {
            throw fields.wrong("weight", "is not a number from 0 to 1000000");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw fields.wrong("threshold", "is not a number from 0 to 1");
        }
        var rule = group ? group(fields, depth, parts) : type.make().apply(fields);
        return new Evaluator(name, rule, threshold, weight, fields.truth("not"));
    }

    private Rule group(Given given, int depth, int[] parts) {
        var of = new ArrayList<Evaluator>();
        for (int i = 0; i < given.any("of").size(); i++) {
            of.add(read(given.any("of").get(i), given.at("of[" + i + "]"), depth + 1, parts));
        }
        if (of.isEmpty()) {
            throw given.wrong("of", "is empty; name at least one evaluator");
        }
        if (of.stream().mapToDouble(Evaluator::weight).sum() == 0) {
            throw given.wrong("of", "has weights of 0 only; at least one must count");
        }
        return new Group(of, given.has("threshold"));
    }

    private static void check(Given given, EvaluatorType type) {
        var fields = Stream.concat(COMMON.stream(), type.fields().stream()).toList();
        var errors = new ArrayList<FieldError>();
        for (var entry : given.fields().properties()) {
            var known = fields.stream()
                    .filter(it -> it.name().equals(entry.getKey()))
                    .findAny();
            if (known.isEmpty()) {
                errors.add(new FieldError(
                        given.at(entry.getKey()), "there is no such field; there are: " + names(fields)));
            } else if (!known.get().kind().fits(entry.getValue())) {
                errors.add(new FieldError(
                        given.at(entry.getKey()),
                        "is no " + known.get().kind().word() + ": "
                                + known.get().summary()));
            }
        }
        for (var field : fields) {
            if (field.required() && !given.has(field.name())) {
                errors.add(new FieldError(given.at(field.name()), "is missing: " + field.summary()));
            }
        }
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            throw new Problem.Invalid(
                    first.field() + ": " + first.detail()
                            + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)"),
                    errors.stream().limit(MOST_ERRORS).toList());
        }
    }

    private static String names(List<EvaluatorField> fields) {
        return String.join(", ", fields.stream().map(EvaluatorField::name).toList());
    }

    private String unknown(String name) {
        return (name.isEmpty() ? "is missing" : "there is no evaluator '" + Grade.shown(name) + "'") + "; there are: "
                + String.join(", ", catalogue.names());
    }
}
