package stet.compat.promptlayer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is to be different in a prompt's next version; everything else stays as it was. */
record Patch(JsonNode asked) {
    /** What takes the place of what was there, and where that is in a version's content. */
    private static final Map<String, String> REPLACED =
            Map.of("tool_choice", "toolChoice", "response_format", "response");

    private static final Set<String> OTHERS = Set.of(
            "messages",
            "tools",
            "content",
            "model_parameters",
            "version",
            "label",
            "commit_message",
            "release_labels",
            "api_key",
            "workspace_id");

    Patch {
        for (var field : asked.properties()) {
            String name = field.getKey();
            if (!REPLACED.containsKey(name) && !OTHERS.contains(name)) {
                throw Problem.Invalid.field(
                        name,
                        "cannot be changed by a patch; these can: messages, tools, content, tool_choice, response_format,"
                                + " model_parameters. Publish a whole version for anything else");
            }
        }
        if (asked.hasNonNull("version") && asked.hasNonNull("label")) {
            throw Problem.Invalid.field("label", "cannot go with 'version': one of them names what is patched");
        }
    }

    /** The next version's content. */
    ObjectNode on(JsonNode content) {
        var next = ((ObjectNode) content).deepCopy();
        String format = next.path("templateFormat").asString("mustache");
        boolean chat = next.path("type").asString("").equals("chat");
        for (String list : List.of("messages", "tools")) {
            if (asked.has(list)) {
                if (!chat) {
                    throw Problem.Invalid.field(list, "only chat prompts have them; this one is a completion");
                }
                put(next, list, changed(list, next.path(list), asked.path(list), format));
            }
        }
        if (asked.has("content")) {
            if (chat) {
                throw Problem.Invalid.field("content", "only completions have it; patch 'messages'");
            }
            put(next, "text", ours("content", asked.path("content"), format).get("text"));
        }
        REPLACED.forEach((theirs, mine) -> {
            if (asked.has(theirs)) {
                put(next, mine, ours(theirs, asked.path(theirs), format).get(mine));
            }
        });
        parameters(next);
        return next;
    }

    /** A part of a blueprint as content. */
    private static ObjectNode ours(String part, JsonNode value, String format) {
        var blueprint = JsonNodeFactory.instance
                .objectNode()
                .put("type", part.equals("content") ? "completion" : "chat")
                .put("template_format", format);
        blueprint.set(part, value);
        return Blueprint.content(blueprint, JsonNodeFactory.instance.missingNode());
    }

    private void parameters(ObjectNode content) {
        var more = asked.path("model_parameters");
        if (more.isMissingNode() || more.isNull()) {
            return;
        }
        if (!(more instanceof ObjectNode) || !(content.get("model") instanceof ObjectNode model)) {
            throw Problem.Invalid.field(
                    "model_parameters",
                    more.isObject()
                            ? "the prompt has no model whose parameters could change"
                            : "an object is expected");
        }
        var parameters = model.path("parameters") instanceof ObjectNode before
                ? before.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        more.properties().forEach(it -> put(parameters, it.getKey(), it.getValue()));
        model.set("parameters", parameters);
    }

    /** A list takes the place of the one before; an object names those of its parts that change, by index. */
    private static @Nullable JsonNode changed(String name, JsonNode before, JsonNode change, String format) {
        if (change.isNull() && name.equals("tools")) {
            return null;
        }
        if (change.isArray()) {
            return ours(name, change, format).get(name);
        }
        if (!change.isObject()) {
            throw Problem.Invalid.field(name, "a list, or an object of indexes such as {\"0\": …}, is expected");
        }
        var list = before instanceof ArrayNode given ? given.deepCopy() : JsonNodeFactory.instance.arrayNode();
        for (var part : change.properties()) {
            int at = index(part.getKey());
            if (at < 0 || at >= list.size()) {
                throw Problem.Invalid.field(
                        name, "there is no '" + part.getKey() + "': it has " + list.size() + ", counted from 0");
            }
            var one = JsonNodeFactory.instance.arrayNode().add(together(name, list.get(at), part.getValue(), format));
            list.set(at, ours(name, one, format).path(name).path(0));
        }
        return list;
    }

    /** A message or tool in PromptLayer's shape, with some of its fields changed. */
    private static JsonNode together(String name, JsonNode before, JsonNode change, String format) {
        var content = JsonNodeFactory.instance.objectNode().put("type", "chat").put("templateFormat", format);
        content.putArray(name).add(before);
        var theirs = Blueprint.of(content, null, Set.of()).path(name).path(0);
        if (theirs instanceof ObjectNode given && change instanceof ObjectNode fields) {
            var both = given.deepCopy();
            both.setAll(fields);
            return both;
        }
        return change;
    }

    private static int index(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    private static void put(ObjectNode to, String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }
}
