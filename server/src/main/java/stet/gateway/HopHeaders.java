package stet.gateway;

import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which headers cross the gateway: all but those that speak of one connection, of stet itself, of a key or of a session. */
final class HopHeaders {
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "host",
            "content-length",
            "expect",
            "cookie");
    private static final Set<String> KEYS = Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key");
    private static final String QUERY_KEY = "key";
    private static final Set<String> ANSWER_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length");
    private static final String OURS = "stet-";

    private HopHeaders() {}

    /**
     * Copies a client's headers for the provider.
     *
     * @param keepKeys whether the client's own credentials go on, because stet's key came in a header of its own
     */
    static void toProvider(MultiMap from, MultiMap to, boolean keepKeys) {
        var dropped = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (HOP.contains(name)
                    || name.startsWith(OURS)
                    || (!keepKeys && KEYS.contains(name))
                    || dropped.contains(name)) {
                continue;
            }
            to.add(header.getKey(), header.getValue());
        }
    }

    /**
     * What follows the path towards the provider: the client's query string, without a key that may be ours.
     *
     * @param keepKeys as above
     */
    static String query(@Nullable String asked, boolean keepKeys) {
        if (asked == null || asked.isEmpty()) {
            return "";
        }
        var parameters = List.of(asked.split("(?<=[&;])", -1));
        if (keepKeys || parameters.stream().noneMatch(HopHeaders::isKey)) {
            return "?" + asked;
        }
        String kept = parameters.stream()
                .filter(parameter -> !isKey(parameter))
                .collect(Collectors.joining())
                .replaceAll("[&;]$", "");
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static boolean isKey(String parameter) {
        String name = parameter.split("[=&;]", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(QUERY_KEY);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Copies a provider's headers for the client. */
    static void toClient(MultiMap from, MultiMap to) {
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!ANSWER_HOP.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /**
     * What to ask of the provider: an encoding the client takes and the recorder can read. Events are asked for as they are,
     * because they are looked at one by one on their way.
     */
    static @Nullable String acceptEncoding(@Nullable String asked, boolean stream) {
        return !stream && asked != null && asked.toLowerCase(Locale.ROOT).contains("gzip") ? "gzip" : null;
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        String connection = headers.get("connection");
        if (connection == null) {
            return Set.of();
        }
        return Stream.of(connection.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
