package stet.traces;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * A span as it is written down once and moved ever after: its facts, and the rest as JSON that only a reader of the span parses.
 * The arrays belong to it.
 *
 * @param head the span without input and output
 */
public record WrittenSpan(
        SpanFacts facts, @Nullable String requestId, byte[] head, byte @Nullable [] input, byte @Nullable [] output) {
    private static final ObjectWriter SPANS = SpanJson.MAPPER.writerFor(Span.class);
    private static final ObjectWriter NODES = SpanJson.MAPPER.writerFor(JsonNode.class);
    private static final ObjectReader SPAN = SpanJson.MAPPER.readerFor(Span.class);

    public static WrittenSpan of(Span span) {
        return new WrittenSpan(
                SpanFacts.of(span),
                span.requestId(),
                SPANS.writeValueAsBytes(span.withContent(null, null)),
                json(span.input()),
                json(span.output()));
    }

    /** Reads it back. */
    public Span span() {
        Span span = SPAN.readValue(head);
        return span.withContent(node(input), node(output));
    }

    private static byte @Nullable [] json(@Nullable JsonNode content) {
        return content == null ? null : NODES.writeValueAsBytes(content);
    }

    private static @Nullable JsonNode node(byte @Nullable [] json) {
        return json == null ? null : SpanJson.MAPPER.readTree(json);
    }
}
