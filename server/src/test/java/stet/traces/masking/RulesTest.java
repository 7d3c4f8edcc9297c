package stet.traces.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.platform.secrets.Secrets;
import stet.traces.Masked;
import stet.traces.Score;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** What rules leave of spans and scores. */
class RulesTest {
    private static final UUID PROJECT = new UUID(1, 1);

    @TempDir
    Path home;

    private Secrets secrets;

    @BeforeEach
    void open() {
        secrets = Secrets.open(home, Optional.empty());
    }

    @Test
    void personalDataIsReplacedInMessagesWhichStayMessages() {
        var input = json("""
                [{"role":"user","parts":[{"type":"text","text":"I am ada@example.com, card 4111 1111 1111 1111"},
                  {"type":"tool_call","id":"c1","name":"pay","arguments":{"card":4111111111111111,"amount":7,"ada@example.com":true}}]}]""");

        var left = mask("{name:'pii',kind:'personal-data'}", content(input));

        assertThat(left.input()).isEqualTo(json("""
                [{"role":"user","parts":[{"type":"text","text":"I am [email], card [card]"},
                  {"type":"tool_call","id":"c1","name":"pay","arguments":{"card":"[card]","amount":7,"[email]":true}}]}]"""));
        assertThat(Masked.hits(left.attributes())).isEqualTo(Map.of("email", 2, "card", 2));
    }

    @Test
    void jsonInsideATextStaysJson() {
        var left = mask(
                "{name:'pii',kind:'personal-data'}",
                content(Json.MAPPER.valueToTree("{\"card\":4111111111111111,\"to\":[\"a\\nada@example.com\"]}")));

        assertThat(json(some(left.input()).stringValue()))
                .isEqualTo(json("{\"card\":\"[card]\",\"to\":[\"a\\n[email]\"]}"));
    }

    @Test
    void aPatternIsReplacedInContentAndWhereAskedForInAttributes() {
        var before = span("t", "s")
                .span()
                .withContent(Json.MAPPER.valueToTree("order CUST-123456"), null)
                .withAttributes(json("{\"ticket\":\"CUST-123456\",\"account\":123456}"));

        var everywhere =
                mask("{name:'customers',kind:'pattern',pattern:'CUST-[0-9]{6}|123456',replacement:'#'}", before);
        var content = mask("{name:'customers',kind:'pattern',pattern:'CUST-[0-9]{6}',attributes:false}", before);

        assertThat(some(everywhere.input()).stringValue()).isEqualTo("order #");
        assertThat(Masked.without(everywhere.attributes())).isEqualTo(json("{\"ticket\":\"#\",\"account\":\"#\"}"));
        assertThat(some(content.input()).stringValue()).isEqualTo("order ");
        assertThat(Masked.without(content.attributes())).isEqualTo(before.attributes());
        assertThat(Masked.hits(everywhere.attributes())).isEqualTo(Map.of("customers", 3));
    }

    @Test
    void namedAttributesAreDroppedOrHashedSoThatEqualOnesStayEqual() {
        String rules =
                "{name:'gone',kind:'drop',names:['http.request.header.*','note']},{name:'who',kind:'hash',names:['user.id','plan','email']}";
        var dimensions = new Span.Dimensions(
                "ada",
                "s-1",
                null,
                null,
                null,
                null,
                null,
                List.of("t"),
                Map.of("plan", "gold", "note", "x", "team", "y"));
        var before = span("t", "s")
                .span()
                .withDimensions(dimensions)
                .withAttributes(json("{\"http.request.header.cookie\":\"c\",\"email\":\"ada\",\"n\":1}"));

        var left = mask(rules, before);

        String hashed = left.dimensions().userId();
        assertThat(hashed).matches("hmac:[0-9a-f]{32}");
        assertThat(left.dimensions().metadata())
                .containsOnlyKeys("plan", "team")
                .containsEntry("team", "y");
        assertThat(left.dimensions().metadata().get("plan")).startsWith("hmac:");
        assertThat(Masked.without(left.attributes())).isEqualTo(json("{\"email\":\"" + hashed + "\",\"n\":1}"));
        assertThat(Masked.hits(left.attributes())).isEqualTo(Map.of("gone", 2, "who", 3));
        assertThat(masking(rules, new UUID(9, 9))
                        .mask(before, new Hits())
                        .dimensions()
                        .userId())
                .as("another project has another key")
                .isNotEqualTo(hashed);
    }

