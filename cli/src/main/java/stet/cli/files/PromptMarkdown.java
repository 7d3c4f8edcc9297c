package stet.cli.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prompt as Markdown: what it needs in YAML between two lines of {@code ---}, then its text or, in a chat, a section for each message
 * under {@code ## user}, {@code ## placeholder history} and so on. A line of a text that looks like such a heading has a backslash before it.
 */
final class PromptMarkdown {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HEADING =
            "## (system|developer|user|assistant|tool|function|message|(?:placeholder|include) \\S.*)[ \\t]*";
    private static final Pattern SECTION = Pattern.compile(HEADING);
    private static final Pattern ESCAPED = Pattern.compile("\\\\+" + HEADING);
    private static final Pattern TO_ESCAPE = Pattern.compile("\\\\*" + HEADING);
    private static final Pattern FENCE = Pattern.compile("---[ \\t]*");
    private static final List<String> FIRST = List.of(
            Envelope.KEY,
            "type",
            "templateFormat",
            "model",
            "fallbacks",
            "variables",
            "missingVariables",
            "tools",
            "toolChoice",
            "response");

    private PromptMarkdown() {}

    static String write(Document document) {
        var head = NODES.objectNode();
        var body = new StringBuilder();
        var content = document.content();
        boolean asItIs = content instanceof ObjectNode && !content.has(Envelope.KEY);
        if (asItIs && content.path("type").asString("").equals("text") && isPlain(content.path("text"))) {
            body.append('\n')
                    .append(escaped(content.path("text").stringValue()))
                    .append('\n');
            head.setAll(without(content, "text"));
        } else if (asItIs
                && content.path("type").asString("").equals("chat")
                && isConversation(content.path("messages"))) {
            content.path("messages").forEach(message -> body.append(section(message)));
            head.setAll(without(content, "messages"));
        } else if (asItIs) {
            head.setAll((ObjectNode) content);
        }
        var envelope = Envelope.of(document, asItIs ? null : content);
        if (envelope != null) {
            head.set(Envelope.KEY, envelope);
        }
        return "---\n" + (head.isEmpty() ? "" : YamlText.write(ordered(head))) + "---\n" + body;
    }

    private static String section(JsonNode message) {
        if (message.size() == 1) {
            for (String word : List.of("placeholder", "include")) {
                var named = message.path(word);
                if (named.isString() && isHeading(word + " " + named.stringValue())) {
                    return "\n## " + word + " " + named.stringValue() + "\n";
                }
            }
        }
        if (message.size() == 2 && message.path("role").isString() && isPlain(message.path("content"))) {
            String role = message.path("role").stringValue();
            if (!role.equals("message") && role.indexOf(' ') < 0 && isHeading(role)) {
                return "\n## " + role + "\n\n" + escaped(message.path("content").stringValue()) + "\n";
            }
        }
        return "\n## message\n\n" + escaped(YamlText.write(message));
    }

    private static boolean isHeading(String words) {
        return words.equals(words.strip())
                && words.chars().noneMatch(Character::isISOControl)
                && SECTION.matcher("## " + words).matches();
    }

    static Document read(String given) {
        var lines = given.split("\n", -1);
        int line = 0;
        JsonNode head = NODES.objectNode();
        if (FENCE.matcher(lines[0]).matches()) {
            int end = 1;
            while (end < lines.length && !FENCE.matcher(lines[end]).matches()) {
                end++;
            }
            if (end == lines.length) {
                throw new FileProblem("line 1: the YAML that begins with '---' has no line of '---' at its end");
            }
            var yaml = YamlText.read(String.join("\n", List.of(lines).subList(1, end)) + "\n", 2);
            head = yaml.isMissingNode() ? head : yaml;
            line = end + 1;
        }
        if (!(head instanceof ObjectNode fields)) {
            throw new FileProblem("line 2: between the lines of '---' there have to be fields, such as 'type: chat'");
        }
        var envelope = Envelope.read(fields.path(Envelope.KEY));
        fields.remove(Envelope.KEY);
        JsonNode content = envelope.content() == null ? fields : envelope.content();
        if (envelope.content() != null && !fields.isEmpty()) {
            throw new FileProblem(
                    "'" + Envelope.KEY + ".content' holds the whole content: there can be no other fields beside it");
        }
        var body = List.of(lines).subList(line, lines.length);
        if (body.stream().anyMatch(it -> !it.isBlank())) {
            if (envelope.content() != null) {
                throw new FileProblem(
                        "'" + Envelope.KEY + ".content' holds the whole content: there can be no text below it");
            }
            fill(fields, body, line + 1);
        }
        return new Document(envelope.name(), envelope.about(), content);
    }

    private static void fill(ObjectNode content, List<String> body, int firstLine) {
        boolean sections = body.stream().anyMatch(it -> SECTION.matcher(it).matches());
        if (content.isEmpty()) {
            content.put("templateFormat", "mustache");
        }
        if (!content.has("type")) {
            content.put("type", sections ? "chat" : "text");
        }
        boolean chat = content.path("type").asString("").equals("chat");
        String field = chat ? "messages" : "text";
        if (content.has(field)) {
            throw new FileProblem(
                    "'" + field + "' is there twice, above and below the line of '---': keep one of them");
        }
        if (chat) {
            content.set("messages", NODES.arrayNode().addAll(messages(body, firstLine)));
        } else {
            content.put("text", text(body));
        }
    }

    private static List<JsonNode> messages(List<String> body, int firstLine) {
        var messages = new ArrayList<JsonNode>();
        int from = 0;
        while (from < body.size()) {
            String heading = body.get(from).stripTrailing();
            if (!SECTION.matcher(heading).matches()) {
                if (!heading.isBlank()) {
                    throw new FileProblem(
                            "line " + (firstLine + from)
                                    + ": this text belongs to no message: put a heading such as '## user' before it, or say 'type: text' above");
                }
                from++;
                continue;
            }
            int to = from + 1;
            while (to < body.size() && !SECTION.matcher(body.get(to)).matches()) {
                to++;
            }
            messages.add(message(heading.substring(3), body.subList(from + 1, to), firstLine + from));
            from = to;
        }
        return messages;
    }

    private static JsonNode message(String heading, List<String> lines, int line) {
        int space = heading.indexOf(' ');
        if (space > 0) {
            if (lines.stream().anyMatch(it -> !it.isBlank())) {
                throw new FileProblem("line " + (line + 1) + ": '## " + heading
                        + "' stands alone: the text below it belongs to no message");
            }
            return NODES.objectNode().put(heading.substring(0, space), heading.substring(space + 1));
        }
        if (heading.equals("message")) {
            var fields = YamlText.read(
                    String.join(
                                    "\n",
                                    lines.stream()
                                            .map(PromptMarkdown::unescaped)
                                            .toList()) + "\n",
                    line + 1);
            if (fields.isObject()) {
                return fields;
            }
            throw new FileProblem("line " + line
                    + ": below '## message' there have to be the message's fields in YAML, such as 'role: assistant'");
        }
        return NODES.objectNode().put("role", heading).put("content", text(lines));
    }

    /** Without empty lines around it. */
    private static String text(List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isEmpty()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isEmpty()) {
            to--;
        }
        return String.join(
                "\n",
                lines.subList(from, to).stream().map(PromptMarkdown::unescaped).toList());
    }

    private static String unescaped(String line) {
        return ESCAPED.matcher(line).matches() ? line.substring(1) : line;
    }

    private static String escaped(String text) {
        return Stream.of(text.split("\n", -1))
                .map(it -> TO_ESCAPE.matcher(it).matches() ? "\\" + it : it)
                .collect(Collectors.joining("\n"));
    }

    /** Whether a text comes back from between empty lines as it was. */
    private static boolean isPlain(JsonNode text) {
        return text.isString()
                && !text.stringValue().isBlank()
                && !text.stringValue().startsWith("\n")
                && !text.stringValue().endsWith("\n")
                && text.stringValue().chars().noneMatch(it -> it < 0x20 && it != '\n' && it != '\t');
    }

    private static boolean isConversation(JsonNode messages) {
        return messages.isArray()
                && !messages.isEmpty()
                && messages.valueStream().allMatch(JsonNode::isObject);
    }

    private static ObjectNode without(JsonNode content, String field) {
        var rest = ((ObjectNode) content).deepCopy();
        rest.remove(field);
        return rest;
    }

    private static ObjectNode ordered(ObjectNode head) {
        var ordered = NODES.objectNode();
        FIRST.stream().filter(head::has).forEach(it -> ordered.set(it, head.get(it)));
        head.properties().forEach(it -> {
            if (!ordered.has(it.getKey())) {
                ordered.set(it.getKey(), it.getValue());
            }
        });
        return ordered;
    }
}
