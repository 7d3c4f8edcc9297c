package stet.traces.unmapped;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How often an attribute was seen since that was last written down, and where. */
record Sighting(long spans, Instant first, Instant last, String traceId) {
    private static final int LONGEST = 200;
    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]+(?=\\.|$)");

    /** Which attribute, of which instrumentation. Empty text is what was not said. */
    record Of(String scope, String scopeVersion, String attribute) {
        static Of of(@Nullable String scope, String attribute) {
            String whole = scope == null ? "" : scope;
            int at = whole.lastIndexOf('@');
            return at > 0
                    ? new Of(cut(whole.substring(0, at)), cut(whole.substring(at + 1)), folded(attribute))
                    : new Of(cut(whole), "", folded(attribute));
        }

        String instrumentation() {
            return scope + "@" + scopeVersion;
        }

        /** One name for all items of a list that was spread over attributes. */
        private static String folded(String attribute) {
            return cut(NUMBER.matcher(attribute).replaceAll(".N"));
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }
    }

    Sighting and(Sighting later) {
        return new Sighting(spans + later.spans, first, later.last, later.traceId);
    }
}
