package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.json;
import static stet.traces.Spans.span;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
    private static final UUID PROJECT = new UUID(0x8000000000000001L, -2);

    @Test
    void spansComeBackAsTheyWere() {
        var spans = List.of(
                generation("t", "a")
                        .costing(Span.Cost.of(
                                Map.of(CostKind.CACHE_READ, new BigDecimal("-12345678901234567890.5")), "v"))
                        .dimensions("ada", "s", "e", "x", "")
                        .saying("Grüße 👋", "\u0000")
                        .span(),
                span("t", "b")
                        .under("a")
                        .at(NOON.minusSeconds(4_000_000_000L), 7)
                        .span(),
                span("t", "c")
                        .failed("timeout")
                        .content(null, json("[1.50,null]"))
                        .span());

        var entries = JournalEntry.encode(PROJECT, NOON, spans);
        var decoded = JournalEntry.decode(entries.getFirst(), RawSpans.NONE);

        assertThat(entries).hasSize(1);
        assertThat(decoded.items()).extracting(TraceStore.Item::projectId).containsOnly(PROJECT);
        assertThat(decoded.receivedAt()).isEqualTo(NOON);
        assertThat(spans(decoded))
                .extracting(WrittenSpan::facts)
                .containsExactlyElementsOf(spans.stream().map(SpanFacts::of).toList());
        assertThat(spans(decoded).subList(1, 3))
                .extracting(WrittenSpan::span)
                .containsExactlyElementsOf(spans.subList(1, 3));
        assertThat(spans(decoded).getFirst().span().input())
                .isEqualTo(spans.getFirst().input());
    }

    @Test
    void muchIsSplitIntoSeveralEntries() {
        var large = "x".repeat(1024 * 1024);
        var spans = IntStream.range(0, 10)
                .mapToObj(i -> span("t", "s" + i).saying(large, "").span())
                .toList();

        var entries = JournalEntry.encode(PROJECT, NOON, spans);

        assertThat(entries).hasSizeGreaterThan(1);
        assertThat(entries.stream().flatMap(it -> spans(JournalEntry.decode(it, RawSpans.NONE)).stream()))
                .extracting(it -> it.facts().spanId())
                .containsExactlyElementsOf(spans.stream().map(Span::spanId).toList());
    }

    @Test
    void anEntryOfVersion1IsStillRead() {
        var spans = List.of(generation("t", "a").saying("hello", "hi").span());
        var json = SpanJson.MAPPER.writeValueAsBytes(spans);
        var entry = ByteBuffer.allocate(25 + json.length)
                .put((byte) 1)
                .putLong(PROJECT.getMostSignificantBits())
                .putLong(PROJECT.getLeastSignificantBits())
                .putLong(NOON.toEpochMilli())
                .put(json)
                .array();

        var decoded = JournalEntry.decode(entry, RawSpans.NONE);

        assertThat(decoded.items()).extracting(TraceStore.Item::projectId).containsOnly(PROJECT);
        assertThat(decoded.receivedAt()).isEqualTo(NOON);
        assertThat(spans(decoded)).extracting(WrittenSpan::span).containsExactlyElementsOf(spans);
    }

    @Test
    void whatIsNoWholeEntryIsRefusedWithAReason() {
        var entry = JournalEntry.encode(
                        PROJECT,
                        NOON,
                        List.of(generation("t", "a").saying("hello", "hi").span()))
                .getFirst();

        for (int length = 26; length < entry.length; length++) {
            var cut = Arrays.copyOf(entry, length);
            assertThatThrownBy(() -> JournalEntry.decode(cut, RawSpans.NONE))
                    .as("%s bytes", length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("broken");
        }
        assertThatThrownBy(() -> JournalEntry.decode(new byte[] {9, 9}, RawSpans.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void amendmentsAndScoresComeBackAsTheyWere() {
        var amendment = new Amendment(
                "t",
                "s",
                NOON,
                json("[1]"),
                null,
                List.of(new Span.Event("e", NOON, null)),
                json("{\"a\":2.50}"),
                Span.SpanStatus.failed("timeout", "late"),
                new Span.Usage(1L, null, null, null, null),
                Span.Cost.unknown("why"));
        var score =
                new Score("1", "t", "s", null, "good", Score.Value.of(false), Score.Source.USER, "v", "because", NOON);

        var amended =
                JournalEntry.decode(JournalEntry.encodeAmendments(PROJECT, NOON, List.of(amendment)), RawSpans.NONE);
        var scored = JournalEntry.decode(JournalEntry.encodeScores(PROJECT, NOON, List.of(score)), RawSpans.NONE);

        assertThat(amended.items()).isEqualTo(List.of(new TraceStore.Amended(PROJECT, amendment)));
        assertThat(scored.items()).isEqualTo(List.of(new TraceStore.Scored(PROJECT, score)));
    }

    private static List<WrittenSpan> spans(JournalEntry entry) {
        return entry.items().stream()
                .map(item -> ((TraceStore.Recorded) item).span())
                .toList();
    }
}
