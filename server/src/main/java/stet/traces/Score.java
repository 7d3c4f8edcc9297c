package stet.traces;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of a trace, a span or a session: by a person, an evaluator or code. It may arrive before what it judges. Of two with
 * the same id in a project, the one made later counts.
 *
 * @param name what was judged, such as {@code helpful}
 * @param at when it was made
 */
public record Score(
        String id,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String sessionId,
        String name,
        Value value,
        Source source,
        @Nullable String evaluatorVersion,
        @Nullable String comment,
        Instant at) {
    public static final int LONGEST_NAME = 128;
    public static final int LONGEST_TEXT = 4000;

    public Score {
        limit("id", id, LONGEST_NAME);
        limit("name", name, LONGEST_NAME);
        limit("traceId", traceId, Span.MAX_ID);
        limit("spanId", spanId, Span.MAX_ID);
        limit("sessionId", sessionId, 256);
        limit("evaluatorVersion", evaluatorVersion, LONGEST_NAME);
        limit("comment", comment, LONGEST_TEXT);
        if (traceId == null && (spanId != null || sessionId == null)) {
            throw new IllegalArgumentException(
                    "a score is about a 'traceId', a 'traceId' and 'spanId', or a 'sessionId'");
        }
    }

    /** What a value is. */
    public enum Type {
        NUMBER,
        BOOLEAN,
        CATEGORY,
        TEXT;

        /** The word used in JSON, SQL and URLs. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who judged. */
    public enum Source {
        USER,
        REVIEWER,
        EVALUATOR,
        CODE;

        /** The word used in JSON, SQL and URLs. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A number; a truth, as 1 or 0; or words. */
    public record Value(
            Type type, @Nullable Double number, @Nullable String text) {
        public Value {
            boolean worded = type == Type.CATEGORY || type == Type.TEXT;
            if ((worded ? text : number) == null || (worded ? number : text) != null) {
                throw new IllegalArgumentException("a " + type.word() + " is " + (worded ? "a text" : "a number"));
            }
            if (number != null && !Double.isFinite(number)) {
                throw new IllegalArgumentException("'value' is " + number + ", which is no number");
            }
            limit("value", text, LONGEST_TEXT);
        }

        public static Value of(double number) {
            return new Value(Type.NUMBER, number, null);
        }

        public static Value of(boolean truth) {
            return new Value(Type.BOOLEAN, truth ? 1.0 : 0.0, null);
        }

        public static Value category(String word) {
            return new Value(Type.CATEGORY, null, word);
        }

        public static Value text(String words) {
            return new Value(Type.TEXT, null, words);
        }
    }

    /** Whether it stands against another of its id. Of two made at once the one whose JSON is greater does, to have one that does. */
    public boolean standsAgainst(Score other) {
        int later = at.compareTo(other.at);
        return later > 0 || (later == 0 && written().compareTo(other.written()) >= 0);
    }

    String written() {
        return SpanJson.MAPPER.writeValueAsString(this);
    }

    private static void limit(String field, @Nullable String text, int most) {
        if (text != null && (text.isEmpty() || text.length() > most)) {
            throw new IllegalArgumentException(
                    "'" + field + "' has " + text.length() + " characters; it needs 1 to " + most);
        }
    }
}
