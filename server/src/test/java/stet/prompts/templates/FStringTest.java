package stet.prompts.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.prompts.templates.TemplateFormat.F_STRING;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FStringTest {
    @Test
    void namesAreReplacedAndDoubledBracesAreBraces() {
        assertThat(Said.by(F_STRING, "Hi {name}, {{\"a\": {n}}}", "{\"name\":\"Ada\",\"n\":2}"))
                .isEqualTo("Hi Ada, {\"a\": 2}");
        assertThat(Said.by(F_STRING, "{a}", "{\"a\":\"{b}\",\"b\":\"x\"}")).isEqualTo("{b}");
        assertThat(Said.composed(
                        F_STRING, "{> tone@2}: {q}", Map.of("tone@2", "Be {how}"), "{\"how\":\"kind\",\"q\":\"?\"}"))
                .isEqualTo("Be kind: ?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {x:>10}     | 1 | has a format
            {x!r}       | 1 | has a conversion
            {}          | 1 | names no variable
            {0}         | 1 | names no variable
            {x.y}       | 1 | is not the name of a variable
            {x[0]}      | 1 | is not the name of a variable
            a {x        | 3 | never closed: write '{{'
            a }         | 3 | write '}}' for a brace
            {"a": 1}    | 1 | write '{{' and '}}' for braces
            """)
    void whatIsMoreThanANameIsRefusedInWords(String template, int column, String words) {
        var malformed = Said.malformed(F_STRING, template);

        assertThat(malformed.words()).contains(words);
        assertThat(malformed.place()).isEqualTo(new Place(1, column));
    }
}
