package stet.evaluators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found, before threshold and {@code not}.
 *
 * @param score from 0 to 1
 * @param pass where the rule has a bound of its own; else the threshold decides
 */
public record Grade(
        double score,
        @Nullable Boolean pass,
        @Nullable String label,
        String reason,
        List<String> evidence,
        List<Judgement> parts) {
    private static final int LONGEST_SHOWN = 200;
    private static final MathContext FOUR = new MathContext(4);

    /** A matter of yes or no. */
    public static Grade of(boolean pass, String reason) {
        return new Grade(pass ? 1 : 0, pass, null, reason, List.of(), List.of());
    }

    /** A matter of more or less. */
    public static Grade scored(double score, String reason) {
        return new Grade(Math.clamp(score, 0, 1), null, null, reason, List.of(), List.of());
    }

    public Grade passing(boolean passes) {
        return new Grade(score, passes, label, reason, evidence, parts);
    }

    public Grade labelled(String category) {
        return new Grade(score, pass, category, reason, evidence, parts);
    }

    public Grade seenIn(String... found) {
        return seenIn(List.of(found));
    }

    public Grade seenIn(List<String> found) {
        return new Grade(
                score, pass, label, reason, found.stream().map(Grade::shown).toList(), parts);
    }

    /** A text as reasons quote it. */
    public static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** A number as reasons write it: whole, or by four digits that count. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        var exact = new BigDecimal(value);
        return (value == Math.rint(value) ? exact : exact.round(FOUR).stripTrailingZeros()).toPlainString();
    }
}
