package stet.exports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Score;
import stet.traces.ScoreDetail;
import stet.traces.Span;
import stet.traces.SpanDetail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One thing that is exported, and how far the export is when it has been taken. */
sealed interface Piece {
    String SPAN = "span";
    String SCORE = "score";

    ExportCursor cursor();

    record OfSpan(ExportCursor cursor, Span span, boolean contentRemoved) implements Piece {}

    record OfScore(ExportCursor cursor, Score score) implements Piece {}

    /** A line of JSON: {@code record}, {@code cursor}, and the fields that REST answers. */
    default byte[] line() {
        var detail = switch (this) {
            case OfSpan it -> Json.MAPPER.writeValueAsBytes(SpanDetail.of(it.span, false, it.contentRemoved));
            case OfScore it -> Json.MAPPER.writeValueAsBytes(ScoreDetail.of(it.score));
        };
        var line = new ByteArrayOutputStream(detail.length + 256);
        line.writeBytes(
                ("{\"record\":\"" + record() + "\",\"cursor\":\"" + cursor().text() + "\",").getBytes(US_ASCII));
        line.write(detail, 1, detail.length - 1);
        line.write('\n');
        return line.toByteArray();
    }

    /** The same as a tree. */
    default ObjectNode tree() {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("record", record()).put("cursor", cursor().text());
        tree.setAll(
                switch (this) {
                    case OfSpan it ->
                        Json.MAPPER.<ObjectNode>valueToTree(SpanDetail.of(it.span, false, it.contentRemoved));
                    case OfScore it -> Json.MAPPER.<ObjectNode>valueToTree(ScoreDetail.of(it.score));
                });
        return tree;
    }

    /** About how large it is. */
    default long bytes() {
        return switch (this) {
            case OfSpan it ->
                1000 + characters(it.span.input()) + characters(it.span.output()) + characters(it.span.attributes());
            case OfScore _ -> 500;
        };
    }

    private static long characters(@Nullable JsonNode content) {
        return content == null ? 0 : content.toString().length();
    }

    private String record() {
        return switch (this) {
            case OfSpan _ -> SPAN;
            case OfScore _ -> SCORE;
        };
    }
}
