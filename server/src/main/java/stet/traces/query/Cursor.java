package stet.traces.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import stet.platform.http.Problem;

/** A place in the list of traces, newest first, that stays the same while traces arrive. Opaque to callers. */
public record Cursor(long startedUs, String traceId) {
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((startedUs + ":" + traceId).getBytes(UTF_8));
    }

    /** Reads back what {@link #text} wrote; {@code parameter} names it in the refusal of anything else. */
    public static Cursor parse(String parameter, String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int colon = plain.indexOf(':');
            if (colon > 0 && colon < plain.length() - 1) {
                return new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a cursor that decodes to something else
        }
        throw Problem.Invalid.field(
                parameter, "'" + text + "' is not a cursor; take it from 'nextCursor' or a row's 'cursor' unchanged");
    }
}
