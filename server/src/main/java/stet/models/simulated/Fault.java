package stet.models.simulated;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/**
 * A way a simulated call goes wrong, and how often.
 *
 * @param rate the share of calls, from 0 to 1
 * @param retryAfterSeconds what a refusal for rate says in {@code retry-after}
 */
record Fault(Kind kind, double rate, int retryAfterSeconds) {
    Fault {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a fault's rate is a share from 0 to 1, not " + rate);
        }
        if (retryAfterSeconds < 0) {
            throw new IllegalArgumentException("retryAfterSeconds cannot be " + retryAfterSeconds);
        }
    }

    /** What goes wrong. */
    enum Kind {
        /** 429 with {@code retry-after}. */
        RATE_LIMITED,
        /** 500. */
        SERVER_ERROR,
        /** 529. */
        OVERLOADED,
        /** The connection breaks in the middle of the answer. */
        BROKEN,
        /** A web page with status 502. */
        HTML,
        /** No answer, ever. */
        SILENT;

        @JsonCreator
        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + word
                            + "': use rate_limited, server_error, overloaded, broken, html or silent"));
        }
    }
}
