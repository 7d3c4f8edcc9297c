package stet.markers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * Something that happened, to be seen on time axes.
 *
 * @param app what it happened to; absent: all apps
 * @param environment where; absent: all environments
 * @param link where to read more
 */
public record Marker(
        UUID id,
        Instant at,
        Kind kind,
        @Nullable String app,
        @Nullable String environment,
        String title,
        @Nullable String link,
        Instant createdAt,
        String createdBy) {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_LINK = 2_000;

    public Marker {
        limit("title", title, LONGEST_TITLE);
        limit("app", app, LONGEST_NAME);
        limit("environment", environment, LONGEST_NAME);
        limit("link", link, LONGEST_LINK);
        if (title.isBlank()) {
            throw Problem.Invalid.field("title", "is empty; say what happened");
        }
        if (link != null && !isWeb(link)) {
            throw Problem.Invalid.field("link", "'" + link + "' is not an address such as https://ci.example.com/42");
        }
    }

    /** What happened. */
    public enum Kind {
        DEPLOY,
        INCIDENT,
        NOTE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(@Nullable String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw Problem.Invalid.field("kind", "'" + word + "' is none of deploy, incident, note");
        }
    }

    private static void limit(String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            throw Problem.Invalid.field(field, "has " + text.length() + " characters; at most " + longest);
        }
    }

    private static boolean isWeb(String link) {
        try {
            var scheme = new URI(link).getScheme();
            return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
