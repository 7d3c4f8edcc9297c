package stet.traces.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Base64;
import stet.platform.http.Problem;

/** A place in a list that is ordered by an amount: the last row's amount and id. Opaque to callers. */
public record Rank(BigDecimal amount, String id) {
    private static final int MOST_DIGITS = 60;

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((amount.toPlainString() + ":" + id).getBytes(UTF_8));
    }

    /** Reads back what {@link #text} wrote; {@code parameter} names it in the refusal of anything else. */
    public static Rank parse(String parameter, String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int colon = plain.indexOf(':');
            if (colon > 0 && colon <= MOST_DIGITS) {
                return new Rank(new BigDecimal(plain.substring(0, colon)), plain.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a cursor that decodes to something else
        }
        throw Problem.Invalid.field(parameter, "'" + text + "' is not a cursor; take it from 'nextCursor' unchanged");
    }
}
