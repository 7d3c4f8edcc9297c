package stet.models.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.models.wire.MalformedBody.Fault;

class RequestHeadTest {
    @Test
    void aHeadKnowsModelAndStreamingWhateverTheLayout() {
        var head = head("{ \"messages\" : [{\"model\":\"inner\"}],\n  \"model\" : \"gpt-é\\u00e9\", \"stream\":true ,"
                + " \"stream_options\": {\"include_usage\": true}}");

        assertThat(head.model()).isEqualTo("gpt-éé");
        assertThat(head.stream()).isTrue();
        assertThat(head.asksForUsage()).isTrue();
        assertThat(head.hasStet()).isFalse();
        assertThat(head.members()).isEqualTo(4);
    }

    @Test
    void whatIsAbsentOrNullIsNotAsked() {
        var head = head("{\"stream\":null,\"stream_options\":null}");

        assertThat(head.model()).isNull();
        assertThat(head.stream()).isFalse();
        assertThat(head.asksForUsage()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                         | EMPTY         | 1 | 1
                    `  `                                       | EMPTY         | 1 | 1
                    []                                         | NOT_AN_OBJECT | 1 | 1
                    "model"                                    | NOT_AN_OBJECT | 1 | 1
                    {"model":7}                                | WRONG_TYPE    | 1 | 10
                    {"model":null}                             | WRONG_TYPE    | 1 | 10
                    {"stream":"yes"}                           | WRONG_TYPE    | 1 | 11
                    {"stream_options":[]}                      | WRONG_TYPE    | 1 | 19
                    {"stream_options":{"include_usage":1}}     | WRONG_TYPE    | 1 | 36
                    {"stet":"x"}                               | WRONG_TYPE    | 1 | 9
                    {"model":"a","model":"b"}                  | DUPLICATE_KEY | 1 | 14
                    {"a":1} {}                                 | NOT_JSON      | 1 | 8
                    """)
    void aBodyThatCannotBeReadIsRefusedAtItsPlace(String body, Fault fault, int line, int column) {
        var malformed = malformed(body.getBytes(UTF_8));

        assertThat(malformed.fault()).isEqualTo(fault);
        assertThat(malformed.line()).isEqualTo(line);
        assertThat(malformed.column()).isEqualTo(column);
        assertThat(malformed.message()).isNotBlank();
    }

    @Test
    void brokenJsonIsPlacedByLineAndColumn() {
        var malformed = malformed("{\"model\":\"x\",\n  \"messages\": [}".getBytes(UTF_8));

        assertThat(malformed.fault()).isEqualTo(Fault.NOT_JSON);
        assertThat(malformed.line()).isEqualTo(2);
        assertThat(malformed.column()).isBetween(15, 17);
    }

    @Test
    void aBodyThatStopsHalfWayIsNotJson() {
        assertThat(malformed("{\"model\":\"gpt".getBytes(UTF_8)).fault()).isEqualTo(Fault.NOT_JSON);
        assertThat(malformed("{\"model\":\"gpt\",".getBytes(UTF_8)).fault()).isEqualTo(Fault.NOT_JSON);
    }

    @Test
    void onlyPlainUtf8IsRead() {
        var latin = malformed("{\"model\":\"é\"}".getBytes(ISO_8859_1));
        assertThat(latin.fault()).isEqualTo(Fault.NOT_UTF8);
        assertThat(latin.column()).isEqualTo(11);
        assertThat(malformed("{\"model\":\"é\"}".getBytes(UTF_16)).fault()).isEqualTo(Fault.NOT_UTF8);
        assertThat(malformed("\uFEFF{}".getBytes(UTF_8)).fault()).isEqualTo(Fault.NOT_UTF8);
        assertThat(malformed(new byte[] {'{', 0, '}', 0}).fault()).isEqualTo(Fault.NOT_UTF8);
    }

    @Test
    void nestingIsBounded() {
        var deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(malformed(deep.getBytes(UTF_8)).fault()).isEqualTo(Fault.TOO_DEEP);
    }

    static RequestHead head(String body) {
        return (RequestHead) RequestHead.scan(body.getBytes(UTF_8));
    }

    private static MalformedBody malformed(byte[] body) {
        return (MalformedBody) RequestHead.scan(body);
    }
}
