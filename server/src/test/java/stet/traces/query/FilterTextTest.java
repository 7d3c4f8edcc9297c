package stet.traces.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.http.Problem;
import stet.traces.query.Filter.Comparison;

class FilterTextTest {
    @Test
    void andBindsTighterThanOrAndNotTightest() {
        assertThat(parse("user = a or not user = b and user = c"))
                .isEqualTo(new Filter.Or(
                        List.of(user("a"), new Filter.And(List.of(new Filter.Not(user("b")), user("c"))))));
    }

    @Test
    void parenthesesGroup() {
        assertThat(parse("(user = a or user = b) and \"late\""))
                .isEqualTo(
                        new Filter.And(List.of(new Filter.Or(List.of(user("a"), user("b"))), new Filter.Text("late"))));
    }

    @Test
    void aQuotedValueMayHoldAnything() {
        assertThat(parse("user = \"o'brien \\\"x\\\" and \\\\ (y)\"")).isEqualTo(user("o'brien \"x\" and \\ (y)"));
    }

    @Test
    void aWordMayHoldWhatModelNamesHold() {
        assertThat(parse("model in (gpt-5.1-mini, anthropic/claude:latest)"))
                .isEqualTo(new Filter.Is(Dimension.MODEL, Set.of("gpt-5.1-mini", "anthropic/claude:latest")));
    }

    @Test
    void amountsAreExact() {
        assertThat(parse("costUsd>=0.000000000001"))
                .isEqualTo(new Filter.Amount(Quantity.COST, Comparison.AT_LEAST, new BigDecimal("0.000000000001")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    user                      | at character 5, the end: expected '='
                    user =                    | at character 7, the end: expected a value
                    colour = red              | at character 1, 'colour': there is no such field
                    user = a user = b         | at character 10, 'user': expected 'and', 'or' or the end
                    (user = a                 | at character 10, the end: expected ')'
                    durationMs = soon         | at character 14, 'soon': expected a number
                    durationMs = 1e99         | expected a number
                    input = x                 | expected '~' after 'input'
                    user in ()                | expected a value
                    attribute = x             | expected '['
                    user = "a                 | the quoted text does not end
                    "  "                      | a text to look for needs words
                    not                       | expected a condition
                    user is late              | expected 'unknown'
                    """)
    void aMistakeIsShownWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void sizeAndDepthAreLimited() {
        assertThatThrownBy(() -> parse("(".repeat(60) + "user = a" + ")".repeat(60)))
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> parse("not ".repeat(60) + "user = a")).hasMessageContaining("deep");
        assertThatThrownBy(() -> parse("user = a" + " or user = a".repeat(300))).hasMessageContaining("200 conditions");
        assertThatThrownBy(() -> parse("user = " + "a".repeat(9000))).hasMessageContaining("at most 8000");
    }

    private static Filter parse(String text) {
        return FilterText.parse("where", text.strip());
    }

    private static Filter user(String id) {
        return Filter.Is.of(Dimension.USER, id);
    }
}
