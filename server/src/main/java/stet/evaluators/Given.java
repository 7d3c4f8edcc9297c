package stet.evaluators;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** The fields of a definition, whose kinds were checked; a type reads from it what it needs. */
public record Given(JsonNode fields, String path) {
    private static final int LONGEST_PATTERN = 5_000;

    public Problem.Invalid wrong(String field, String detail) {
        return Problem.Invalid.field(at(field), detail);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public boolean has(String field) {
        return fields.has(field);
    }

    public JsonNode any(String field) {
        return fields.path(field);
    }

    public String text(String field, String otherwise) {
        return fields.path(field).asString(otherwise);
    }

    /** One of some words; the first unless said. */
    public String word(String field, String... words) {
        String given = text(field, words[0]);
        if (!List.of(words).contains(given)) {
            throw wrong(field, "'" + Grade.shown(given) + "' is none of " + String.join(", ", words));
        }
        return given;
    }

    public List<String> texts(String field) {
        var value = fields.path(field);
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).toList()
                : value.isString() ? List.of(value.asString()) : List.of();
    }

    public boolean truth(String field) {
        return fields.path(field).asBoolean(false);
    }

    public OptionalDouble number(String field) {
        return has(field) ? OptionalDouble.of(fields.path(field).asDouble()) : OptionalDouble.empty();
    }

    public OptionalInt count(String field) {
        return has(field) ? OptionalInt.of(fields.path(field).asInt()) : OptionalInt.empty();
    }

    /** A pattern that is matched in linear time. */
    public Pattern pattern(String field, String text, int flags) {
        if (text.length() > LONGEST_PATTERN) {
            throw wrong(field, "has " + text.length() + " characters; a pattern has at most " + LONGEST_PATTERN);
        }
        try {
            return Pattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            throw wrong(field, "is no pattern in RE2 syntax: " + e.getMessage());
        }
    }

    /** A name in which {@code *} stands for any letters. */
    public Pattern glob(String field, String text) {
        return pattern(field, "(?s)" + Pattern.quote(text).replace("\\*", ".*"), 0);
    }

    /** Least and most, which must not contradict each other and of which one must be there. */
    public Bounds bounds(String least, String most) {
        var low = number(least);
        var high = number(most);
        if (low.isEmpty() && high.isEmpty()) {
            throw wrong(most, "is missing: '" + least + "', '" + most + "' or both say what passes");
        }
        if (low.orElse(0) > high.orElse(Double.MAX_VALUE)) {
            throw wrong(least, "is more than '" + most + "'");
        }
        return new Bounds(low.orElse(Double.NEGATIVE_INFINITY), high.orElse(Double.POSITIVE_INFINITY));
    }

    /** What is wanted: {@code value}, or else what each subject expects. */
    public Function<Subject, JsonNode> wanted() {
        if (has("value")) {
            var value = fields.path("value");
            return _ -> value;
        }
        return Given::expected;
    }

    /** What is wanted as texts, of which there is at least one. */
    public Function<Subject, List<String>> wantedTexts() {
        if (has("value") && texts("value").isEmpty()) {
            throw wrong("value", "is empty; name at least one");
        }
        var wanted = wanted();
        return subject -> {
            var value = wanted.apply(subject);
            var values = value.isArray() ? value.valueStream().toList() : List.of(value);
            if (values.isEmpty() || !values.stream().allMatch(JsonNode::isValueNode)) {
                throw new Undecided("'expected' is neither a text nor a list of texts");
            }
            return values.stream().map(JsonNode::asString).toList();
        };
    }

    private static JsonNode expected(Subject subject) {
        @Nullable JsonNode expected = subject.expected();
        if (expected == null || expected.isNull()) {
            throw new Undecided("the evaluator has no 'value' and the case expects nothing");
        }
        return expected;
    }

    /** From where to where something passes. */
    public record Bounds(double least, double most) {
        public boolean hold(double value) {
            return least <= value && value <= most;
        }

        @Override
        public String toString() {
            return Double.isInfinite(least)
                    ? "at most " + Grade.number(most)
                    : Double.isInfinite(most)
                            ? "at least " + Grade.number(least)
                            : Grade.number(least) + " to " + Grade.number(most);
        }
    }
}
