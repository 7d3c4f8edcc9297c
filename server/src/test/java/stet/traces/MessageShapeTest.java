package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rate limit reached for gpt-5 in organization org-a1B2c3D4e5 on tokens: Limit 30,000, Used 29412. | Rate limit reached for gpt-<n> in organization <id> on tokens: Limit <n>, Used <n>.
            The model `gpt-6` does not exist                        | The model `…` does not exist
            no order "A-17" for user "ada"                           | no order "…" for user "…"
            can't read 'invoice 7.pdf', isn't there                  | can't read '…', isn't there
            no answer from https://api.example.com/v1?x=1 in 2.5 s   | no answer from <url> in <n> s
            connection to 10.0.0.7:5432 refused                      | connection to <address> refused
            request 018f2d1c-7b2a-7c3d-8e4f-1234567890ab failed      | request <id> failed
            trace 4bf92f3577b34da6a3ce929d0e0e4736 is gone           | trace <id> is gone
            expired at 2026-11-23T10:06:39.123456Z                   | expired at <time>
            ada@example.com may not                                  | <mail> may not
            it broke                                                 | it broke
            """)
    void whatDiffersFromOneOccurrenceToTheNextIsFolded(String message, String shape) {
        assertThat(MessageShape.of(message.strip())).isEqualTo(shape.strip());
    }

    @Test
    void aLongMessageIsCutAndLinesBecomeOne() {
        assertThat(MessageShape.of("a\n  at b\r\n\tat c")).isEqualTo("a at b at c");
        assertThat(MessageShape.of("word ".repeat(100_000)))
                .hasSize(MessageShape.LENGTH)
                .endsWith("…");
    }

    @Test
    void foldingTakesNoLongOverAnythingThatLooksLikeTheBeginningOfSomething() {
        long started = System.nanoTime();
        for (String part : new String[] {"'", "\"", "a@", "a-", "a.a@a.", "1.1.", "0a", "http://"}) {
            assertThat(MessageShape.of(part.repeat(50_000))).isNotNull();
        }
        assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    }
}
