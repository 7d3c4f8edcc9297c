package stet.models.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Text;
import tools.jackson.databind.JsonNode;

/** What a completion of the older kind was given and gave: texts without roles. */
final class CompletionTexts {
    private CompletionTexts() {}

    static List<Message> input(JsonNode body) {
        return EmbeddingTexts.texts(body.path("prompt"));
    }

    static Message output(JsonNode choice, @Nullable String finishReason) {
        List<Part> parts =
                Fields.hasText(choice, "text") ? List.of(new Text(Fields.text(choice, "text", ""))) : List.of();
        return new Message("assistant", parts, null, finishReason);
    }
}
