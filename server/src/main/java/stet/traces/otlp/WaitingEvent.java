package stet.traces.otlp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A log record as an event of the span that it names. */
record WaitingEvent(String traceId, String spanId, Span.Event event) {
    private static final Set<String> MESSAGES = Set.of(
            "gen_ai.system.message",
            "gen_ai.user.message",
            "gen_ai.assistant.message",
            "gen_ai.tool.message",
            "gen_ai.choice");

    /** Null for a record that names no span. */
    static @Nullable WaitingEvent of(LoggedRecord log) {
        if (log.traceId() == null || log.spanId() == null) {
            return null;
        }
        String name = log.name() == null ? "log" : log.name();
        var said = MESSAGES.contains(name) && log.body() instanceof ObjectNode message ? message : described(log);
        return new WaitingEvent(log.traceId(), log.spanId(), new Span.Event(name, log.at(), said));
    }

    private static ObjectNode described(LoggedRecord log) {
        var said = new LinkedHashMap<String, JsonNode>(log.attributes());
        said.remove("event.name");
        switch (log.body()) {
            case null -> {}
            case ObjectNode fields -> fields.properties().forEach(it -> said.put(it.getKey(), it.getValue()));
            case JsonNode text -> said.put("body", text);
        }
        if (log.name() == null) {
            said.put("severity", JsonNodeFactory.instance.stringNode(log.severity()));
        }
        return new ObjectNode(JsonNodeFactory.instance, said);
    }

    /** The span that it names, as far as the event tells of it. */
    Reported teller() {
        return new Reported(
                traceId,
                spanId,
                null,
                event.name(),
                Reported.Role.UNSPECIFIED,
                event.at(),
                event.at(),
                Reported.Outcome.UNSET,
                null,
                new LinkedHashMap<>(),
                List.of(event),
                new Reported.Origin(Map.of(), null, null, Map.of()),
                Map.of(),
                false);
    }

    String attributes() {
        return event.attributes() == null ? "{}" : storable(Json.MAPPER.writeValueAsString(event.attributes()));
    }

    String name() {
        return storable(event.name());
    }

    /** Without what no database keeps: halves of characters and NUL. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    /** The same for a repeat of the same event. */
    String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((event.at() + " " + event.name() + " " + attributes()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
