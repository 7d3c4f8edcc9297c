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

/** Reads a reported span in every vocabulary we know. The order of the conventions decides who is believed. */
public final class Conventions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<Convention> ALL = List.of(new GenAi(), new OpenTelemetry());
    /** The provider whose models are simulated. */
    private static final String SIMULATED = "simulated";

    private final Pricing pricing;

    public Conventions(Pricing pricing) {
        this.pricing = pricing;
    }

    public Span read(Reported reported) {
        var reading = new Reading(reported);
        ALL.forEach(convention -> convention.read(reading));
        SpanKind kind = kind(reading);
        ArrayNode system = reading.get(Field.SYSTEM);
        JsonNode input = Vectors.noted(withSystem(system, reading.get(Field.INPUT)));
        JsonNode output = Vectors.noted(reading.get(Field.OUTPUT));
        if (!kind.callsModel()) {
            reading.giveBack(Field.OF_MODEL_CALLS);
        }
        var status = Failures.of(reading, kind.callsModel());
        var generation = kind.callsModel() ? generation(reading) : null;
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
                SIMULATED.equals(reading.get(Field.PROVIDER)),
                reported.truncated(),
                attributes,
                object(reported.origin().resource()),
                events);
    }

    private static SpanKind kind(Reading reading) {
        SpanKind kind = reading.get(Field.KIND);
        return kind == null ? SpanKind.SPAN : kind;
    }

    private Span.Generation generation(Reading reading) {
        Long cacheRead = reading.get(Field.CACHE_READ_TOKENS);
        Long cacheWrite = reading.get(Field.CACHE_WRITE_TOKENS);
        var usage = new Span.Usage(
                InputTokens.withCached(reading.get(Field.INPUT_TOKENS), cacheRead, cacheWrite),
                reading.get(Field.OUTPUT_TOKENS),
                cacheRead,
                cacheWrite,
                reading.get(Field.REASONING_TOKENS));
        List<String> reasons = reading.get(Field.FINISH_REASONS);
        return new Span.Generation(
                reading.get(Field.PROVIDER),
                reading.get(Field.REQUEST_MODEL),
                reading.get(Field.RESPONSE_MODEL),
                Vectors.noted(reading.get(Field.PARAMETERS)),
                Vectors.noted(reading.get(Field.TOOLS)),
                reasons == null ? reasonsIn(reading.get(Field.OUTPUT)) : reasons,
                usage,
                cost(reading, usage),
                reading.get(Field.TIME_TO_FIRST_TOKEN),
                reading.get(Field.STREAMING),
                reading.get(Field.RESPONSE_ID));
    }

    /** What the reporter says it cost, else the price of the model that answered, else of the one that was asked. */
    private Span.Cost cost(Reading reading, Span.Usage usage) {
        var reported = reading.get(Field.COST);
        if (reported != null) {
            return Span.Cost.of(reported, "reported");
        }
        String provider = reading.get(Field.PROVIDER);
        String asked = reading.get(Field.REQUEST_MODEL);
        String answered = reading.get(Field.RESPONSE_MODEL);
        var at = reading.span().startedAt();
        var cost = pricing.cost(provider, answered == null ? asked : answered, at, usage);
        return cost.usd() == null && answered != null && asked != null && !asked.equals(answered)
                ? known(pricing.cost(provider, asked, at, usage), cost)
                : cost;
    }

    private static Span.Cost known(Span.Cost second, Span.Cost first) {
        return second.usd() == null ? first : second;
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
        return new Span.Dimensions(
                reading.get(Field.USER),
                reading.get(Field.SESSION),
                reading.get(Field.ENVIRONMENT),
                reading.get(Field.RELEASE),
                null,
                null,
                null,
                tags == null ? List.of() : tags,
                Map.of());
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
