package stet.traces.conventions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Pricing;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a reported span in every vocabulary we know; {@link Precedence} says whom to believe. */
public final class Conventions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** The provider whose models are simulated. */
    private static final String SIMULATED = "simulated";

    private final Pricing pricing;

    public Conventions(Pricing pricing) {
        this.pricing = pricing;
    }

    /** Whether an attribute of that name means something in a vocabulary we know. */
    public static boolean knows(String attribute) {
        return attribute.startsWith("otel.") || attribute.startsWith("stet.") || Precedence.knows(attribute);
    }

    public Span read(Reported reported) {
        var reading = new Reading(reported);
        boolean simulated = SIMULATED.equals(reading.word("gen_ai.provider.name"));
        Precedence.read(reading);
        SpanKind kind = reading.kind();
        ArrayNode system = reading.get(Field.SYSTEM);
        JsonNode input = Vectors.noted(withSystem(system, reading.get(Field.INPUT)));
        JsonNode output = Vectors.noted(reading.get(Field.OUTPUT));
        var status = Failures.of(reading, kind.callsModel());
        var generation = kind.callsModel() ? generation(reading, status.failed()) : null;
        JsonNode attributes = Vectors.noted(attributes(reading));
        var events = events(reading);
        String name = reading.get(Field.NAME);
        return new Span(
                reported.traceId(),
                reported.spanId(),
                reported.parentId(),
                name == null ? reported.name() : name,
                kind,
                SpanSource.OTLP,
                reported.startedAt(),
                reported.endedAt(),
                status,
                generation,
                dimensions(reading),
                input,
                output,
                reading.get(Field.REQUEST_ID),
                scope(reported.origin()),
                simulated,
                reported.truncated(),
                attributes,
                object(reported.origin().resource()),
                events);
    }

    private Span.Generation generation(Reading reading, boolean failed) {
        var usage = Metering.usage(reading);
        List<String> reasons = reading.get(Field.FINISH_REASONS);
        JsonNode parameters = reading.get(Field.PARAMETERS);
        return new Span.Generation(
                reading.get(Field.PROVIDER),
                reading.get(Field.REQUEST_MODEL),
                reading.get(Field.RESPONSE_MODEL),
                Vectors.noted(parameters),
                Vectors.noted(reading.get(Field.TOOLS)),
                reasons == null ? reasonsIn(reading.get(Field.OUTPUT)) : reasons,
                usage,
                Metering.cost(reading, usage, failed, pricing),
                reading.get(Field.TIME_TO_FIRST_TOKEN),
                streaming(reading.get(Field.STREAMING), parameters),
                reading.get(Field.RESPONSE_ID));
    }

    private static @Nullable Boolean streaming(@Nullable Boolean said, @Nullable JsonNode parameters) {
        JsonNode asked = said != null || parameters == null ? null : parameters.get("stream");
        return asked == null ? said : Values.flag(asked);
    }

    private static List<String> reasonsIn(@Nullable JsonNode output) {
        var reasons = new ArrayList<String>();
        if (output instanceof ArrayNode messages) {
            for (JsonNode message : messages) {
                if (message.path("finishReason").isString()) {
                    reasons.add(message.path("finishReason").stringValue());
                }
            }
        }
        return reasons;
    }

    private static Span.Dimensions dimensions(Reading reading) {
        List<String> tags = reading.get(Field.TAGS);
        Map<String, String> metadata = reading.get(Field.METADATA);
        return new Span.Dimensions(
                reading.get(Field.USER),
                reading.get(Field.SESSION),
                reading.get(Field.ENVIRONMENT),
                reading.get(Field.RELEASE),
                reading.get(Field.APP),
                reading.get(Field.PROMPT_NAME),
                reading.get(Field.PROMPT_VERSION),
                tags == null ? List.of() : tags,
                metadata == null ? Map.of() : metadata);
    }

    private static @Nullable JsonNode withSystem(@Nullable ArrayNode system, @Nullable JsonNode input) {
        if (system == null) {
            return input;
        }
        ArrayNode all = NODES.arrayNode().addAll(system);
        if (input instanceof ArrayNode messages) {
            return all.addAll(messages);
        }
        ArrayNode rest = input == null ? null : Messages.list(input, "user");
        return rest == null ? all : all.addAll(rest);
    }

    private static @Nullable String scope(Reported.Origin origin) {
        String version = origin.scopeVersion();
        return version == null || version.isEmpty() || origin.scopeName() == null
                ? origin.scopeName()
                : origin.scopeName() + "@" + version;
    }

    /** What nobody understood, and what has no field of its own. */
    private static @Nullable JsonNode attributes(Reading reading) {
        Reported span = reading.span();
        var left = new LinkedHashMap<>(reading.attributes());
        if (span.role() != Reported.Role.UNSPECIFIED && span.role() != Reported.Role.INTERNAL) {
            left.put("otel.kind", NODES.stringNode(span.role().name().toLowerCase(Locale.ROOT)));
        }
        if (!span.origin().attributes().isEmpty()) {
            left.put("otel.scope.attributes", object(span.origin().attributes()));
        }
        left.putAll(span.notes());
        if (InputTokens.of(reading).guessed()) {
            left.put(
                    "stet.usage",
                    NODES.stringNode("nothing tells whether the input tokens include the cached ones; taken to"));
        }
        return object(left);
    }

    private static @Nullable JsonNode object(Map<String, JsonNode> fields) {
        return fields.isEmpty() ? null : new ObjectNode(NODES, fields);
    }

    private static List<Span.Event> events(Reading reading) {
        var events = new ArrayList<Span.Event>(reading.events().size());
        for (Span.Event event : reading.events()) {
            events.add(new Span.Event(event.name(), event.at(), Vectors.noted(event.attributes())));
        }
        return events;
    }
}
