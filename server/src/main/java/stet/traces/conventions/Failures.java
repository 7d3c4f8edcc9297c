package stet.traces.conventions;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** Whether a span failed: any single sign is enough, whatever its status says. */
final class Failures {
    /** Parts of error names, lower-case without separators, and the kind they mean for a model call; the first that fits. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("ratelimit", "rate_limited"),
            Map.entry("toomanyrequests", "rate_limited"),
            Map.entry("overloaded", "overloaded"),
            Map.entry("serviceunavailable", "overloaded"),
            Map.entry("timeout", "timeout"),
            Map.entry("timedout", "timeout"),
            Map.entry("contextlength", "context_length"),
            Map.entry("contentfilter", "content_filter"),
            Map.entry("authentication", "authentication"),
            Map.entry("unauthorized", "authentication"),
            Map.entry("permission", "permission"),
            Map.entry("forbidden", "permission"),
            Map.entry("notfound", "not_found"),
            Map.entry("badrequest", "invalid_request"),
            Map.entry("invalidrequest", "invalid_request"),
            Map.entry("unprocessable", "invalid_request"),
            Map.entry("internalserver", "upstream_error"),
            Map.entry("connect", "connection"),
            Map.entry("cancel", "cancelled"),
            Map.entry("abort", "cancelled"));

    private static final int MAX_MESSAGE = 10_000;

    private Failures() {}

    static Span.SpanStatus of(Reading reading, boolean callsModel) {
        JsonNode exception = exception(reading.events());
        String type = reading.get(Field.ERROR_TYPE);
        Long http = reading.get(Field.HTTP_STATUS);
        boolean failed = reading.span().outcome() == Reported.Outcome.ERROR
                || Boolean.TRUE.equals(reading.get(Field.FAILED))
                || exception != null
                || type != null
                || (http != null && http >= 400);
        if (!failed) {
            return Span.SpanStatus.OK;
        }
        if (type == null && exception != null) {
            type = Parts.firstText(exception, "exception.type");
        }
        String message = message(reading, exception);
        return Span.SpanStatus.failed(
                kind(type, http, callsModel),
                message == null || message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…");
    }

    private static String kind(@Nullable String type, @Nullable Long http, boolean callsModel) {
        Long status = http != null && http >= 400 ? http : type == null ? null : statusIn(type);
        String byStatus = status == null ? null : byStatus(status);
        if (byStatus != null) {
            return byStatus;
        }
        if (type == null || type.equals("_OTHER")) {
            return "error";
        }
        if (callsModel) {
            String bare = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            for (var known : KINDS) {
                if (bare.contains(known.getKey())) {
                    return known.getValue();
                }
            }
        }
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    private static @Nullable Long statusIn(String type) {
        return type.matches("[45][0-9][0-9]") ? Long.valueOf(type) : null;
    }

    private static @Nullable String byStatus(long status) {
        return switch ((int) status) {
            case 401 -> "authentication";
            case 403 -> "permission";
            case 404 -> "not_found";
            case 408, 504 -> "timeout";
            case 429 -> "rate_limited";
            case 499 -> "cancelled";
            case 503, 529 -> "overloaded";
            default -> status >= 500 ? "upstream_error" : "invalid_request";
        };
    }

    private static @Nullable String message(Reading reading, @Nullable JsonNode exception) {
        String said = reading.span().outcomeMessage();
        if (said != null) {
            return said;
        }
        String message = reading.get(Field.ERROR_MESSAGE);
        return message != null || exception == null ? message : Parts.firstText(exception, "exception.message");
    }

    private static @Nullable JsonNode exception(List<Span.Event> events) {
        for (Span.Event event : events.reversed()) {
            if (event.name().equals("exception") && event.attributes() != null) {
                return event.attributes();
            }
        }
        return null;
    }
}
