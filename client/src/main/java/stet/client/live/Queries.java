package stet.client.live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked for, written as the server's paths are. */
final class Queries {
    static final String APPS = "apps/";
    static final String PROMPTS = "prompts/";

    private Queries() {}

    record Pair(String name, String value) {}

    static String release(String app, String environment) {
        return APPS + segment(app) + text(new Pair("environment", environment));
    }

    static String release(String app, int number) {
        return APPS + segment(app) + text(new Pair("version", String.valueOf(number)));
    }

    static String prompt(String name, Which which) {
        return PROMPTS + segment(name) + which.query();
    }

    /** Whether what it names can never change. */
    static boolean isPinned(String query) {
        return query.contains("?version=") && !query.endsWith("?version=latest");
    }

    /** Whether it depends on what is live of an app. */
    static boolean isOf(String query, String app) {
        String name = segment(app);
        return query.startsWith(APPS + name + "?") || query.contains("?app=" + name + "&");
    }

    static String text(Pair... pairs) {
        return Stream.of(pairs)
                .map(it -> it.name() + "=" + segment(it.value()))
                .collect(Collectors.joining("&", "?", ""));
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
