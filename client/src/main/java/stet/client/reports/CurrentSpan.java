package stet.client.reports;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;

/** The OpenTelemetry span that is current on this thread, if its API is on the class path at all. */
final class CurrentSpan {
    private static final boolean KNOWN = isKnown();

    private CurrentSpan() {}

    record Ids(String traceId, String spanId) {}

    static Optional<Ids> ids() {
        return KNOWN ? OpenTelemetry.ids() : Optional.empty();
    }

    private static boolean isKnown() {
        try {
            Class.forName("io.opentelemetry.api.trace.Span", false, CurrentSpan.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Loaded only where the API is. */
    private static final class OpenTelemetry {
        static Optional<Ids> ids() {
            var context = Span.current().getSpanContext();
            return context.isValid()
                    ? Optional.of(new Ids(context.getTraceId(), context.getSpanId()))
                    : Optional.empty();
        }
    }
}
