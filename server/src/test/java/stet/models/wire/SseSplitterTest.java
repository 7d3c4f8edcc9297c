package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.models.wire.SseSplitter.RawEvent;

class SseSplitterTest {
    record Told(@Nullable String event, String data) {}

    @Test
    void eventsEndAtBlankLinesOfAnyKind() {
        var stream = "data: a\n\ndata:b\r\n\r\nevent: e\rdata: c\rdata\rid: 7\r\r: comment\n\ndata:  two spaces\n\n";

        assertThat(told(split(List.of(stream.getBytes(UTF_8)), 1000)))
                .containsExactly(
                        new Told(null, "a"), new Told(null, "b"), new Told("e", "c\n"), new Told(null, " two spaces"));
    }

    @Test
    void anEventWithoutItsBlankLineCountsAtTheEnd() {
        assertThat(told(split(List.of("data: [DONE]".getBytes(UTF_8)), 1000)))
                .containsExactly(new Told(null, "[DONE]"));
        assertThat(told(split(List.of("data: [DONE]\n".getBytes(UTF_8)), 1000)))
                .containsExactly(new Told(null, "[DONE]"));
    }

    @Property
    void anyChunkingGivesTheSameEventsAndLosesNoByte(@ForAll("streams") String stream, @ForAll long seed) {
        var bytes = stream.getBytes(UTF_8);
        var whole = split(List.of(bytes), 100_000);
        var chunked = split(chunks(bytes, new Random(seed)), 100_000);

        assertThat(told(chunked)).isEqualTo(told(whole));
        assertThat(joined(whole)).isEqualTo(bytes);
        assertThat(joined(chunked)).isEqualTo(bytes);
    }

    @Property
    void anOversizedEventIsPassedOnUnreadAndTheNextOneIsRead(@ForAll long seed) {
        var bytes = ("data: small\n\ndata: " + "x".repeat(500) + "\ndata: more\n\ndata: next\n\n").getBytes(UTF_8);
        var events = split(chunks(bytes, new Random(seed)), 100);

        assertThat(joined(events)).isEqualTo(bytes);
        assertThat(told(events)).endsWith(new Told(null, "next")).doesNotContain(new Told(null, "more"));
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: {\"a\":1}",
                        "data: é😀",
                        "data",
                        "event: ping",
                        ": keep-alive",
                        "",
                        "",
                        "retry: 10",
                        "nonsense")
                .flatMap(line -> Arbitraries.of("\n", "\r\n", "\r").map(end -> line + end))
                .list()
                .ofMaxSize(30)
                .map(lines -> String.join("", lines));
    }

    private static List<RawEvent> split(List<byte[]> chunks, int maxEvent) {
        var splitter = new SseSplitter(maxEvent);
        var events = new ArrayList<RawEvent>();
        chunks.forEach(chunk -> splitter.feed(chunk, events::add));
        splitter.end(events::add);
        return events;
    }

    private static List<Told> told(List<RawEvent> events) {
        return events.stream()
                .filter(event -> event.data() != null)
                .map(event -> new Told(event.event(), event.data()))
                .toList();
    }

    private static byte[] joined(List<RawEvent> events) {
        var out = new ByteArrayOutputStream();
        events.forEach(event -> out.writeBytes(event.raw()));
        return out.toByteArray();
    }

    static List<byte[]> chunks(byte[] bytes, Random random) {
        var chunks = new ArrayList<byte[]>();
        int at = 0;
        while (at < bytes.length) {
            int size = Math.min(bytes.length - at, random.nextInt(random.nextBoolean() ? 3 : 40) + 1);
            chunks.add(Arrays.copyOfRange(bytes, at, at + size));
            at += size;
        }
        return chunks;
    }
}
