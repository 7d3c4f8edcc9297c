package stet.models.simulated;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes replies as OpenAI's chat completions. */
final class ChatReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChatReplies() {}

    static ObjectNode whole(ScriptedReply reply, long created) {
        var root = head(reply, created, "chat.completion");
        var choice = root.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        if (reply.tool() == null) {
            message.put("content", reply.text());
        } else {
            message.putNull("content");
            message.putArray("tool_calls").add(call(reply.tool()));
        }
        message.putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", finish(reply));
        root.set("usage", usage(reply.usage()));
        return root;
    }

    static List<Frame> frames(ScriptedReply reply, long created, boolean withUsage) {
        var frames = new ArrayList<Frame>();
        var role = JSON.objectNode().put("role", "assistant");
        role.put("content", reply.tool() == null ? "" : null);
        frames.add(chunk(reply, created, role, null, withUsage, 0));
        if (reply.tool() == null) {
            for (var piece : reply.pieces()) {
                frames.add(chunk(
                        reply, created, JSON.objectNode().put("content", piece), null, withUsage, Tokens.in(piece)));
            }
        } else {
            var start = JSON.objectNode();
            var call = call(reply.tool()).put("index", 0);
            call.withObject("function").put("arguments", "");
            start.putArray("tool_calls").add(call);
            frames.add(chunk(reply, created, start, null, withUsage, 1));
            for (var piece : halves(reply.tool().arguments().toString())) {
                var more = JSON.objectNode();
                more.putArray("tool_calls")
                        .addObject()
                        .put("index", 0)
                        .putObject("function")
                        .put("arguments", piece);
                frames.add(chunk(reply, created, more, null, withUsage, Tokens.in(piece)));
            }
        }
        frames.add(chunk(reply, created, JSON.objectNode(), finish(reply), withUsage, 0));
        if (withUsage) {
            var last = head(reply, created, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(reply.usage()));
            frames.add(Frame.data(last, 0));
        }
        frames.add(Frame.text("data: [DONE]\n\n", 0));
        return frames;
    }

    static List<String> halves(String text) {
        int middle = text.length() / 2;
        return List.of(text.substring(0, middle), text.substring(middle));
    }

    private static Frame chunk(
            ScriptedReply reply,
            long created,
            ObjectNode delta,
            @Nullable String finish,
            boolean withUsage,
            long tokens) {
        var chunk = head(reply, created, "chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        if (withUsage) {
            chunk.putNull("usage");
        }
        return Frame.data(chunk, tokens);
    }

    private static ObjectNode head(ScriptedReply reply, long created, String object) {
        return JSON.objectNode()
                .put("id", "chatcmpl-simulated-" + reply.id())
                .put("object", object)
                .put("created", created)
                .put("model", reply.model())
                .put("system_fingerprint", "simulated");
    }

    private static ObjectNode call(ToolCall tool) {
        var call = JSON.objectNode().put("id", tool.id()).put("type", "function");
        call.putObject("function")
                .put("name", tool.name())
                .put("arguments", tool.arguments().toString());
        return call;
    }

    private static String finish(ScriptedReply reply) {
        if (reply.finishReason() != null) {
            return reply.finishReason();
        }
        return reply.tool() != null ? "tool_calls" : reply.stopped() ? "length" : "stop";
    }

    private static ObjectNode usage(TokenUsage usage) {
        var node = JSON.objectNode()
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", Counts.total(usage));
        node.putObject("prompt_tokens_details").put("cached_tokens", usage.cacheRead());
        node.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node;
    }
}
