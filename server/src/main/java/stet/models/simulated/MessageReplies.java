package stet.models.simulated;

import java.util.ArrayList;
import java.util.List;
import stet.models.TokenUsage;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes replies as Anthropic's messages. */
final class MessageReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MessageReplies() {}

    static ObjectNode whole(ScriptedReply reply) {
        var root = head(reply);
        root.putArray("content").add(reply.tool() == null ? textBlock(reply.text()) : toolBlock(reply, true));
        root.put("stop_reason", stop(reply)).putNull("stop_sequence");
        root.set("usage", usage(reply.usage()));
        return root;
    }

    static List<Frame> frames(ScriptedReply reply) {
        var frames = new ArrayList<Frame>();
        var start = JSON.objectNode().put("type", "message_start");
        var message = head(reply);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(reply.usage()).put("output_tokens", 1));
        start.set("message", message);
        frames.add(event(start, 0));

        var block = JSON.objectNode().put("type", "content_block_start").put("index", 0);
        block.set("content_block", reply.tool() == null ? textBlock("") : toolBlock(reply, false));
        frames.add(event(block, 0));
        frames.add(event(JSON.objectNode().put("type", "ping"), 0));
        var tool = reply.tool();
        if (tool == null) {
            for (var piece : reply.pieces()) {
                frames.add(delta("text_delta", "text", piece));
            }
        } else {
            for (var piece : ChatReplies.halves(tool.arguments().toString())) {
                frames.add(delta("input_json_delta", "partial_json", piece));
            }
        }
        frames.add(event(JSON.objectNode().put("type", "content_block_stop").put("index", 0), 0));

        var end = JSON.objectNode().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", stop(reply)).putNull("stop_sequence");
        end.set("usage", usage(reply.usage()));
        frames.add(event(end, 0));
        frames.add(event(JSON.objectNode().put("type", "message_stop"), 0));
        return frames;
    }

    private static Frame delta(String type, String field, String piece) {
        var delta = JSON.objectNode().put("type", "content_block_delta").put("index", 0);
        delta.putObject("delta").put("type", type).put(field, piece);
        return event(delta, Tokens.in(piece));
    }

    private static Frame event(ObjectNode data, long tokens) {
        return Frame.event(data.path("type").asString(), data, tokens);
    }

    private static ObjectNode head(ScriptedReply reply) {
        return JSON.objectNode()
                .put("id", "msg_simulated_" + reply.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model());
    }

    private static ObjectNode textBlock(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }

    private static ObjectNode toolBlock(ScriptedReply reply, boolean withInput) {
        var block = JSON.objectNode().put("type", "tool_use");
        var tool = reply.tool();
        if (tool != null) {
            block.put("id", tool.id()).put("name", tool.name());
            block.set("input", withInput ? tool.arguments() : JSON.objectNode());
        }
        return block;
    }

    private static String stop(ScriptedReply reply) {
        if (reply.finishReason() != null) {
            return reply.finishReason();
        }
        return reply.tool() != null ? "tool_use" : reply.stopped() ? "max_tokens" : "end_turn";
    }

    private static ObjectNode usage(TokenUsage usage) {
        var node = JSON.objectNode()
                .put("input_tokens", Counts.fresh(usage))
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cacheRead())
                .put("output_tokens", usage.output());
        node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        return node;
    }
}
