package stet.traces.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;

class WordsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            the late refunds,        refund
            the late refunds,        'LATE REF'
            Größe: 40,               grö
            call find_bill(7),       bill
            请退款给我,               退款
            'one, two''three',       three
            'line\\nnext',           next
            """)
    void whatATextSaysIsAmongTheBeginningsOfItsJson(String text, String words) {
        assertThat(ofJson(Json.MAPPER.writeValueAsString(text))).containsAll(Words.beginnings(words));
    }

    @ParameterizedTest
    @CsvSource({"nonrefundable, refund", "refund, refunded", "alpha, beta"})
    void otherWordsAreNot(String text, String words) {
        assertThat(ofJson(Json.MAPPER.writeValueAsString(text))).doesNotContain(last(Words.beginnings(words)));
    }

    @Test
    void aTextInsideOfATextIsReadThroughItsEscapes() {
        var nested = Json.MAPPER.writeValueAsString(Json.MAPPER.writeValueAsString("first\nÜbernext\ttabbed"));

        assertThat(ofJson(nested)).containsAll(Words.beginnings("Übernext tabbed"));
    }

    @Property
    void anyTextIsFoundInItsOwnJson(@ForAll @StringLength(max = 200) String text) {
        assertThat(ofJson(Json.MAPPER.writeValueAsString(text))).containsAll(Words.beginnings(text));
    }

    @Property
    void aFoldedFilterStillHasAllThatWasAdded(@ForAll @UniqueElements Set<Long> beginnings) {
        var filter = new WordFilter();
        beginnings.forEach(filter::add);

        var stored = filter.stored(0);
        assertThat(stored.length).isBetween(64, 64 * 1024);
        for (long beginning : beginnings) {
            if (beginning >>> 60 == 0) {
                for (int probe = 0; probe < 4; probe++) {
                    int bit = ((int) beginning + probe * ((int) (beginning >>> 32) | 1)) & (stored.length * 8 - 1);
                    assertThat(stored[bit >>> 3] & (0x80 >>> (bit & 7))).isNotZero();
                }
            }
        }
    }

    private static long last(Set<Long> beginnings) {
        return List.copyOf(beginnings).getLast();
    }

    private static Set<Long> ofJson(String json) {
        var found = new HashSet<Long>();
        Words.ofJson(json.getBytes(StandardCharsets.UTF_8), found::add);
        return found;
    }
}
