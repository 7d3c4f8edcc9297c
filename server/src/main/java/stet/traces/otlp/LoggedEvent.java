package stet.traces.otlp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A log record as an event of the span that it names. */
record LoggedEvent(String traceId, String spanId, Span.Event event) {
    private static final Set<String> MESSAGES = Set.of(
            "gen_ai.system.message",
            "gen_ai.user.message",
            "gen_ai.assistant.message",
            "gen_ai.tool.message",
            "gen_ai.choice");

    /** Null for a record that names no span. */
    static @Nullable LoggedEvent of(LoggedRecord log) {
        if (log.traceId() == null || log.spanId() == null) {
            return null;
        }
        String name = log.name() == null ? "log" : log.name();
        var said = MESSAGES.contains(name) && log.body() instanceof ObjectNode message ? message : described(log);
        return new LoggedEvent(log.traceId(), log.spanId(), new Span.Event(name, log.at(), said));
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
}
