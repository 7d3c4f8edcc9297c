package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Failure;
import stet.models.Message;
import stet.models.TokenUsage;
import tools.jackson.databind.JsonNode;

/**
 * What a model's reply says.
 *
 * @param model the model that served, in the provider's words
 * @param failure absent when the call succeeded
 * @param truncated whether content went over a limit and was not kept
 */
public record ReplyFacts(
        List<Message> output,
        List<String> finishReasons,
        TokenUsage usage,
        @Nullable String model,
        @Nullable String responseId,
        @Nullable Failure failure,
        boolean truncated) {
    public ReplyFacts {
        output = List.copyOf(output);
        finishReasons = List.copyOf(finishReasons);
    }

    /** A call of which nothing is known but that it failed. */
    public static ReplyFacts failed(ErrorKind kind, String message) {
        return new ReplyFacts(List.of(), List.of(), TokenUsage.UNKNOWN, null, null, new Failure(kind, message), false);
    }

    /** Reads a whole reply, plain or as events. */
    public static ReplyFacts read(Endpoint endpoint, int status, @Nullable String contentType, byte[] body) {
        if (status >= 400) {
            var failure = Failures.of(status, contentType, body);
            return failed(failure.kind(), failure.message());
        }
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            var stream = new StreamReader(endpoint);
            stream.feed(body);
            stream.finish();
            return stream.facts(true);
        }
        var root = Fields.parsed(body);
        if (!root.isObject()) {
            return failed(ErrorKind.UPSTREAM_ERROR, notJson(status, contentType, body));
        }
        return switch (endpoint) {
            case CHAT_COMPLETIONS ->
                ofChoices(root, (choice, reason) -> ChatMessages.one(choice.path("message"), reason));
            case COMPLETIONS -> ofChoices(root, CompletionTexts::output);
            case RESPONSES ->
                ofResponse(root, Fields.text(root, "status", "").equals("failed") ? Failures.inStream(root) : null);
            case EMBEDDINGS ->
                new ReplyFacts(
                        EmbeddingTexts.output(root),
                        List.of(),
                        Usages.chat(root.path("usage")),
                        Fields.text(root, "model"),
                        Fields.text(root, "id"),
                        null,
                        false);
            case MESSAGES -> ofMessage(root);
        };
    }

    private static ReplyFacts ofChoices(JsonNode root, BiFunction<JsonNode, @Nullable String, Message> read) {
        var output = new ArrayList<Message>();
        var reasons = new ArrayList<String>();
        for (var choice : root.path("choices")) {
            var reason = Fields.text(choice, "finish_reason");
            output.add(read.apply(choice, reason));
            if (reason != null) {
                reasons.add(reason);
            }
        }
        return new ReplyFacts(
                output,
                reasons,
                Usages.served(Usages.chat(root.path("usage")), Fields.text(root, "service_tier")),
                Fields.text(root, "model"),
                Fields.text(root, "id"),
                Fields.has(root, "error") ? Failures.inStream(root) : null,
                false);
    }

    static ReplyFacts ofResponse(JsonNode root, @Nullable Failure failure) {
        var incomplete = Fields.text(root.path("incomplete_details"), "reason");
        var reason = incomplete == null ? Fields.text(root, "status", "completed") : incomplete;
        return new ReplyFacts(
                ResponseItems.output(root.path("output"), reason),
                List.of(reason),
                Usages.served(Usages.responses(root.path("usage")), Fields.text(root, "service_tier")),
                Fields.text(root, "model"),
                Fields.text(root, "id"),
                failure,
                false);
    }

    private static ReplyFacts ofMessage(JsonNode root) {
        var reason = Fields.text(root, "stop_reason");
        return new ReplyFacts(
                List.of(ContentBlocks.output(root, reason)),
                reason == null ? List.of() : List.of(reason),
                Usages.messages(root.path("usage")),
                Fields.text(root, "model"),
                Fields.text(root, "id"),
                null,
                false);
    }

    static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String notJson(int status, @Nullable String contentType, byte[] body) {
        var start = new String(body, 0, Math.min(body.length, 200), UTF_8);
        return "the provider answered " + status + " with " + (contentType == null ? "no content type" : contentType)
                + " instead of a JSON object: " + (start.isBlank() ? "an empty body" : start.strip());
    }
}
