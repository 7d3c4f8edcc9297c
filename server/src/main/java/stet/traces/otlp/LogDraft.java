package stet.traces.otlp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A log record while it is decoded. */
final class LogDraft implements Draft<LoggedRecord> {
    private static final String EVENT_NAME = "event.name";
    private static final String[] SEVERITIES = {"trace", "debug", "info", "warn", "error", "fatal"};

    String traceId = "";
    String spanId = "";
    String eventName = "";
    long nanos;
    long observedNanos;
    long severity;
    String severityText = "";

    @Nullable
    JsonNode body;

    final Map<String, JsonNode> attributes = new LinkedHashMap<>();

    @Override
    public LoggedRecord judge(Reported.Origin origin) {
        if (nanos == 0 && observedNanos == 0) {
            throw new BadRecord("it has neither a time nor an observed time");
        }
        JsonNode named = attributes.get(EVENT_NAME);
        String name = eventName.isEmpty() && named != null && named.isString() ? named.stringValue() : eventName;
        return new LoggedRecord(
                id("trace id", traceId, 32),
                id("span id", spanId, 16),
                SpanDraft.instant("time", nanos == 0 ? observedNanos : nanos),
                name.isEmpty() ? null : name,
                severityWord(),
                body instanceof MissingNode ? null : body,
                attributes);
    }

    private static @Nullable String id(String what, String id, int digits) {
        if (id.isEmpty() || SpanDraft.isZero(id)) {
            return null;
        }
        if (id.length() != digits) {
            throw new BadRecord("its " + what + " has " + id.length() / 2.0 + " bytes and needs " + digits / 2);
        }
        return id;
    }

    private String severityWord() {
        if (severity >= 1 && severity <= 24) {
            return SEVERITIES[(int) (severity - 1) / 4];
        }
        String word = severityText.toLowerCase(Locale.ROOT);
        for (String known : SEVERITIES) {
            if (word.startsWith(known)) {
                return known;
            }
        }
        return "unspecified";
    }
}
