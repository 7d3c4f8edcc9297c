package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Data;
import stet.models.Part.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an embeddings call was given and gave: texts are kept, vectors are only counted. */
final class EmbeddingTexts {
    private EmbeddingTexts() {}

    static List<Message> input(JsonNode body) {
        return texts(body.path("input"));
    }

    /** A text, several, or one as tokens. */
    static List<Message> texts(JsonNode input) {
        var parts = new ArrayList<Part>();
        if (input.isString()) {
            parts.add(new Text(input.asString()));
        } else if (input.isArray() && input.path(0).isNumber()) {
            parts.add(new Data(input));
        } else {
            input.forEach(each -> parts.add(each.isString() ? new Text(each.asString()) : new Data(each)));
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("user", parts));
    }

    static List<Message> output(JsonNode reply) {
        var data = reply.path("data");
        if (!data.isArray()) {
            return List.of();
        }
        var vector = data.path(0).path("embedding");
        var counted = JsonNodeFactory.instance.objectNode().put("embeddings", data.size());
        if (vector.isArray()) {
            counted.put("dimensions", vector.size());
        } else if (vector.isString()) {
            counted.put("dimensions", vector.asString().length() / 4 * 3 / Float.BYTES);
        }
        return List.of(Message.of("assistant", new Data(counted)));
    }
}