    @Test
    void aCutKeepsWholeCharactersAndTellsSizeAndDigestOfTheRest() throws Exception {
        var input = json(
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"grüße an alle\"},{\"type\":\"text\",\"text\":\"Ende\"}]}]");

        var left = mask("{name:'short',kind:'cut',bytes:3}", content(input));

        assertThat(left.input())
                .isEqualTo(json("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"gr\"}]}]"));
        byte[] rest = "üße an alleEnde".getBytes(StandardCharsets.UTF_8);
        assertThat(some(Masked.cut(left.attributes())).get("input"))
                .hasToString("{\"bytes\":" + rest.length + ",\"sha256\":\""
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(rest)) + "\"}");
        assertThat(left.truncated()).isTrue();
        assertThat(mask("{name:'none',kind:'cut',bytes:0,of:['input']}", content(input))
                        .input())
                .isNull();
        assertThat(mask("{name:'long',kind:'cut',bytes:1000}", content(input))).isEqualTo(content(input));
    }

    @Test
    void anErrorsMessageItsEventsAndItsToolsAreContentToo() {
        var before = generation("t", "s")
                .failed("refused", "no such user ada@example.com")
                .span();
        var withEvent = Json.MAPPER.createObjectNode().put("body", "mail ada@example.com");

        var left = mask("{name:'pii',kind:'personal-data',data:['email']}", before);

        assertThat(left.status().message()).isEqualTo("no such user [email]");
        assertThat(masking("{name:'pii',kind:'personal-data'}", PROJECT).mask(String.valueOf(withEvent), new Hits()))
                .isEqualTo("{\"body\":\"mail [email]\"}");
    }

    @Test
    void maskingAgainChangesNothingAndCountsNothing() {
        String rules =
                "{name:'who',kind:'hash',names:['user.id','k']},{name:'cust',kind:'pattern',pattern:'CUST-[0-9]+',replacement:'[customer]'},"
                        + "{name:'pii',kind:'personal-data'},{name:'short',kind:'cut',bytes:20}";
        var before = content(json("{\"a\":\"CUST-12 is ada@example.com at 203.0.113.7\",\"b\":[1,2,\"x\"]}"))
                .withAttributes(json("{\"k\":\"v\",\"ip\":\"203.0.113.7\"}"));

        var once = mask(rules, before);

        assertThat(mask(rules, once)).isEqualTo(once);
    }

    @Test
    void aScoreLosesWhatItsCommentSaysAndKeepsItsSession() {
        var mask = masking("{name:'who',kind:'drop',names:['session.id']},{name:'pii',kind:'personal-data'}", PROJECT);
        var score = new Score(
                "i",
                null,
                null,
                "s-1",
                "helpful",
                Score.Value.category("ada@example.com"),
                Score.Source.USER,
                null,
                "said ada@example.com",
                Instant.EPOCH);

        var left = mask.mask(score, new Hits());

        assertThat(left.comment()).isEqualTo("said [email]");
        assertThat(left.value().text()).isEqualTo("[email]");
        assertThat(left.sessionId()).startsWith("hmac:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {kind:'drop',names:['a']} | rules[0].name
            {name:'A',kind:'drop',names:['a']} | rules[0].name
            {name:'a',kind:'wish'} | rules[0].kind
            {name:'a',kind:'drop'} | rules[0].names
            {name:'a',kind:'drop',names:['a*b']} | rules[0]
            {name:'a',kind:'pattern',pattern:'('} | rules[0]
            {name:'a',kind:'pattern',pattern:'a*'} | rules[0]
            {name:'a',kind:'pattern',pattern:'((x{900}){900}){900}'} | rules[0]
            {name:'a',kind:'pattern',pattern:'a',replacement:'aa'} | rules[0]
            {name:'a',kind:'personal-data',data:['shoe-size']} | rules[0].data
            {name:'a',kind:'personal-data',data:[]} | rules[0]
            {name:'a',kind:'cut'} | rules[0]
            {name:'a',kind:'cut',bytes:5,of:['tools']} | rules[0].of
            {name:'a',kind:'cut',bytes:5},{name:'a',kind:'cut',bytes:6} | rules[1].name
            """)
    void aWrongRuleIsRefusedByItsPlace(String rules, String field) {
        assertThatThrownBy(() -> rules(rules))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        it -> assertThat(it.errors().getFirst().field()).isEqualTo(field));
    }

    private Span mask(String rules, Span span) {
        return masking(rules, PROJECT).mask(span, new Hits());
    }

    private ProjectMask masking(String rules, UUID project) {
        return new ProjectMask(rules(rules), new KeyedHash(secrets, "masking " + project));
    }

    private static List<Rule> rules(String text) {
        return RuleList.read("[" + text.replaceAll("([{,])(\\w+):", "$1\"$2\":").replace('\'', '"') + "]");
    }

    private static Span content(JsonNode input) {
        return generation("t", "s").span().withContent(input, null);
    }

    private static JsonNode some(@Nullable JsonNode node) {
        return Objects.requireNonNull(node);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }
}
