package stet.prompts.templates.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;
import tools.jackson.databind.JsonNode;

/**
 * The values of expressions: null for none, Boolean, Long, Double, String, List, Map with text keys, and the few things that only
 * templates have. Nothing else gets in, so nothing else can be reached.
 */
final class Values {
    private static final int MAX_DEPTH = 200;

    private Values() {}

    static @Nullable Object of(JsonNode json, Budget budget) {
        budget.step();
        if (json.isString()) {
            return json.asString();
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isNumber()) {
            if (json.isIntegralNumber() && json.canConvertToLong()) {
                return json.asLong();
            }
            return json.isIntegralNumber() ? json.bigIntegerValue() : (Object) json.doubleValue();
        }
        if (json.isArray()) {
            var list = new ArrayList<@Nullable Object>(json.size());
            json.forEach(item -> list.add(of(item, budget)));
            return list;
        }
        if (json.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            json.properties().forEach(it -> map.put(it.getKey(), of(it.getValue(), budget)));
            return map;
        }
        return null;
    }

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Undefined _ -> false;
            case Boolean truth -> truth;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    /** What kind of value it is, as messages say it. */
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Undefined(var name) -> "'" + name + "', which is not there,";
            case Boolean _ -> "a boolean";
            case Number _ -> "a number";
            case String _ -> "a text";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> "this";
        };
    }

    static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) {
        return equal(left, right, budget, 0);
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget, int depth) {
        budget.step();
        deep(depth);
        if (left instanceof Number a && right instanceof Number b) {
            return compare(a, b) == 0;
        }
        if (left instanceof String a && right instanceof String b) {
            budget.step(Math.min(a.length(), b.length()) / 256);
            return a.equals(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i), budget, depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            if (!a.keySet().equals(b.keySet())) {
                return false;
            }
            for (var entry : a.entrySet()) {
                if (!equal(entry.getValue(), b.get(entry.getKey()), budget, depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        return (left instanceof Undefined && right instanceof Undefined) || Objects.equals(left, right);
    }

    /** Which of two comes first; a {@link Fault} when they cannot be compared. */
    static int compare(@Nullable Object left, @Nullable Object right, Budget budget) {
        budget.step();
        if (left instanceof Number a && right instanceof Number b) {
            return compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            budget.step(Math.min(a.length(), b.length()) / 256);
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            budget.enter();
            int order = 0;
            for (int i = 0; order == 0 && i < Math.min(a.size(), b.size()); i++) {
                order = compare(a.get(i), b.get(i), budget);
            }
            budget.leave();
            return order == 0 ? Integer.compare(a.size(), b.size()) : order;
        }
        throw new Fault(kind(left) + " and " + kind(right) + " cannot be put in order", -1);
    }

    private static int compare(Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return a.compareTo(b);
        }
        return left instanceof BigInteger || right instanceof BigInteger
                ? decimal(left).compareTo(decimal(right))
                : Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        double value = number.doubleValue();
        return number instanceof Double && !Double.isFinite(value)
                ? BigDecimal.ZERO
                : new BigDecimal(number.toString());
    }

    /** As Python prints it. */
    static String text(@Nullable Object value, Budget budget) {
        if (value instanceof String text) {
            return text;
        }
        var out = new StringBuilder();
        write(value, out, budget, 0);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, Budget budget, int depth) {
        deep(depth);
        budget.step();
        switch (value) {
            case null -> out.append("None");
            case Boolean truth -> out.append(truth ? "True" : "False");
            case Double number -> out.append(floating(number));
            case Number number -> out.append(number);
            case String text -> quoted(text, out, budget);
            case List<?> list -> {
                out.append('[');
                String comma = "";
                for (var item : list) {
                    out.append(comma);
                    write(item, out, budget, depth + 1);
                    comma = ", ";
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                String comma = "";
                for (var entry : map.entrySet()) {
                    out.append(comma);
                    write(entry.getKey(), out, budget, depth + 1);
                    out.append(": ");
                    write(entry.getValue(), out, budget, depth + 1);
                    comma = ", ";
                }
                out.append('}');
            }
            case Namespace(var fields) -> write(fields, out, budget, depth + 1);
            default -> {} // undefined, a macro or a loop has no text
        }
    }

    private static void quoted(String text, StringBuilder out, Budget budget) {
        budget.build(text.length() + 2L);
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> out.append(c == quote ? "\\" : "").append(c);
            }
        }
        out.append(quote);
    }

    private static String floating(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            var exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
            int exponent = exact.precision() - exact.scale() - 1;
            String digits = exact.movePointLeft(exponent).toPlainString();
            return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    static void deep(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Fault("a value nests more than " + MAX_DEPTH + " deep", -1);
        }
    }
}
