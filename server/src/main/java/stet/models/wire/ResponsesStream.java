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
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;
import tools.jackson.databind.JsonNode;

/** The events of an OpenAI response. The last one repeats the whole; the others matter when it never comes. */
final class ResponsesStream implements StreamAssembly {
    private static final int MAX_ITEMS = 10_000;

    private final ContentBudget budget;
    private final TreeMap<Integer, Item> items = new TreeMap<>();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable JsonNode whole;
    private @Nullable Failure failure;
    private boolean ended;

    ResponsesStream(ContentBudget budget) {
        this.budget = budget;
    }

    @Override
    public Seen take(@Nullable String event, String data) {
        var json = Fields.parsed(data);
        var type = Fields.text(json, "type", event == null ? "" : event);
        switch (type) {
            case "response.created", "response.in_progress", "response.queued" -> named(json.path("response"));
            case "response.output_item.added" -> {
                if (items.size() < MAX_ITEMS && budget.take(data.length())) {
                    items.put(json.path("output_index").asInt(0), new Item(json.path("item")));
                }
            }
            case "response.output_text.delta",
                    "response.refusal.delta",
                    "response.reasoning_text.delta",
                    "response.reasoning_summary_text.delta",
                    "response.function_call_arguments.delta" -> {
                var item = items.get(json.path("output_index").asInt(0));
                if (item != null) {
                    budget.append(item.added, Fields.text(json, "delta", ""));
                }
                return Fields.hasText(json, "delta") ? Seen.CONTENT : Seen.OTHER;
            }
            case "response.completed", "response.incomplete", "response.failed" -> {
                named(json.path("response"));
                whole = json.path("response");
                ended = true;
                if (type.equals("response.failed")) {
                    failure = Failures.inStream(json.path("response"));
                }
            }
            case "error" -> failure = Failures.inStream(json);
            default -> {
                // ends of parts and event types yet to come repeat what is already here
            }
        }
        return Seen.OTHER;
    }

    private void named(JsonNode response) {
        id = Fields.text(response, "id", id == null ? "" : id);
        model = Fields.text(response, "model", model == null ? "" : model);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return ended;
    }

    @Override
    public @Nullable Failure failure() {
        return failure;
    }

    @Override
    public ReplyFacts facts(@Nullable Failure failure) {
        if (whole != null) {
            return ReplyFacts.ofResponse(whole, failure);
        }
        var parts = items.values().stream().map(Item::part).toList();
        List<Message> output = new ArrayList<>();
        if (!parts.isEmpty()) {
            output.add(new Message("assistant", parts));
        }
        return new ReplyFacts(
                output,
                List.of(),
                TokenUsage.UNKNOWN,
                ReplyFacts.given(model),
                ReplyFacts.given(id),
                failure,
                budget.exceeded());
    }

    /** An output item: as it was announced, and what its deltas added. */
    private static final class Item {
        private final JsonNode start;
        private final StringBuilder added = new StringBuilder();

        Item(JsonNode start) {
            this.start = start;
        }

        Part part() {
            return switch (Fields.text(start, "type", "message")) {
                case "function_call" ->
                    new ToolCall(
                            Fields.text(start, "call_id"),
                            Fields.text(start, "name", ""),
                            Fields.parsed(added.toString()));
                case "reasoning" -> new Reasoning(added.toString());
                case "message" -> new Text(added.toString());
                default -> new Part.Data(start);
            };
        }
    }
}
