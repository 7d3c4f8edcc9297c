package stet.prompts.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.prompts.templates.TemplateFormat.JINJA2;
import static stet.prompts.templates.TemplateFormat.MUSTACHE;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates made to use up the server. */
class BombsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {% for i in range(10**9) %}{{ i }}{% endfor %}¦up to 1000000
            {{ range(1000000)|list }}¦at most 100000 numbers
            {% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}¦more than 1000000 steps
            {% for a in range(99) %}{% for b in range(99) %}{% for c in range(99) %}{{ a*b*c }}{% endfor %}{% endfor %}{% endfor %}¦steps
            {{ 'x' * 1048576 }}¦repeated up to
            {{ 'x' * 9000000000000 }}¦repeated up to
            {% set x = 'x' * 99999 %}{% for i in range(99) %}{{ x }}{% endfor %}¦longer than
            {% set ns = namespace(s='xxxxxxxx') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}¦builds more than
            {% set ns = namespace(s=[1]) %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% endfor %}¦steps
            {% set ns = namespace(s=[1]) %}{% for i in range(40) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}¦steps
            {% set ns = namespace(s=[1]) %}{% for i in range(9999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}¦nests more than
            {% set ns = namespace(s=[1]) %}{% for i in range(9999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s == ns.s }}¦nests more than
            {% set ns = namespace(s='a') %}{% for i in range(9) %}{% set ns.s = ns.s|replace('a', 'aaaaaaaaaaaaaaaaaaaa') %}{% endfor %}¦builds more than
            {% set s = 'a' * 99999 %}{% for i in range(999) %}{% if s ~ 'b' in s ~ s %}{% endif %}{% endfor %}¦more than
            {{ 'x'|center(2000000000) }}¦up to 1000000
            {{ 'x'|indent(2000000000) }}¦up to 1000000
            {{ 9 ** 999999 }}¦too large
            {% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}¦nests more than
            {% set x %}{% for i in range(99999) %}{{ 'x' * 99 }}{% endfor %}{% endset %}¦longer than
            """)
    void aBombIsStoppedInWords(String template, String words) {
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> Said.by(JINJA2, template, "{}"))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ %s1%s }}|(|)|100",
                "{{ %s1%s }}|[|]|100000",
                "{{ %s1%s }}|{1:|}|1000",
                "{{ %s1%s }}|not ||100000",
                "{{ %s1%s }}|-||100000",
                "{{ %s1%s }}||+1|1000",
                "{{ %s1%s }}||**1|10000",
                "{{ x%s%s }}||[0]|1000",
                "{{ x%s%s }}||.a|100000",
                "{{ x%s%s }}|||upper|1000",
                "{{ 1%s%s }}|| if 1 else 1|10000",
                "%s%s|{% if 1 %}|{% endif %}|1000",
                "%s%s|{% for a in b %}|{% endfor %}|100000"
            })
    void nestingIsLimitedWhenItIsRead(String shape) {
        var parts = shape.split("\\|", -1);
        int last = parts.length - 1;
        int times = Integer.parseInt(parts[last]);
        String close = shape.contains("|||upper") ? "|upper" : parts[2];
        String source = parts[0].formatted(parts[1].repeat(times), close.repeat(times));

        Assertions.assertTimeoutPreemptively(
                SOON, () -> assertThat(Said.malformed(JINJA2, source).words()).containsAnyOf("deep", "in a row"));
    }

    @Test
    void sectionsThatMultiplyAreStopped() {
        String list = "[" + "1,".repeat(499) + "1]";
        String source = "{{#a}}{{#b}}{{#c}}x{{/c}}{{/b}}{{/a}}";

        assertThatThrownBy(
                        () -> Said.by(MUSTACHE, source, "{\"a\":" + list + ",\"b\":" + list + ",\"c\":" + list + "}"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("steps");
        assertThat(Said.malformed(MUSTACHE, "{{#a}}".repeat(100_000)).words()).contains("nest more than 64");
    }

    @Test
    void includesThatMultiplyAreStopped() {
        var composed = Composed.of(Said.template(MUSTACHE, "x"));
        for (int i = 0; i < 10; i++) {
            var includes = new HashMap<>(Map.of("p", composed));
            composed = new Composed(Said.template(MUSTACHE, "{{> p}}".repeat(10)), includes);
        }
        var bomb = composed;

        assertThatThrownBy(() -> bomb.render(Said.with("{}")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("steps");
    }
}
