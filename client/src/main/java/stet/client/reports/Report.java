package stet.client.reports;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of a trace, a span or a session; of the OpenTelemetry span that is current when it is sent, unless it says of what.
 *
 * @param id names it, so that what is sent twice counts once
 * @param value a number, a truth or a text
 * @param at when it was made; when it is sent unless said
 */
public record Report(
        String id,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String sessionId,
        String name,
        Object value,
        Kind kind,
        @Nullable String comment,
        @Nullable Instant at) {
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 4000;

    /** Who judges. */
    public enum Kind {
        /** The application's own measure. */
        SCORE("code"),
        /** What an end user said. */
        FEEDBACK("user"),
        /** What became of it later: {@code escalated}, {@code refunded}, {@code resolved}. */
        OUTCOME("code"),
        /** What a reviewer found. */
        REVIEW("reviewer"),
        /** What an evaluator of the application's own found. */
        EVALUATION("evaluator");

        private final String source;

        Kind(String source) {
            this.source = source;
        }

        String source() {
            return source;
        }
    }

    public Report {
        limit("id", id, LONGEST_ID);
        limit("traceId", traceId, LONGEST_ID);
        limit("spanId", spanId, LONGEST_ID);
        limit("sessionId", sessionId, 256);
        limit("name", name, LONGEST_NAME);
        limit("comment", comment, LONGEST_TEXT);
        Objects.requireNonNull(kind, "kind");
        if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("'value' is " + value + ", which is no number");
            }
        } else if (value instanceof String text) {
            limit("value", text, LONGEST_TEXT);
        } else if (!(value instanceof Boolean)) {
            throw new IllegalArgumentException("'value' is a number, true or false, or a text, not " + value);
        }
        if (spanId != null && traceId == null) {
            throw new IllegalArgumentException("a span is named with its trace");
        }
    }

    /** The application's own measure, such as {@code similarity} 0.83. */
    public static Report score(String name, Object value) {
        return of(Kind.SCORE, name, value);
    }

    /** What an end user said, such as {@code helpful} true. */
    public static Report feedback(String name, Object value) {
        return of(Kind.FEEDBACK, name, value);
    }

    /** What became of it later, such as {@code escalated} true. */
    public static Report outcome(String name, Object value) {
        return of(Kind.OUTCOME, name, value);
    }

    private static Report of(Kind kind, String name, Object value) {
        return new Report(UUID.randomUUID().toString(), null, null, null, name, value, kind, null, null);
    }

    public Report ofTrace(String trace) {
        return new Report(id, trace, null, sessionId, name, value, kind, comment, at);
    }

    public Report ofSpan(String trace, String span) {
        return new Report(id, trace, span, sessionId, name, value, kind, comment, at);
    }

    public Report ofSession(String session) {
        return new Report(id, traceId, spanId, session, name, value, kind, comment, at);
    }

    public Report because(String why) {
        return new Report(id, traceId, spanId, sessionId, name, value, kind, why, at);
    }

    /** The same report by another id, to say it again with another value. */
    public Report as(String otherId) {
        return new Report(otherId, traceId, spanId, sessionId, name, value, kind, comment, at);
    }

    /** When it was made, which matters for what is told late. */
    public Report at(Instant when) {
        return new Report(id, traceId, spanId, sessionId, name, value, kind, comment, when);
    }

    /** With other words, as a mask makes them. */
    Report with(Object otherValue, @Nullable String otherComment) {
        return new Report(id, traceId, spanId, sessionId, name, otherValue, kind, otherComment, at);
    }

    boolean hasSubject() {
        return traceId != null || sessionId != null;
    }

    private static void limit(String field, @Nullable String text, int most) {
        if (text != null && (text.isEmpty() || text.length() > most)) {
            throw new IllegalArgumentException(
                    "'" + field + "' has " + text.length() + " characters; it needs 1 to " + most);
        }
    }
}
