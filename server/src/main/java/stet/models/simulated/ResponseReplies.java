package stet.models.simulated;

import java.util.ArrayList;
import java.util.List;
import stet.models.TokenUsage;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes replies as OpenAI's responses. */
final class ResponseReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ScriptedReply reply;
    private final long created;
    private final List<Frame> frames = new ArrayList<>();
    private ObjectNode pending = JSON.objectNode();
    private long pendingTokens;

    private ResponseReplies(ScriptedReply reply, long created) {
        this.reply = reply;
        this.created = created;
    }

    static ObjectNode whole(ScriptedReply reply, long created) {
        return new ResponseReplies(reply, created).response(reply.stopped() ? "incomplete" : "completed");
    }

    static List<Frame> frames(ScriptedReply reply, long created) {
        return new ResponseReplies(reply, created).all();
    }

    private List<Frame> all() {
        event("response.created", 0).set("response", response("in_progress"));
        close();
        event("response.in_progress", 0).set("response", response("in_progress"));
        close();
        item("response.output_item.added", item(false));
        var tool = reply.tool();
        if (tool == null) {
            text();
        } else {
            for (var piece : ChatReplies.halves(tool.arguments().toString())) {
                about("response.function_call_arguments.delta", Tokens.in(piece))
                        .put("delta", piece);
                close();
            }
            about("response.function_call_arguments.done", 0)
                    .put("arguments", tool.arguments().toString());
            close();
        }
        item("response.output_item.done", item(true));
        var last = reply.stopped() ? "incomplete" : "completed";
        event("response." + last, 0).set("response", response(last));
        close();
        return frames;
    }

    private void text() {
        about("response.content_part.added", 0).put("content_index", 0).set("part", part(""));
        close();
        for (var piece : reply.pieces()) {
            about("response.output_text.delta", Tokens.in(piece))
                    .put("content_index", 0)
                    .put("delta", piece)
                    .putArray("logprobs");
            close();
        }
        about("response.output_text.done", 0)
                .put("content_index", 0)
                .put("text", reply.text())
                .putArray("logprobs");
        close();
        about("response.content_part.done", 0).put("content_index", 0).set("part", part(reply.text()));
        close();
    }

    private ObjectNode event(String type, long tokens) {
        pending = JSON.objectNode().put("type", type).put("sequence_number", frames.size());
        pendingTokens = tokens;
        return pending;
    }

    private ObjectNode about(String type, long tokens) {
        return event(type, tokens).put("item_id", itemId()).put("output_index", 0);
    }

    private void item(String type, ObjectNode item) {
        event(type, 0).put("output_index", 0).set("item", item);
        close();
    }

    private void close() {
        frames.add(Frame.event(pending.path("type").asString(), pending, pendingTokens));
    }

    private ObjectNode response(String status) {
        boolean over = !status.equals("in_progress");
        var root = JSON.objectNode()
                .put("id", "resp_simulated_" + reply.id())
                .put("object", "response")
                .put("created_at", created)
                .put("status", status)
                .put("model", reply.model())
                .putNull("error");
        if (status.equals("incomplete")) {
            root.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            root.putNull("incomplete_details");
        }
        root.putNull("instructions").putObject("metadata");
        var output = root.putArray("output");
        if (over) {
            output.add(item(true));
            root.set("usage", usage(reply.usage()));
        } else {
            root.putNull("usage");
        }
        root.put("parallel_tool_calls", true).put("tool_choice", "auto").putArray("tools");
        return root.putNull("temperature").putNull("top_p");
    }

    private String itemId() {
        return (reply.tool() == null ? "msg_" : "fc_") + reply.id();
    }

    private ObjectNode item(boolean done) {
        var tool = reply.tool();
        var item = JSON.objectNode().put("id", itemId()).put("status", done ? "completed" : "in_progress");
        if (tool == null) {
            var content = item.put("type", "message").put("role", "assistant").putArray("content");
            if (done) {
                content.add(part(reply.text()));
            }
            return item;
        }
        return item.put("type", "function_call")
                .put("call_id", tool.id())
                .put("name", tool.name())
                .put("arguments", done ? tool.arguments().toString() : "");
    }

    private static ObjectNode part(String text) {
        var part = JSON.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    private static ObjectNode usage(TokenUsage usage) {
        var node = JSON.objectNode()
                .put("input_tokens", usage.input())
                .put("output_tokens", usage.output())
                .put("total_tokens", Counts.total(usage));
        node.putObject("input_tokens_details").put("cached_tokens", usage.cacheRead());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node;
    }
}
