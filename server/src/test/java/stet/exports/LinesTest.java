package stet.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.traces.SpanFacts;
import stet.traces.WholeTraces.Place;
import stet.traces.query.Cursor;

class LinesTest {
    @Property(tries = 500)
    void aSpanWrittenAsALineIsReadBackTheSame(@ForAll long seed) {
        var span = new OddSpans(seed).span("t-ü", "s", null);
        var cursor = new ExportCursor(
                new Cursor(SpanFacts.micros(span.startedAt()), "t-ü"),
                new ExportCursor.Inside.AfterSpan(new Place(1, "s")));
        var written = new Piece.OfSpan(cursor, span, false).line();

        var read = ImportedLine.read(1, written);

        assertThat(new String(written, UTF_8).indexOf('\n')).isEqualTo(new String(written, UTF_8).length() - 1);
        assertThat(read).isInstanceOf(ImportedLine.OfSpan.class);
        var again = new Piece.OfSpan(cursor, ((ImportedLine.OfSpan) read).span(), false);
        assertThat(new String(again.line(), UTF_8)).isEqualTo(new String(written, UTF_8));
    }

    @Property(tries = 100)
    void aScoreWrittenAsALineIsReadBackTheSame(@ForAll long seed) {
        for (var score : new OddSpans(seed).scores("t", "s", "x")) {
            var cursor = new ExportCursor(new Cursor(5, "t"), new ExportCursor.Inside.AfterScore(score.id()));

            assertThat(ImportedLine.read(1, new Piece.OfScore(cursor, score).line()))
                    .isEqualTo(new ImportedLine.OfScore(score));
            assertThat(ExportCursor.parse(cursor.text())).isEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"traceId":"t"                                                          | it is not JSON
                    [1]                                                                     | it is not a JSON object
                    {"record":"trace"}                                                      | neither 'span' nor 'score'
                    {"traceId":"t","name":"n","startedAt":"2026-11-23T12:00:00Z"}           | spanId is missing
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"noon"}              | startedAt has a value that does not fit
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"1970-01-01T00:00:00Z"} | times are from 1980
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"2026-11-23T12:00:00Z","durationMs":-1} | durationMs is -1.0
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"2026-11-23T12:00:00Z","kind":"magic"}  | kind is 'magic', which is none of generation
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"2026-11-23T12:00:00Z","costUsd":1e30}  | costUsd is
                    {"traceId":"","spanId":"s","name":"n","startedAt":"2026-11-23T12:00:00Z"}  | traceId has 0 characters
                    {"traceId":"t","spanId":"s","name":"n","startedAt":"2026-11-23T12:00:00Z","contentOmitted":true} | outline
                    {"record":"score","id":"1","traceId":"t","name":"n","type":"number","value":"x","source":"user","at":"2026-11-23T12:00:00Z"} | value is no number
                    {"record":"score","id":"1","traceId":"t","name":"n","type":"number","value":1,"source":"me","at":"2026-11-23T12:00:00Z"} | source is 'me'
                    """)
    void aBadLineIsNamedWithItsReason(String line, String reason) {
        var read = ImportedLine.read(7, line.getBytes(UTF_8));

        assertThat(read).isInstanceOf(ImportedLine.Bad.class);
        assertThat(((ImportedLine.Bad) read).number()).isEqualTo(7);
        assertThat(((ImportedLine.Bad) read).why()).contains(reason);
    }

    @Test
    void linesAreCountedThroughBlankOnesAndAMark() {
        var numbers = new ArrayList<Long>();

        new JsonLines("\uFEFF{\r\n\n  \n[\n".getBytes(UTF_8))
                .each(line -> numbers.add(((ImportedLine.Bad) line).number()));

        assertThat(numbers).isEqualTo(List.of(1L, 4L));
    }
}
