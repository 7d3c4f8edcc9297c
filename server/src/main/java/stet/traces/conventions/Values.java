package stet.traces.conventions;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads attribute values by what they mean, not by the type they came in: {@code 1042}, {@code 1042.0} and {@code "1042"} are one number. */
final class Values {
    private static final BigDecimal MOST = new BigDecimal(Long.MAX_VALUE);
    private static final BigDecimal MOST_SECONDS = new BigDecimal(10_000_000);
    private static final Set<String> NO_MODEL = Set.of("none", "unknown", "null", "undefined");
    private static final int MAX_LABEL = 1_000;
    /** JSON inside text may nest this deep, well under what the span around it may. */
    private static final JsonMapper NESTED = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Values() {}

    /** Text that says something; numbers and booleans are spelled out. */
    static @Nullable String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asString();
        return text.isBlank() ? null : text;
    }

    /** Text short enough to group and search by. */
    static @Nullable String label(JsonNode value) {
        String text = text(value);
        return text == null || text.length() > MAX_LABEL ? null : text;
    }

    /** A model's name, and not a word for having none. */
    static @Nullable String model(JsonNode value) {
        String name = label(value);
        return name == null || NO_MODEL.contains(name.toLowerCase(Locale.ROOT)) ? null : name;
    }

    static @Nullable Boolean flag(JsonNode value) {
        String text = text(value);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /** A whole number of 0 or more. */
    static @Nullable Long count(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue() < 0 ? null : Long.valueOf(value.longValue());
        }
        BigDecimal number = number(value);
        if (number == null
                || number.compareTo(MOST) > 0
                || number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return number.longValue();
    }

    /** A count inside an object, by the first of its names. */
    static @Nullable Long countIn(JsonNode value, String... names) {
        JsonNode object = tree(unquoted(value));
        JsonNode said = object == null ? null : Parts.first(object, names);
        return said == null ? null : count(said);
    }

    /** A short text inside an object. */
    static @Nullable String labelIn(JsonNode value, String name) {
        JsonNode object = tree(unquoted(value));
        JsonNode said = object == null ? null : object.get(name);
        return said == null ? null : label(said);
    }

    /** Any number, also one below zero. */
    static @Nullable Double decimal(JsonNode value) {
        try {
            double number = value.isNumber()
                    ? value.doubleValue()
                    : value.isString() && value.stringValue().length() <= 40
                            ? Double.parseDouble(value.stringValue().strip())
                            : Double.NaN;
            return Double.isFinite(number) ? (Double) number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable BigDecimal money(JsonNode value) {
        return number(value);
    }

    /** A number of seconds. */
    static @Nullable Duration seconds(JsonNode value) {
        return duration(value, 9);
    }

    /** A number of milliseconds. */
    static @Nullable Duration milliseconds(JsonNode value) {
        return duration(value, 6);
    }

    /** A list of words: a list, a list as JSON text, or a single word. */
    static @Nullable List<String> words(JsonNode value) {
        JsonNode list = value.isString() ? tree(value) : value;
        if (list == null || !list.isArray()) {
            String word = text(value);
            return word == null ? null : List.of(word);
        }
        var words = new ArrayList<String>();
        for (JsonNode item : list) {
            String word = text(item);
            if (word != null) {
                words.add(word);
            }
        }
        return words.isEmpty() ? null : words;
    }

    /** A list or an object, or either as JSON text. */
    static @Nullable JsonNode tree(JsonNode value) {
        if (value.isContainer()) {
            return value;
        }
        return value.isString() ? parsed(value.stringValue()) : null;
    }

    /** The text inside a text that was quoted once more as JSON, else the value. */
    static JsonNode unquoted(JsonNode value) {
        String text = value.isString() ? value.stringValue() : "";
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return value;
        }
        try {
            return NESTED.readTree(text);
        } catch (JacksonException e) {
            return value;
        }
    }

    /** Text to filter by, of a tree its JSON; null if it is longer than that. */
    static @Nullable String compact(JsonNode value) {
        String text = value.isContainer() ? value.toString() : text(value);
        return text == null || text.length() > MAX_LABEL ? null : text;
    }

    /** A tree if it is one, else the value as it came. */
    static @Nullable JsonNode treeOrPlain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        JsonNode tree = tree(value);
        return tree == null ? value : tree;
    }

    /** The number that a word stands for, else the word. */
    static JsonNode plain(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        JsonNode tree = tree(value);
        if (tree != null) {
            return tree;
        }
        Boolean flag = flag(value);
        if (flag != null) {
            return JsonNodeFactory.instance.booleanNode(flag);
        }
        BigDecimal number = number(value);
        return number == null ? value : JsonNodeFactory.instance.numberNode(number);
    }

    private static @Nullable JsonNode parsed(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start == text.length() || (text.charAt(start) != '{' && text.charAt(start) != '[')) {
            return null;
        }
        try {
            return NESTED.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable Duration duration(JsonNode value, int nanoDigits) {
        BigDecimal number = number(value);
        return number == null || number.compareTo(MOST_SECONDS) > 0
                ? null
                : Duration.ofNanos(number.movePointRight(nanoDigits).longValue());
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : value.isString() && value.stringValue().length() <= 40
                            ? new BigDecimal(value.stringValue().strip())
                            : null;
            return number == null || number.signum() < 0 || Math.abs(number.scale()) > 40 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
