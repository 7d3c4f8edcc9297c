package stet.gateway;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a call stands in its trace, by W3C Trace Context: inside the caller's span, or at the root of a trace of its own. */
record TraceContext(String traceId, String spanId, @Nullable String parentId) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
    private static final HexFormat HEX = HexFormat.of();

    static TraceContext from(@Nullable String traceparent) {
        var random = ThreadLocalRandom.current();
        String spanId = HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        if (traceparent != null && traceparent.length() <= 128) {
            var match = TRACEPARENT.matcher(traceparent.strip());
            if (match.matches() && !isZero(match.group(1)) && !isZero(match.group(2))) {
                return new TraceContext(match.group(1), spanId, match.group(2));
            }
        }
        String traceId = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return new TraceContext(traceId, spanId, null);
    }

    /** Inside this one. */
    TraceContext child() {
        return new TraceContext(
                traceId, HEX.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)), spanId);
    }

    private static boolean isZero(String id) {
        return id.chars().allMatch(it -> it == '0');
    }
}
