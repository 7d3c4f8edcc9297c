package stet.registry.canonical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/**
 * One text for each number: the shortest that reads back as the same double, as RFC 8785 has it. Whole numbers keep all their digits,
 * also those that a double cannot hold, because a limit such as 9223372036854775807 in a schema must not become another number.
 */
final class CanonicalNumber {
    private static final int PLAIN_DIGITS = 21;
    private static final int PLAIN_ZEROS = 6;

    private CanonicalNumber() {}

    static String text(JsonNode number) {
        if (number.numberValue() instanceof Double given && !Double.isFinite(given)) {
            throw new NotCanonical("is a number outside of what a double can hold: write it as a text");
        }
        var value = number.decimalValue();
        if (value.signum() == 0) {
            return "0";
        }
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest) || nearest == 0) {
            throw new NotCanonical("is a number outside of what a double can hold: write it as a text");
        }
        var stripped = value.stripTrailingZeros();
        return format(stripped.scale() <= 0 ? stripped : shortest(nearest));
    }

    /** {@link Double#toString} gives at least two digits, also where one is enough. */
    private static BigDecimal shortest(double value) {
        var text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (text.precision() != 2) {
            return text;
        }
        var exact = new BigDecimal(value);
        BigDecimal best = text;
        for (var mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            var shorter = text.round(new MathContext(1, mode)).stripTrailingZeros();
            boolean nearer = best.precision() > 1
                    || shorter.subtract(exact)
                                    .abs()
                                    .compareTo(best.subtract(exact).abs())
                            < 0;
            if (shorter.doubleValue() == value && nearer) {
                best = shorter;
            }
        }
        return best;
    }

    private static String format(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int point = digits.length() - value.scale();
        var text = new StringBuilder(digits.length() + 8);
        if (value.signum() < 0) {
            text.append('-');
        }
        if (digits.length() <= point && point <= PLAIN_DIGITS) {
            return text.append(digits).repeat("0", point - digits.length()).toString();
        }
        if (0 < point && point <= PLAIN_DIGITS) {
            return text.append(digits, 0, point)
                    .append('.')
                    .append(digits, point, digits.length())
                    .toString();
        }
        if (-PLAIN_ZEROS < point && point <= 0) {
            return text.append("0.").repeat("0", -point).append(digits).toString();
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(point > 0 ? "+" : "").append(point - 1).toString();
    }
}
