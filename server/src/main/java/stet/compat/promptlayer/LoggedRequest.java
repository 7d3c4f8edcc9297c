package stet.compat.promptlayer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.wire.RequestFacts;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.Pricing;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A model call described in blueprints ({@code /log-request}), as a span. Zeros for tokens, price and score mean that nobody counted. */
record LoggedRequest(JsonNode body, Instant received) {
    LoggedRequest {
        for (String field : List.of("provider", "model")) {
            if (!body.path(field).isString()) {
                throw Problem.Invalid.field(field, "text is expected, such as 'openai'");
            }
        }
        for (String field : List.of("input", "output")) {
            if (!body.path(field).isObject()) {
                throw Problem.Invalid.field(
                        field, "a blueprint is expected, such as {\"type\":\"chat\",\"messages\":[…]}");
            }
        }
    }

    RequestNumber number(UUID project) {
        return RequestNumber.of(
                project.toString(),
                body.path("request_start_time").asString(""),
                body.path("request_end_time").asString(""),
                body.path("model").asString(""),
                body.path("input").toString(),
                body.path("output").toString());
    }

    Span span(UUID project, Pricing pricing) {
        return span(project, pricing, attributes());
    }

    /** The same call, logged together with a span that tells of it. */
    Span ofSpan(UUID project, Pricing pricing, String spanId) {
        return span(project, pricing, attributes().put(LoggedCall.SPAN_ID, spanId));
    }

    private Span span(UUID project, Pricing pricing, ObjectNode attributes) {
        var number = number(project);
        var started = Times.read(body.path("request_start_time"));
        var ended = Times.read(body.path("request_end_time"));
        var start = started == null ? received : started;
        String provider = body.path("provider").stringValue();
        String model = body.path("model").stringValue();
        var usage = new Span.Usage(count("input_tokens"), count("output_tokens"), null, null, null);
        var metadata = LoggedCall.metadata(body.path("metadata"));
        return new Span(
                number.traceId(project),
                number.spanId(),
                null,
                body.path("function_name").asString("log " + model),
                SpanKind.GENERATION,
                SpanSource.OTLP,
                start,
                ended == null || ended.isBefore(start) ? start : ended,
                status(),
                new Span.Generation(
                        provider,
                        model,
                        null,
                        body.path("parameters").isObject() ? body.path("parameters") : null,
                        body.path("input").path("tools").isArray()
                                ? body.path("input").path("tools")
                                : null,
                        List.of(),
                        usage,
                        cost(pricing, provider, model, start, usage),
                        null,
                        null,
                        null),
                new Span.Dimensions(
                        metadata.get("user_id"),
                        metadata.get("session_id"),
                        null,
                        null,
                        null,
                        text("prompt_name"),
                        text("prompt_version_number"),
                        LoggedCall.tags(body.path("tags")),
                        metadata),
                messages(body.path("input")),
                messages(body.path("output")),
                null,
                "promptlayer",
                false,
                false,
                attributes.isEmpty() ? null : attributes,
                null,
                List.of());
    }

    private Span.SpanStatus status() {
        return body.path("status").asString("").equals("ERROR")
                ? Span.SpanStatus.failed(
                        body.path("error_type").asString("error").toLowerCase(Locale.ROOT),
                        body.path("error_message").asString("the call failed"))
                : Span.SpanStatus.OK;
    }

    private Span.Cost cost(Pricing pricing, String provider, String model, Instant at, Span.Usage usage) {
        var price = body.path("price");
        return price.isNumber() && price.doubleValue() > 0
                ? Span.Cost.of(new BigDecimal(price.asString()), Span.Cost.REPORTED)
                : pricing.cost(provider, model, at, usage);
    }

    private @Nullable Long count(String field) {
        var value = body.path(field);
        return value.isNumber() && value.longValue() > 0 ? (Long) value.longValue() : null;
    }

    private @Nullable String text(String field) {
        var value = body.path(field);
        return value.isString() || value.isNumber() ? value.asString() : null;
    }

    /** A blueprint's messages in our words; of a completion its text. */
    private static JsonNode messages(JsonNode blueprint) {
        var asked = JsonNodeFactory.instance.objectNode();
        if (blueprint.path("messages").isArray()) {
            asked.set("messages", blueprint.path("messages"));
        } else {
            asked.putArray("messages").addObject().put("role", "assistant").set("content", blueprint.path("content"));
        }
        return Json.MAPPER.valueToTree(
                RequestFacts.read(Endpoint.CHAT_COMPLETIONS, Json.MAPPER.writeValueAsBytes(asked))
                        .input());
    }

    private ObjectNode attributes() {
        var attributes = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("prompt_id", "api_type", "prompt_input_variables")) {
            if (body.hasNonNull(field)) {
                attributes.set("promptlayer." + field, body.path(field));
            }
        }
        return attributes;
    }
}
