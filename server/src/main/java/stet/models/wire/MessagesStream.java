package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.models.Failure;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Data;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of an Anthropic message. */
final class MessagesStream implements StreamAssembly {
    private static final int MAX_BLOCKS = 10_000;

    private final ContentBudget budget;
    private final TreeMap<Integer, Block> blocks = new TreeMap<>();
    private final ObjectNode usage = JsonNodeFactory.instance.objectNode();
    private String role = "assistant";
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String stopReason;
    private @Nullable Failure failure;
    private boolean ended;

    MessagesStream(ContentBudget budget) {
        this.budget = budget;
    }

    @Override
    public Seen take(@Nullable String event, String data) {
        var json = Fields.parsed(data);
        switch (Fields.text(json, "type", event == null ? "" : event)) {
            case "message_start" -> {
                var message = json.path("message");
                id = Fields.text(message, "id");
                model = Fields.text(message, "model");
                role = Fields.text(message, "role", role);
                count(message.path("usage"));
            }
            case "content_block_start" -> {
                return start(json.path("index").asInt(0), json.path("content_block"), data.length());
            }
            case "content_block_delta" -> {
                var block = blocks.get(json.path("index").asInt(0));
                return block != null && block.take(json.path("delta"), budget) ? Seen.CONTENT : Seen.OTHER;
            }
            case "message_delta" -> {
                stopReason = Fields.text(json.path("delta"), "stop_reason");
                count(json.path("usage"));
            }
            case "message_stop" -> ended = true;
            case "error" -> failure = Failures.inStream(json);
            default -> {
                // pings, block ends and event types yet to come carry nothing to keep
            }
        }
        return Seen.OTHER;
    }

    private Seen start(int index, JsonNode block, int size) {
        if (blocks.size() < MAX_BLOCKS && budget.take(size)) {
            blocks.put(index, new Block(block));
        }
        boolean content = !Fields.text(block, "type", "text").equals("text") || Fields.hasText(block, "text");
        boolean thinking = Fields.text(block, "type", "").equals("thinking");
        return content && !thinking ? Seen.CONTENT : Seen.OTHER;
    }

    private void count(JsonNode counts) {
        for (var count : counts.properties()) {
            if (!count.getValue().isNull()) {
                usage.set(count.getKey(), count.getValue());
            }
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return stopReason != null;
    }

    @Override
    public @Nullable Failure failure() {
        return failure;
    }

    @Override
    public ReplyFacts facts(@Nullable Failure failure) {
        var parts = blocks.values().stream().map(Block::part).toList();
        List<Message> output = new ArrayList<>();
        if (!parts.isEmpty()) {
            output.add(new Message(role, parts, null, stopReason));
        }
        return new ReplyFacts(
                output,
                stopReason == null ? List.of() : List.of(stopReason),
                Usages.messages(usage),
                model,
                id,
                failure,
                budget.exceeded());
    }

    /** A content block: as it started, and what its deltas added. */
    private static final class Block {
        private final JsonNode start;
        private final StringBuilder added = new StringBuilder();

        Block(JsonNode start) {
            this.start = start;
        }

        boolean take(JsonNode delta, ContentBudget budget) {
            var more = switch (Fields.text(delta, "type", "")) {
                case "text_delta" -> Fields.text(delta, "text", "");
                case "thinking_delta" -> Fields.text(delta, "thinking", "");
                case "input_json_delta" -> Fields.text(delta, "partial_json", "");
                default -> "";
            };
            budget.append(added, more);
            return !more.isEmpty();
        }

        Part part() {
            return switch (ContentBlocks.part(start)) {
                case Text(var text) -> new Text(text + added);
                case Reasoning(var text) -> new Reasoning(text + added);
                case ToolCall call
                when !added.isEmpty() -> new ToolCall(call.id(), call.name(), Fields.parsed(added.toString()));
                case ToolCall call -> call;
                case Data data -> data;
                case Part.ToolResult result -> result;
                case Part.Media media -> media;
            };
        }
    }
}
