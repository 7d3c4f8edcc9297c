package stet.evaluations.criteria;

import java.math.BigDecimal;
import java.math.MathContext;
import stet.statistics.Interval;

/** Numbers as sentences have them: four digits that count. */
public final class Figures {
    private static final MathContext FOUR = new MathContext(4);

    private Figures() {}

    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        var rounded = new BigDecimal(value).round(FOUR);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    public static String of(Interval range) {
        return of(range.low()) + " to " + of(range.high());
    }

    /** With its sign. */
    public static String change(double value) {
        return value > 0 ? "+" + of(value) : of(value);
    }
}
