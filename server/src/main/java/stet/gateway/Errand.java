package stet.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;

/**
 * What a request below {@code /v1} asks of a provider.
 *
 * @param path below {@code /v1}
 * @param endpoint the format it speaks
 */
record Errand(List<HttpMethod> methods, String path, Endpoint endpoint, Kind kind) {
    /** What comes of a request. */
    enum Kind {
        /** A model answers; the call is recorded. */
        CALL,
        /** The provider counts what a call would send; its body names a model, but none answers. */
        COUNT,
        /** The provider gives, cancels or forgets an answer that it keeps. */
        KEPT
    }

    static final String PREFIX = "/v1";
    private static final List<HttpMethod> POST = List.of(HttpMethod.POST);
    private static final String ID = "/responses/[A-Za-z0-9_-]{1,256}";
    private static final Pattern KEPT = Pattern.compile(ID);
    private static final Pattern KEPT_ITEMS = Pattern.compile(ID + "/input_items");
    private static final Pattern KEPT_CANCEL = Pattern.compile(ID + "/cancel");
    private static final Map<String, Errand> FIXED = Stream.concat(
                    Stream.of(Endpoint.values()).map(it -> new Errand(POST, it.path(), it, Kind.CALL)),
                    Stream.of(new Errand(POST, "/messages/count_tokens", Endpoint.MESSAGES, Kind.COUNT)))
            .collect(Collectors.toUnmodifiableMap(it -> PREFIX + it.path(), it -> it));

    /** The errand of a path; absent when it is none that a provider is asked. */
    static @Nullable Errand at(String path) {
        var fixed = FIXED.get(path);
        if (fixed != null || !path.startsWith(PREFIX + "/responses/")) {
            return fixed;
        }
        String below = path.substring(PREFIX.length());
        if (KEPT.matcher(below).matches()) {
            return new Errand(List.of(HttpMethod.GET, HttpMethod.DELETE), below, Endpoint.RESPONSES, Kind.KEPT);
        }
        if (KEPT_ITEMS.matcher(below).matches()) {
            return new Errand(List.of(HttpMethod.GET), below, Endpoint.RESPONSES, Kind.KEPT);
        }
        return KEPT_CANCEL.matcher(below).matches() ? new Errand(POST, below, Endpoint.RESPONSES, Kind.KEPT) : null;
    }

    boolean isCall() {
        return kind == Kind.CALL;
    }

    boolean takes(HttpMethod method) {
        return methods.contains(method);
    }

    /** Its methods in words. */
    String method() {
        return methods.stream().map(HttpMethod::name).collect(Collectors.joining(" or "));
    }
}
