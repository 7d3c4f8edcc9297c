package stet.registry.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;

class CanonicalJsonTest {
    @Test
    void theExampleOfRfc8785ComesOutAsTheRfcSays() {
        var text = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";

        assertThat(canonical(text))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void namesAreSortedByTheirUtf16AsTheRfcSorts() {
        var text = """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                 "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}""";

        assertThat(Json.MAPPER.readTree(canonical(text)).propertyNames())
                .containsExactly("\r", "1", "\u0080", "ö", "€", "😀", "\ufb33");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void doublesAreWrittenAsInTheAppendixOfTheRfc(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        var shortest = new BigDecimal(Double.toString(value));

        assertThat(canonical(Json.MAPPER.writeValueAsString(shortest))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "9007199254740993, 9007199254740993",
        "-123456789012345678901, -123456789012345678901",
        "1234567890123456789012, 1.234567890123456789012e+21",
        "100, 100",
        "1E2, 100",
        "1.0, 1",
        "-0.0, 0"
    })
    void wholeNumbersKeepTheirDigits(String number, String expected) {
        assertThat(canonical(number)).isEqualTo(expected);
        assertThat(new BigDecimal(expected)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1e400, number", "-1e400, number", "1e-400, number", "'\"\\ud800\"', half", "'\"\\udc00\\ud800\"', half"
    })
    void whatHasNoCanonicalFormIsSaid(String value, String words) {
        assertThatThrownBy(() -> canonical(value))
                .isInstanceOf(NotCanonical.class)
                .hasMessageContaining(words);
    }

    @Test
    void theDigestIsSha256OfTheUtf8() {
        assertThat(CanonicalJson.of(Json.MAPPER.readTree("{}")).digest())
                .isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
                .satisfies(it -> assertThat(CanonicalJson.isDigest(it)).isTrue());
        assertThat(CanonicalJson.isDigest("sha256:44136FA355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"))
                .isFalse();
    }

    private static String canonical(String text) {
        return CanonicalJson.of(Json.MAPPER.readTree(text)).text();
    }
}
