package stet.prompts.templates.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Fault;
import stet.prompts.templates.jinja.Filters.Filter;

/** Filters of numbers. */
final class NumberFilters {
    static final Map<String, Filter> ALL = Map.of(
            "abs", (value, _, _) -> absolute(value),
            "int", (value, arguments, _) -> integer(value, arguments),
            "float", (value, arguments, _) -> decimal(value, arguments),
            "round", (value, arguments, _) -> rounded(value, arguments));

    private static final int MAX_DIGITS = 40;

    private NumberFilters() {}

    private static Object absolute(@Nullable Object value) {
        return switch (value) {
            case Long number when number != Long.MIN_VALUE -> Math.abs(number);
            case Number number -> Math.abs(number.doubleValue());
            case null, default -> throw new Fault("'abs' needs a number, not " + Values.kind(value), -1);
        };
    }

    private static Object integer(@Nullable Object value, Arguments arguments) {
        if (value instanceof Long) {
            return value;
        }
        if (value instanceof Number number && Math.abs(number.doubleValue()) < Long.MAX_VALUE) {
            return (long) number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof String text && text.length() <= MAX_DIGITS) {
            try {
                return (long) Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                // not a number: the default stands for it
            }
        }
        var otherwise = arguments.value(0, "default");
        return otherwise == null ? 0L : otherwise;
    }

    private static Object decimal(@Nullable Object value, Arguments arguments) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && text.length() <= MAX_DIGITS) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                // not a number: the default stands for it
            }
        }
        var otherwise = arguments.value(0, "default");
        return otherwise == null ? 0.0 : otherwise;
    }

    private static Object rounded(@Nullable Object value, Arguments arguments) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new Fault("'round' needs a number, not " + Values.kind(value), -1);
        }
        int digits = Math.clamp(arguments.integer(0, "precision", 0), -MAX_DIGITS, MAX_DIGITS);
        var mode = switch (arguments.text(1, "method", "common")) {
            case "common" -> RoundingMode.HALF_UP;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new Fault("'round' takes common, ceil or floor as its method", -1);
        };
        return BigDecimal.valueOf(number.doubleValue()).setScale(digits, mode).doubleValue();
    }
}
