package stet.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A journal written by one version is read by the next, so its bytes may not drift: a change that fails here needs another version
 * of the entry in {@link JournalEntry}, and files of their own beside these.
 */
class SpanBytesTest {
    /** A span and the file with its bytes. */
    record Kept(String file, WrittenSpan span) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Kept> kept() {
        var everything = new SpanFacts(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                "00f067aa0ba902b6",
                "Grüße 👋",
                SpanKind.GENERATION,
                SpanSource.GATEWAY,
                "openai",
                1_795_435_200_000_000L,
                1_795_435_201_234_567L,
                true,
                "rate_limited",
                "slow down, 7 left",
                "slow down, # left",
                "openai",
                "gpt-5",
                "resp-1",
                new Span.Dimensions(
                        "ada",
                        "session",
                        "production",
                        "r1",
                        "billing-bot",
                        "support",
                        "3",
                        List.of("vip", "beta"),
                        Map.of("k", "v")),
                new Span.Usage(1L, 128L, 16_384L, -1L, 0L, 7L, Long.MAX_VALUE),
                new Span.Cost(
                        new BigDecimal("0.250000000001"),
                        "2026-11",
                        null,
                        Map.of(CostKind.OTHER, new BigDecimal("-12345678901234567890.5"))),
                250_000L,
                "hello",
                "hi",
                true);
        var nothing = new SpanFacts(
                "t",
                "s",
                null,
                "",
                SpanKind.SPAN,
                SpanSource.OTLP,
                null,
                -1,
                -1,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                Span.Dimensions.NONE,
                Span.Usage.UNKNOWN,
                Span.Cost.NONE,
                null,
                null,
                null,
                false);
        return Stream.of(
                new Kept(
                        "everything",
                        new WrittenSpan(
                                everything, "req_1", bytes("{\"head\":1}"), bytes("[\"in\"]"), bytes("[\"out\"]"))),
                new Kept("nothing", new WrittenSpan(nothing, null, bytes("{}"), null, null)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aSpanIsWrittenInTheBytesOfTheFile(Kept kept) throws IOException {
        var out = new BytesOut();

        SpanBytes.write(out, kept.span());

        assertThat(lines(out.toByteArray())).isEqualTo(file(kept));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void theBytesOfTheFileAreReadAsTheSpan(Kept kept) throws IOException {
        var in = new BytesIn(HexFormat.of().parseHex(file(kept).replace("\n", "")), 0);

        var read = SpanBytes.read(in);

        assertThat(in.ended()).isTrue();
        assertThat(read).usingRecursiveComparison().isEqualTo(kept.span());
    }

    private static String file(Kept kept) throws IOException {
        try (var file = SpanBytesTest.class.getResourceAsStream("/traces/span-bytes-" + kept.file() + ".hex")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static String lines(byte[] bytes) {
        var hex = HexFormat.of().formatHex(bytes);
        return IntStream.iterate(0, at -> at < hex.length(), at -> at + 64)
                .mapToObj(at -> hex.substring(at, Math.min(hex.length(), at + 64)) + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
