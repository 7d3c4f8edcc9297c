package stet.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of a message. What fits no other kind is {@link Data}, kept verbatim. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(Part.Text.class),
    @JsonSubTypes.Type(Part.Reasoning.class),
    @JsonSubTypes.Type(Part.ToolCall.class),
    @JsonSubTypes.Type(Part.ToolResult.class),
    @JsonSubTypes.Type(Part.Media.class),
    @JsonSubTypes.Type(Part.Data.class)
})
public sealed interface Part {
    @JsonTypeName("text")
    record Text(String text) implements Part {}

    @JsonTypeName("reasoning")
    record Reasoning(String text) implements Part {}

    /** The model asks for a tool. Arguments are parsed when they are JSON, else the text as it came. */
    @JsonTypeName("tool_call")
    record ToolCall(@Nullable String id, String name, JsonNode arguments) implements Part {}

    @JsonTypeName("tool_result")
    record ToolResult(@Nullable String id, @Nullable String name, JsonNode result) implements Part {}

    /**
     * A picture, sound, film or document. Content that travelled inside the message is named by its digest, not kept.
     *
     * @param reference a provider's file id, or {@code sha256:<hex>} of content that was inline
     * @param bytes the size of inline content
     */
    @JsonTypeName("media")
    record Media(
            Modality modality,
            @Nullable String mediaType,
            @Nullable String url,
            @Nullable String reference,
            @Nullable Integer bytes)
            implements Part {}

    @JsonTypeName("data")
    record Data(JsonNode value) implements Part {}

    /** What kind of media a part is. */
    enum Modality {
        IMAGE,
        AUDIO,
        VIDEO,
        DOCUMENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
