package stet.cli.files;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The text of an artifact's file: Markdown for prompts, YAML or JSON for everything. */
public final class ArtifactText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ArtifactText() {}

    /** How an artifact is written. */
    public static String write(Kind kind, Document document) {
        return kind == Kind.PROMPT ? PromptMarkdown.write(document) : YamlText.write(fields(document));
    }

    static String json(Document document) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields(document)) + "\n";
    }

    private static ObjectNode fields(Document document) {
        var content = document.content();
        boolean beside = content instanceof ObjectNode && !content.isEmpty() && !content.has(Envelope.KEY);
        var envelope = Envelope.of(document, beside ? null : content);
        var fields = JsonNodeFactory.instance.objectNode();
        if (envelope != null) {
            fields.set(Envelope.KEY, envelope);
        }
        if (beside) {
            fields.setAll((ObjectNode) content);
        }
        return fields;
    }

    /** What a file says; line ends of any system. */
    public static Document read(String fileName, String given) {
        String text = (given.startsWith("\ufeff") ? given.substring(1) : given).replace("\r\n", "\n");
        if (fileName.endsWith(".md")) {
            return PromptMarkdown.read(text);
        }
        JsonNode fields = fileName.endsWith(".json") ? json(text) : YamlText.read(text, 1);
        if (!(fields instanceof ObjectNode object)) {
            throw new FileProblem("the file has to hold an object, such as 'name: lookup_invoice'");
        }
        var envelope = Envelope.read(object.path(Envelope.KEY));
        object.remove(Envelope.KEY);
        var content = envelope.content();
        if (content != null && !object.isEmpty()) {
            throw new FileProblem(
                    "'" + Envelope.KEY + ".content' holds the whole content: there can be no other fields beside it");
        }
        return new Document(envelope.name(), envelope.about(), content == null ? object : content);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new FileProblem((at == null ? "" : "line " + at.getLineNr() + ": ") + "this is not JSON: "
                    + e.getOriginalMessage());
        }
    }
}
