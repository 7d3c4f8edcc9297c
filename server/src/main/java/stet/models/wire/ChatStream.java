package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.models.Failure;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.TokenUsage;
import tools.jackson.databind.JsonNode;

/** The chunks of a chat completion. */
final class ChatStream implements StreamAssembly {
    private static final int MAX_CHOICES = 128;

    private final ContentBudget budget;
    private final TreeMap<Integer, Choice> choices = new TreeMap<>();
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String serviceTier;
    private @Nullable Failure failure;
    private boolean ended;

    ChatStream(ContentBudget budget) {
        this.budget = budget;
    }

    @Override
    public Seen take(@Nullable String event, String data) {
        if (data.equals("[DONE]")) {
            ended = true;
            return Seen.OTHER;
        }
        var chunk = Fields.parsed(data);
        if (Fields.has(chunk, "error")) {
            failure = Failures.inStream(chunk);
            return Seen.OTHER;
        }
        id = Fields.text(chunk, "id", id == null ? "" : id);
        model = Fields.text(chunk, "model", model == null ? "" : model);
        serviceTier = Fields.text(chunk, "service_tier", serviceTier == null ? "" : serviceTier);
        boolean counted = chunk.path("usage").isObject();
        if (counted) {
            usage = Usages.chat(chunk.path("usage"));
        }
        boolean content = false;
        for (var each : chunk.path("choices")) {
            content |= choice(each);
        }
        if (content) {
            return Seen.CONTENT;
        }
        boolean noChoices =
                chunk.path("choices").isArray() && chunk.path("choices").isEmpty();
        return counted && noChoices ? Seen.USAGE_ONLY : Seen.OTHER;
    }

    private boolean choice(JsonNode each) {
        int index = each.path("index").asInt(0);
        if (!choices.containsKey(index) && choices.size() >= MAX_CHOICES) {
            return false;
        }
        return choices.computeIfAbsent(index, _ -> new Choice()).take(each, budget);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.finishReason != null);
    }

    @Override
    public @Nullable Failure failure() {
        return failure;
    }

    @Override
    public ReplyFacts facts(@Nullable Failure failure) {
        var output = new ArrayList<Message>();
        var reasons = new ArrayList<String>();
        for (var choice : choices.values()) {
            output.add(choice.message());
            if (choice.finishReason != null) {
                reasons.add(choice.finishReason);
            }
        }
        return new ReplyFacts(
                output,
                reasons,
                Usages.served(usage, ReplyFacts.given(serviceTier)),
                ReplyFacts.given(model),
                ReplyFacts.given(id),
                failure,
                budget.exceeded());
    }

    /** One of the alternatives asked for with {@code n}. */
    private static final class Choice {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final ToolCallsInProgress calls = new ToolCallsInProgress();
        private String role = "assistant";
        private @Nullable String finishReason;

        boolean take(JsonNode choice, ContentBudget budget) {
            var delta = choice.path("delta");
            role = Fields.text(delta, "role", role);
            var reason = Fields.text(choice, "finish_reason");
            finishReason = reason == null ? finishReason : reason;
            boolean content = add(delta, "content", text, budget);
            content |= add(delta, "reasoning_content", reasoning, budget) || add(delta, "reasoning", reasoning, budget);
            content |= add(delta, "refusal", refusal, budget);
            content |= add(choice, "text", text, budget);
            for (var call : delta.path("tool_calls")) {
                calls.take(call, budget);
                content = true;
            }
            return content;
        }

        private static boolean add(JsonNode delta, String field, StringBuilder to, ContentBudget budget) {
            if (!Fields.hasText(delta, field)) {
                return false;
            }
            budget.append(to, delta.path(field).asString());
            return true;
        }

        Message message() {
            List<Part> parts = new ArrayList<>();
            if (!reasoning.isEmpty()) {
                parts.add(new Reasoning(reasoning.toString()));
            }
            if (!text.isEmpty()) {
                parts.add(new Text(text.toString()));
            }
            if (!refusal.isEmpty()) {
                parts.add(ChatMessages.refusal(refusal.toString()));
            }
            parts.addAll(calls.parts());
            return new Message(role, parts, null, finishReason);
        }
    }
}
