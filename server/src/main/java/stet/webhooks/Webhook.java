package stet.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * An address of one project that is told what happens.
 *
 * @param events the types of events it is told; none for all of them
 * @param previousUntil until when messages are also signed with the secret before
 * @param failingSince since when no message has been taken; absent when the last one was
 * @param disabledBecause why it was switched off without being asked to be
 */
record Webhook(
        UUID id,
        String url,
        @Nullable String description,
        Set<String> events,
        boolean enabled,
        @Nullable Instant previousUntil,
        @Nullable Instant failingSince,
        @Nullable String disabledBecause,
        Instant createdAt,
        String createdBy,
        Instant updatedAt) {
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_EVENTS = 50;

    Webhook {
        events = Set.copyOf(events);
        address(url);
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Problem.Invalid.field(
                    "description", "has " + description.length() + " characters; at most " + LONGEST_DESCRIPTION);
        }
        if (events.size() > MOST_EVENTS) {
            throw Problem.Invalid.field("events", "are " + events.size() + "; at most " + MOST_EVENTS);
        }
        for (var event : events) {
            if (!event.matches("[a-z]{1,40}\\.[a-z]{1,40}")) {
                throw Problem.Invalid.field("events", "'" + event + "' is no type of event, such as 'label.moved'");
            }
        }
    }

    URI address() {
        return address(url);
    }

    boolean wants(String type) {
        return enabled && (events.isEmpty() || events.contains(type));
    }

    private static URI address(String url) {
        if (url.length() > LONGEST_URL) {
            throw Problem.Invalid.field("url", "has " + url.length() + " characters; at most " + LONGEST_URL);
        }
        try {
            var address = new URI(url);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getPort() != 0) {
                return address;
            }
        } catch (URISyntaxException e) {
            // answered below, like a URL of another scheme
        }
        throw Problem.Invalid.field(
                "url",
                "'" + url
                        + "' is not an address such as https://example.com/hooks/stet, without a name and password in it");
    }
}
