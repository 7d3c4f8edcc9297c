package stet.compat.promptlayer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.Message;
import stet.models.TokenUsage;
import stet.models.wire.ReplyFacts;
import stet.models.wire.RequestFacts;
import stet.platform.json.Json;
import stet.traces.Pricing;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import stet.traces.conventions.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model call that a client made itself and tells of afterwards ({@code /track-request}), as a span. One that went through our own gateway
 * is told of there; here it is the piece of work around it.
 */
final class LoggedCall {
    /** Which span of the client's own trace was at work. */
    static final String SPAN_ID = "promptlayer.span_id";

    private static final String SCOPE = "promptlayer";
    private static final int LONGEST = 256;

    private final JsonNode body;
    private final JsonNode kwargs;
    private final Instant received;
    private final @Nullable Endpoint endpoint;

    LoggedCall(JsonNode body, Instant received) {
        this.body = body;
        this.kwargs = Credentials.without(body.path("kwargs"));
        this.received = received;
        this.endpoint = endpoint(body.path("function_name").asString(""), body.path("request_response"), kwargs);
    }

    /** What it is called, here and by its client. */
    RequestNumber number(UUID project) {
        return RequestNumber.of(
                project.toString(),
                body.path("span_id").asString(""),
                body.path("request_start_time").asString(""),
                body.path("function_name").asString(""),
                kwargs.toString(),
                body.path("request_response").path("id").asString(""));
    }

    /**
     * The span.
     *
     * @param prompt the prompt that was run; empty for a call without one
     */
    Span span(UUID project, Pricing pricing, String prompt, boolean throughGateway) {
        var number = number(project);
        var started = Times.read(body.path("request_start_time"));
        var ended = Times.read(body.path("request_end_time"));
        var start = started == null ? received : started;
        var end = ended == null || ended.isBefore(start) ? start : ended;
        var asked = endpoint == null ? null : RequestFacts.read(endpoint, Json.MAPPER.writeValueAsBytes(kwargs));
        var replied = endpoint == null || failed()
                ? null
                : ReplyFacts.read(
                        endpoint,
                        200,
                        "application/json",
                        Json.MAPPER.writeValueAsBytes(body.path("request_response")));
        return new Span(
                number.traceId(project),
                number.spanId(),
                null,
                throughGateway ? "run " + prompt : body.path("function_name").asString("request"),
                throughGateway ? SpanKind.CHAIN : SpanKind.GENERATION,
                SpanSource.OTLP,
                start,
                end,
                status(replied),
                throughGateway ? null : generation(asked, replied, start, pricing),
                dimensions(prompt),
                throughGateway ? orNull(body.path("prompt_input_variables")) : input(asked),
                output(replied),
                null,
                SCOPE,
                false,
                false,
                attributes(ended),
                null,
                List.of());
    }

