package stet.traces;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a span's content down to a number of characters for each field. What remains is valid JSON: texts end in an ellipsis,
 * arrays and objects end early.
 */
record ContentLimit(int characters) {
    static final ContentLimit DEFAULT = new ContentLimit(1024 * 1024);
    private static final String CUT = "…";
    private static final int NODE = 4;

    Span apply(Span span) {
        var generation = span.generation();
        boolean fits = fits(span.input())
                && fits(span.output())
                && fits(span.attributes())
                && fits(span.resource())
                && (generation == null || (fits(generation.parameters()) && fits(generation.tools())))
                && span.events().stream().allMatch(event -> fits(event.attributes()));
        return fits ? span : cut(span);
    }

    Amendment apply(Amendment amendment) {
        return new Amendment(
                amendment.traceId(),
                amendment.spanId(),
                amendment.at(),
                cut(amendment.input()),
                cut(amendment.output()),
                amendment.events().stream()
                        .map(event -> new Span.Event(event.name(), event.at(), cut(event.attributes())))
                        .toList(),
                cut(amendment.attributes()),
                amendment.status(),
                amendment.usage(),
                amendment.cost(),
                amendment.endedAt());
    }

    private Span cut(Span span) {
        var generation = span.generation();
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.source(),
                span.startedAt(),
                span.endedAt(),
                span.status(),
                generation == null ? null : cut(generation),
                span.dimensions(),
                cut(span.input()),
                cut(span.output()),
                span.requestId(),
                span.scope(),
                span.simulated(),
                true,
                cut(span.attributes()),
                cut(span.resource()),
                span.events().stream()
                        .map(event -> new Span.Event(event.name(), event.at(), cut(event.attributes())))
                        .toList());
    }

    private Span.Generation cut(Span.Generation generation) {
        return new Span.Generation(
                generation.provider(),
                generation.requestModel(),
                generation.responseModel(),
                cut(generation.parameters()),
                cut(generation.tools()),
                generation.finishReasons(),
                generation.usage(),
                generation.cost(),
                generation.timeToFirstToken(),
                generation.streaming(),
                generation.responseId());
    }

    private boolean fits(@Nullable JsonNode content) {
        return content == null || size(content, characters) <= characters;
    }

    private @Nullable JsonNode cut(@Nullable JsonNode content) {
        return content == null || fits(content) ? content : new Cutting(characters).cut(content);
    }

    /** The characters of a content, counted no further than just past {@code enough}. */
    private static long size(JsonNode node, long enough) {
        long size = NODE;
        if (node.isString()) {
            return size + node.stringValue().length();
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                size += field.getKey().length() + size(field.getValue(), enough - size);
                if (size > enough) {
                    return size;
                }
            }
        } else {
            for (var element : node) {
                size += size(element, enough - size);
                if (size > enough) {
                    return size;
                }
            }
        }
        return size;
    }

    /** Copies a content in order until its room is used up. */
    private static final class Cutting {
        private long room;

        Cutting(long room) {
            this.room = room;
        }

        JsonNode cut(JsonNode node) {
            room -= NODE;
            return switch (node) {
                case ObjectNode object -> {
                    var copy = Json.MAPPER.createObjectNode();
                    for (Map.Entry<String, JsonNode> field : object.properties()) {
                        room -= field.getKey().length();
                        if (room <= 0) {
                            break;
                        }
                        copy.set(field.getKey(), cut(field.getValue()));
                    }
                    yield copy;
                }
                case ArrayNode array -> {
                    var copy = Json.MAPPER.createArrayNode();
                    for (var element : array) {
                        if (room <= 0) {
                            break;
                        }
                        copy.add(cut(element));
                    }
                    yield copy;
                }
                default -> node.isString() ? Json.MAPPER.getNodeFactory().stringNode(text(node.stringValue())) : node;
            };
        }

        private String text(String text) {
            if (text.length() <= room) {
                room -= text.length();
                return text;
            }
            int end = (int) Math.max(0, room);
            room = 0;
            if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(0, end) + CUT;
        }
    }
}
