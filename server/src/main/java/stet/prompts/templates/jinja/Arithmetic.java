package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;

/** What the signs between values do, as in Python. */
final class Arithmetic {
    private static final int MAX_REPEATED = 100_000;

    private Arithmetic() {}

    static Object signed(String sign, @Nullable Object value) {
        if (value instanceof Long number) {
            return sign.equals("-") ? Math.negateExact(number) : number;
        }
        if (value instanceof Double number) {
            return sign.equals("-") ? -number : number;
        }
        throw new Fault("'" + sign + "' needs a number, not " + Values.kind(value), -1);
    }

    static Object of(String sign, @Nullable Object left, @Nullable Object right, Budget budget) {
        if (sign.equals("~")) {
            return joined(Values.text(left, budget), Values.text(right, budget), budget);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(sign, a, b);
        }
        if (sign.equals("+") && left instanceof String a && right instanceof String b) {
            return joined(a, b, budget);
        }
        if (sign.equals("+") && left instanceof List<?> a && right instanceof List<?> b) {
            budget.step((long) a.size() + b.size());
            var both = new ArrayList<@Nullable Object>(a);
            both.addAll(b);
            return both;
        }
        if (sign.equals("*") && left instanceof String text && right instanceof Long times) {
            return repeated(text, times, budget);
        }
        if (sign.equals("*") && right instanceof String text && left instanceof Long times) {
            return repeated(text, times, budget);
        }
        throw new Fault(
                "'" + sign + "' cannot be used between " + Values.kind(left) + " and " + Values.kind(right)
                        + (sign.equals("+") ? ": '~' joins anything as text" : ""),
                -1);
    }

    private static String joined(String left, String right, Budget budget) {
        budget.build((long) left.length() + right.length());
        return left + right;
    }

    private static String repeated(String text, long times, Budget budget) {
        if (times > 0 && times * Math.max(1.0, text.length()) > MAX_REPEATED) {
            throw new Fault("a text can be repeated up to " + MAX_REPEATED + " characters", -1);
        }
        int count = (int) Math.max(0, times);
        budget.build((long) text.length() * count);
        return text.repeat(count);
    }

    private static Object numbers(String sign, Number left, Number right) {
        try {
            if (left instanceof Long a && right instanceof Long b && !sign.equals("/")) {
                return whole(sign, a, b);
            }
        } catch (ArithmeticException e) {
            throw new Fault(
                    right.longValue() == 0 ? "a number cannot be divided by 0" : "the number becomes too large", -1);
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        if (b == 0 && (sign.equals("/") || sign.equals("//") || sign.equals("%"))) {
            throw new Fault("a number cannot be divided by 0", -1);
        }
        return switch (sign) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    private static Object whole(String sign, long a, long b) {
        return switch (sign) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> b < 0 || b > 1_000_000 ? (Object) Math.pow((double) a, (double) b) : Math.powExact(a, (int) b);
        };
    }
}
