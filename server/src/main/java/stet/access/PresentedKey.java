package stet.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key in a request, wherever the client libraries of the protocols we speak put it. Where several places hold
 * something, a key of ours goes before what belongs to someone else.
 */
public final class PresentedKey {
    private static final List<String> HEADERS = List.of("x-api-key", "api-key", "x-goog-api-key");
    private static final int MAX_HEADER = 4_096;

    private PresentedKey() {}

    /**
     * @param header the value of a header, or null
     * @param query the value of a query parameter, or null
     */
    public static Optional<String> in(
            Function<String, @Nullable String> header, Function<String, @Nullable String> query) {
        String first = null;
        String authorization = header.apply("authorization");
        if (authorization != null && !authorization.isBlank() && authorization.length() <= MAX_HEADER) {
            first = ofAuthorization(authorization.strip());
            if (isOurs(first)) {
                return Optional.of(first);
            }
        }
        for (String name : HEADERS) {
            String value = header.apply(name);
            if (value != null && !value.isBlank()) {
                if (isOurs(value.strip())) {
                    return Optional.of(value.strip());
                }
                first = first == null ? value.strip() : first;
            }
        }
        String key = query.apply("key");
        if (key != null && !key.isBlank() && (first == null || isOurs(key.strip()))) {
            return Optional.of(key.strip());
        }
        return Optional.ofNullable(first);
    }

    private static boolean isOurs(String value) {
        return value.startsWith(ApiKey.START);
    }

    private static String ofAuthorization(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            return value;
        }
        String rest = value.substring(space + 1).strip();
        return switch (value.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> ofBasic(rest);
            default -> rest;
        };
    }

    /** Some clients have a user and a password, and a single secret to put in one of them. */
    private static String ofBasic(String encoded) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
        int colon = decoded.indexOf(':');
        if (colon < 0) {
            return decoded;
        }
        String user = decoded.substring(0, colon);
        String password = decoded.substring(colon + 1);
        return password.isEmpty() || (isOurs(user) && !isOurs(password)) ? user : password;
    }
}