    /** What was asked and answered, in PromptLayer's shape. */
    JsonNode blueprint() {
        var content = JsonNodeFactory.instance.objectNode().put("type", "chat").put("templateFormat", "f-string");
        var messages = content.putArray("messages");
        for (String field : List.of("messages", "input")) {
            kwargs.path(field).forEach(messages::add);
        }
        var response = body.path("request_response");
        response.path("choices").forEach(it -> messages.add(it.path("message")));
        if (endpoint == Endpoint.MESSAGES && response.isObject()) {
            messages.addObject().put("role", "assistant").set("content", response.path("content"));
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("prompt_template", Blueprint.of(content, null, Set.of()));
        var model = answer.putObject("metadata").putObject("model");
        model.put("provider", body.path("provider_type").asString(""));
        model.put("name", kwargs.path("model").asString(""));
        for (String field : List.of("commit_message", "provider_base_url_name", "report_id", "inference_client_name")) {
            answer.putNull(field);
        }
        return answer;
    }

    private boolean failed() {
        return body.path("status").asString("").equals("ERROR");
    }

    private Span.SpanStatus status(@Nullable ReplyFacts replied) {
        if (failed()) {
            return Span.SpanStatus.failed(
                    body.path("error_type").asString("error").toLowerCase(Locale.ROOT),
                    body.path("error_message").asString("the call failed"));
        }
        return replied == null || replied.failure() == null
                ? Span.SpanStatus.OK
                : Span.SpanStatus.failed(
                        replied.failure().kind().word(), replied.failure().message());
    }

    private Span.Generation generation(
            @Nullable RequestFacts asked, @Nullable ReplyFacts replied, Instant start, Pricing pricing) {
        String provider = text(body.path("provider_type"));
        String model = asked == null ? text(kwargs.path("model")) : asked.model();
        String served = replied == null || replied.model() == null ? model : replied.model();
        var counted = replied == null ? TokenUsage.UNKNOWN : replied.usage();
        var usage = new Span.Usage(
                counted.input(),
                counted.output(),
                counted.cacheRead(),
                counted.cacheWrite(),
                counted.reasoning(),
                counted.audioInput(),
                counted.audioOutput(),
                counted.serviceTier());
        return new Span.Generation(
                provider,
                model,
                replied == null ? null : replied.model(),
                asked == null ? null : asked.parameters(),
                asked == null ? null : asked.tools(),
                replied == null ? List.of() : replied.finishReasons(),
                usage,
                pricing.cost(provider, served, start, usage),
                null,
                asked == null ? null : (Boolean) asked.streaming(),
                replied == null ? null : replied.responseId());
    }

    private @Nullable JsonNode input(@Nullable RequestFacts asked) {
        if (asked != null) {
            return Json.MAPPER.valueToTree(asked.input());
        }
        return kwargs.isObject() && !kwargs.isEmpty() ? kwargs : orNull(body.path("args"));
    }

    private @Nullable JsonNode output(@Nullable ReplyFacts replied) {
        if (replied != null) {
            List<Message> messages = replied.output();
            return messages.isEmpty() ? null : Json.MAPPER.valueToTree(messages);
        }
        return failed() ? null : orNull(body.path("request_response"));
    }

    private Span.Dimensions dimensions(String prompt) {
        var metadata = metadata(body.path("metadata"));
        String version = text(body.path("prompt_version"));
        return new Span.Dimensions(
                metadata.get("user_id"),
                metadata.get("session_id"),
                null,
                null,
                null,
                prompt.isEmpty() ? null : prompt,
                version,
                tags(body.path("tags")),
                metadata);
    }

    static List<String> tags(JsonNode sent) {
        var tags = new ArrayList<String>();
        sent.forEach(it -> {
            String tag = it.isString() ? it.stringValue() : it.toString();
            if (!tag.isBlank() && tag.length() <= LONGEST && !tags.contains(tag)) {
                tags.add(tag);
            }
        });
        return tags;
    }

    /** Text by text, as it is meant to be; anything else as its JSON. */
    static Map<String, String> metadata(JsonNode sent) {
        var metadata = new LinkedHashMap<String, String>();
        for (var field : sent.properties()) {
            if (!field.getValue().isNull()) {
                metadata.put(
                        field.getKey(),
                        field.getValue().isString()
                                ? field.getValue().stringValue()
                                : field.getValue().toString());
            }
        }
        return metadata;
    }

    private JsonNode attributes(@Nullable Instant ended) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("function_name", "span_id", "group_id", "prompt_id")) {
            if (body.hasNonNull(field)) {
                attributes.set("promptlayer." + field, body.path(field));
            }
        }
        var variables = body.path("prompt_input_variables");
        if (variables.isObject() && !variables.isEmpty()) {
            attributes.set("promptlayer.input_variables", variables);
        }
        if (body.path("request_response").path("id").isString()) {
            attributes.set("gen_ai.response.id", body.path("request_response").path("id"));
        }
        if (ended == null) {
            attributes.put("stet.time", "the time of its end was not sent or not understood");
        }
        return attributes;
    }

    /** Which wire it speaks, by the shape of its reply before the name that the client gives it. */
    private static @Nullable Endpoint endpoint(String function, JsonNode response, JsonNode kwargs) {
        if (response.path("choices").isArray()) {
            return kwargs.has("messages") ? Endpoint.CHAT_COMPLETIONS : Endpoint.COMPLETIONS;
        }
        if (response.path("type").asString("").equals("message")) {
            return Endpoint.MESSAGES;
        }
        if (response.path("object").asString("").equals("response")) {
            return Endpoint.RESPONSES;
        }
        if (function.endsWith("chat.completions.create")) {
            return Endpoint.CHAT_COMPLETIONS;
        }
        if (function.endsWith("responses.create")) {
            return Endpoint.RESPONSES;
        }
        if (function.endsWith("messages.create") && function.startsWith("anthropic")) {
            return Endpoint.MESSAGES;
        }
        if (function.endsWith("embeddings.create")) {
            return Endpoint.EMBEDDINGS;
        }
        return function.endsWith("completions.create") ? Endpoint.COMPLETIONS : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() || value.isNumber() ? value.asString() : null;
    }

    private static @Nullable JsonNode orNull(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty()) ? null : value;
    }
}
