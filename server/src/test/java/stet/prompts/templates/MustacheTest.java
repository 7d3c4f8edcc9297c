package stet.prompts.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static stet.prompts.templates.TemplateFormat.MUSTACHE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MustacheTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Hi {{name}}!|{"name":"Ada"}|Hi Ada!
            {{ name }}|{"name":"Ada"}|Ada
            {{name}} {{{name}}} {{& name}}|{"name":"<b> & \\"q\\""}|<b> & "q" <b> & "q" <b> & "q"
            {{n}} {{m}} {{big}}|{"n":3,"m":1.50,"big":12345678901234567890}|3 1.5 12345678901234567890
            {{yes}} {{list}} {{object}}|{"yes":true,"list":[1,"a"],"object":{"a":1}}|true [1,"a"] {"a":1}
            [{{nothing}}]|{"nothing":null}|[]
            {{user.name.first}}|{"user":{"name":{"first":"Ada"}}}|Ada
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":true}|yes
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":false}|no
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":null}|no
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":""}|no
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":[]}|no
            {{#on}}yes{{/on}}{{^on}}no{{/on}}|{"on":0}|yes
            {{#on}}[{{.}}]{{/on}}|{"on":"text"}|[text]
            {{#xs}}{{.}},{{/xs}}|{"xs":[1,"b",2.5]}|1,b,2.5,
            {{#xs}}{{n}}{{sep}}{{/xs}}|{"xs":[{"n":1},{"n":2}],"sep":";"}|1;2;
            {{#xs}}{{n}}{{/xs}}|{"xs":[{"n":1},{"n":2}],"n":9}|12
            {{#user}}{{name}} {{plan}}{{/user}}|{"user":{"name":"Ada"},"plan":"pro"}|Ada pro
            {{#a}}{{#b}}{{c}}{{/b}}{{/a}}|{"a":{"b":[{"c":1},{"c":2}]}}|12
            {{#xs}}{{#.}}{{.}}{{/.}};{{/xs}}|{"xs":[[1,2],[3]]}|12;3;
            {{#xs}}a{{/xs}} {{^xs}}b{{/xs}}|{"xs":[1,2]}|aa\s
            a{{! a note }}b|{}|ab
            {{=<% %>=}}<% name %> {{name}}|{"name":"Ada"}|Ada {{name}}
            {{xs.1}}|{"xs":["a","b"]}|b
            {{grand-total}}|{"grand-total":7}|7
            """)
    void namesAndSectionsAreReplaced(String template, String variables, String expected) {
        assertThat(Said.by(MUSTACHE, template, variables)).isEqualTo(expected);
    }

    @Test
    void aTagThatPrintsNothingTakesItsLineWithIt() {
        assertThat(Said.by(MUSTACHE, "a\n  {{#on}}  \nb\n{{/on}}\nc\n", "{\"on\":true}"))
                .isEqualTo("a\nb\nc\n");
        assertThat(Said.by(MUSTACHE, "a\r\n{{! note }}\r\nb", "{}")).isEqualTo("a\r\nb");
        assertThat(Said.by(MUSTACHE, "{{#on}}\nb\n{{/on}}", "{\"on\":true}")).isEqualTo("b\n");
        assertThat(Said.by(MUSTACHE, "a {{#on}} b {{/on}} c\n", "{\"on\":true}"))
                .isEqualTo("a  b  c\n");
        assertThat(Said.by(MUSTACHE, "a\n{{=<% %>=}}\n<%={{ }}=%>\nb", "{}")).isEqualTo("a\nb");
        assertThat(Said.by(MUSTACHE, "  {{name}}\n", "{\"name\":\"Ada\"}")).isEqualTo("  Ada\n");
    }

    @Test
    void includesSeeWhatIsAroundThemAndAreIndentedAsTheyStand() {
        assertThat(Said.composed(
                        MUSTACHE,
                        "{{#xs}}\n{{> line@2}}\n{{/xs}}",
                        Map.of("line@2", "- {{n}} of {{of}}\n"),
                        "{\"xs\":[{\"n\":1},{\"n\":2}],\"of\":2}"))
                .isEqualTo("- 1 of 2\n- 2 of 2\n");
        assertThat(Said.composed(MUSTACHE, "a\n  {{> b}}\nc", Map.of("b", "x\ny\n"), "{}"))
                .isEqualTo("a\n  x\n  y\nc");
        assertThat(Said.composed(MUSTACHE, "a {{> b}} c", Map.of("b", "x\n"), "{}"))
                .isEqualTo("a x\n c");
    }

    @Test
    void whatAVariableHoldsIsNeverATemplate() {
        assertThat(Said.by(MUSTACHE, "{{a}}", "{\"a\":\"{{b}} {{=<% %>=}}\",\"b\":\"secret\"}"))
                .isEqualTo("{{b}} {{=<% %>=}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hi {{name        | 1 | 4 | never closed
            {{#a}}x          | 1 | 1 | never closed: write '{{/a}}'
            {{#a}}{{/b}}     | 1 | 7 | comes where the section 'a' is open
            {{/a}}           | 1 | 1 | was not opened
            {{}}             | 1 | 1 | names no variable
            {{first name}}   | 1 | 1 | is not a name
            {{a..b}}         | 1 | 1 | is not a name
            {{> }}           | 1 | 1 | names no prompt
            {{=x=}}          | 1 | 1 | delimiters
            """)
    void whatIsWrongIsSaidWithItsPlace(String template, int line, int column, String words) {
        var malformed = Said.malformed(MUSTACHE, template);

        assertThat(malformed.place()).isEqualTo(new Place(line, column));
        assertThat(malformed.words()).contains(words);
    }

    @Test
    void theVariablesAreFoundByReading() {
        var template = Said.template(
                MUSTACHE, "{{question}} {{user.name}}\n{{#docs}}{{title}} {{question}}{{/docs}}{{^plan}}free{{/plan}}");

        assertThat(template.variables())
                .extracting(VariableUse::name, VariableUse::required, VariableUse::within)
                .containsExactly(
                        tuple("question", true, null),
                        tuple("user", true, null),
                        tuple("docs", true, null),
                        tuple("title", false, "docs"),
                        tuple("plan", false, null));
        assertThat(template.variables().get(2).place()).isEqualTo(new Place(2, 1));
    }

    @Test
    void everyNameThatLeadsNowhereIsNoted() {
        var run = Said.with("{\"user\":{},\"xs\":[{\"a\":1},{}]}");

        Composed.of(Said.template(MUSTACHE, "{{a}}{{user.name}}{{#xs}}{{b}}{{/xs}}{{#gone}}{{/gone}}"))
                .render(run);

        assertThat(run.missing()).containsExactly("a", "user.name", "xs.b", "gone");
    }
}
