package stet.compat.promptlayer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the times that clients send: ISO text with a zone or in UTC, and seconds or milliseconds since 1970. */
final class Times {
    /** In seconds this is the year 5138, in milliseconds 1973. */
    private static final double SECONDS_END = 1e11;

    private Times() {}

    static @Nullable Instant read(JsonNode value) {
        if (value.isNumber()) {
            return ofNumber(value.doubleValue());
        }
        String text = value.asString("").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notWithZone) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notATime) {
                return ofText(text);
            }
        }
    }

    private static @Nullable Instant ofText(String text) {
        try {
            return ofNumber(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant ofNumber(double number) {
        if (!(number > 0) || number > 1e15) {
            return null;
        }
        double millis = number < SECONDS_END ? number * 1000 : number;
        return Instant.ofEpochMilli((long) millis).plusNanos((long) ((millis - Math.floor(millis)) * 1_000_000));
    }
}
