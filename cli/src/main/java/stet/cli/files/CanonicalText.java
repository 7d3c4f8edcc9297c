package stet.cli.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The one text of a JSON value (RFC 8785): keys in the order of their UTF-16, shortest numbers, no spaces. */
final class CanonicalText {
    private CanonicalText() {}

    static String of(JsonNode value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            value.properties().forEach(it -> fields.put(it.getKey(), it.getValue()));
            char before = '{';
            for (var field : fields.entrySet()) {
                text.append(before);
                quote(field.getKey(), text);
                text.append(':');
                write(field.getValue(), text);
                before = ',';
            }
            text.append(fields.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            char before = '[';
            for (var item : value) {
                text.append(before);
                write(item, text);
                before = ',';
            }
            text.append(value.isEmpty() ? "[]" : "]");
        } else if (value.isString()) {
            quote(value.stringValue(), text);
        } else if (value.isNumber()) {
            text.append(number(value.decimalValue()));
        } else {
            text.append(value.isBoolean() ? value.asString() : "null");
        }
    }

    private static void quote(String words, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** As ECMAScript writes numbers, plain from 1e-6 to 1e21; whole ones with all their digits. */
    private static String number(BigDecimal exact) {
        var stripped = exact.stripTrailingZeros();
        if (stripped.signum() == 0) {
            return "0";
        }
        var shortest = stripped.scale() <= 0 ? stripped : shortest(exact.doubleValue());
        String digits = shortest.unscaledValue().abs().toString();
        String sign = shortest.signum() < 0 ? "-" : "";
        int point = digits.length() - shortest.scale();
        if (point > 21 || point <= -6) {
            int exponent = point - 1;
            String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + rest + "e" + (exponent < 0 ? "" : "+") + exponent;
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? sign + digits + "0".repeat(point - digits.length())
                : sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    /** Java writes at least two digits, also where one tells the number. */
    private static BigDecimal shortest(double value) {
        if (value == 0 || Double.isInfinite(value)) {
            throw new FileProblem("a number is outside of what can be kept: write it as a text");
        }
        var text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (text.precision() != 2) {
            return text;
        }
        var exact = new BigDecimal(value);
        return Stream.of(RoundingMode.DOWN, RoundingMode.UP)
                .map(it -> text.round(new MathContext(1, it)).stripTrailingZeros())
                .filter(it -> it.doubleValue() == value)
                .min(Comparator.comparing(it -> it.subtract(exact).abs()))
                .orElse(text);
    }
}
