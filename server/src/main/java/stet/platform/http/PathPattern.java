package stet.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named parts in braces, such as {@code /api/v1/projects/{project}}. A last part with a star, such as {@code {name*}}, is all that
 * follows.
 */
record PathPattern(String text, List<String> segments) {

    static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with '/': " + text);
        }
        return new PathPattern(text, List.of(text.substring(1).split("/", -1)));
    }

    /** The named parts of a path that fits, URL-decoded. */
    Optional<Map<String, String>> match(String path) {
        String[] given = path.substring(1).split("/", endsOpen() ? segments.size() : -1);
        if (given.length != segments.size()) {
            return Optional.empty();
        }
        var parts = new HashMap<String, String>();
        for (int i = 0; i < given.length; i++) {
            String segment = segments.get(i);
            if (isName(segment)) {
                if (given[i].isEmpty()) {
                    return Optional.empty();
                }
                parts.put(name(segment), decode(given[i]));
            } else if (!segment.equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    List<String> names() {
        return segments.stream()
                .filter(PathPattern::isName)
                .map(PathPattern::name)
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean endsOpen() {
        return segments.getLast().endsWith("*}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - (segment.endsWith("*}") ? 2 : 1));
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("the path is not URL-encoded UTF-8: " + segment);
        }
    }
}
