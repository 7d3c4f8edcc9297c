package stet.prompts.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static stet.prompts.templates.TemplateFormat.JINJA2;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaTest {
    private static final String VARIABLES = """
            {"name":"ada lovelace","n":7,"f":2.5,"yes":true,"nothing":null,"empty":"","xs":[3,1,2],
             "users":[{"name":"Bo","age":30,"vip":true},{"name":"al","age":25,"vip":false}],
             "plan":{"name":"pro","price":10.0,"tags":["a","b"]}}
            """;

    /** Each expected text is what Python's Jinja2 gives. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ name }}¦ada lovelace
            {{ n + 1 }} {{ n - 1 }} {{ n * 2 }} {{ n / 2 }} {{ n // 2 }} {{ n % 4 }} {{ 2 ** 3 }}¦8 6 14 3.5 3 3 8
            {{ -7 // 2 }} {{ -7 % 3 }} {{ 1.0 }} {{ 10.0 / 4 }} {{ 1 if false else 3 }}¦-4 2 1.0 2.5 3
            {{ yes }} {{ nothing }} {{ xs }} {{ plan.tags }}¦True None [3, 1, 2] ['a', 'b']
            {{ {'a': 1, "b": [true, none]} }}¦{'a': 1, 'b': [True, None]}
            {{ 'a' ~ 1 ~ none }} {{ "it's" }} {{ ["it's"] }}¦a1None it's ["it's"]
            {{ name|upper }} {{ name|title }} {{ name|capitalize }} {{ name|length }}¦ADA LOVELACE Ada Lovelace Ada lovelace 12
            {{ xs|sort|join(', ') }} {{ xs|sum }} {{ xs|max }} {{ xs|first }} {{ xs|last }}¦1, 2, 3 6 3 3 2
            {{ users|map(attribute='name')|join('/') }} {{ users|sum(attribute='age') }}¦Bo/al 55
            {{ users|selectattr('vip')|map(attribute='name')|list }}¦['Bo']
            {{ users|sort(attribute='name')|map(attribute='name')|join }}¦alBo
            {{ users|rejectattr('age', 'gt', 26)|map(attribute='name')|first }}¦al
            {{ xs|map('string')|join('-') }} {{ xs|select('odd')|list }} {{ xs|reverse|list }}¦3-1-2 [3, 1] [2, 1, 3]
            {{ missing|default('x') }} {{ empty|default('y') }} {{ empty|d('z', true) }}¦x  z
            {{ 'a' if yes else 'b' }} {{ 'a' if not yes else 'b' }} [{{ 'a' if false }}]¦a b []
            {{ 3 in xs }} {{ 'ada' in name }} {{ 'x' not in plan }} {{ 1 < n <= 7 }}¦True True True True
            {{ yes and n }} {{ empty or 'none given' }} {{ not empty }}¦7 none given True
            {{ xs[0] }} {{ xs[-1] }} {{ xs[1:] }} {{ name[:3] }} {{ plan['name'] }} {{ users[0].name }}¦3 2 [1, 2] ada pro Bo
            {{ n is odd }} {{ n is defined }} {{ gone is defined }} {{ nothing is none }} {{ n is divisibleby 7 }}¦True True False True True
            {{ name.upper() }} {{ plan.get('x', 'none') }} {{ 'a,b'.split(',') }}¦ADA LOVELACE none ['a', 'b']
            {% for k, v in plan.items() %}{{ k }}={{ v }};{% endfor %}¦name=pro;price=10.0;tags=['a', 'b'];
            {% for x in xs %}{{ loop.index }}/{{ loop.length }}:{{ x }}{{ ',' if not loop.last }}{% endfor %}¦1/3:3,2/3:1,3/3:2
            {% for x in xs if x > 1 %}{{ x }}{% else %}none{% endfor %}{% for x in [] %}{% else %}none{% endfor %}¦32none
            {% for x in range(3) %}{{ x }}{% endfor %}{% for x in range(6, 0, -2) %}{{ x }}{% endfor %}¦012642
            {% for x in xs %}{% set y = x %}{% endfor %}{{ y is defined }}¦False
            {% set a = 1 %}{% if true %}{% set a = 2 %}{% endif %}{{ a }}¦2
            {% set ns = namespace(t=0) %}{% for x in xs %}{% set ns.t = ns.t + x %}{% endfor %}{{ ns.t }}¦6
            {% set a, b = 1, 2 %}{{ a }}{{ b }}{% set c %}x{{ a }}{% endset %}{{ c|upper }}¦12X1
            {% macro hi(who, end='!') %}Hi {{ who }}{{ end }}{% endmacro %}{{ hi('Bo') }} {{ hi('Al', end='?') }}¦Hi Bo! Hi Al?
            {% if n > 10 %}a{% elif n > 5 %}b{% else %}c{% endif %}¦b
            {% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{% filter upper %}x{{ n }}{% endfilter %}¦3X7
            {# a note #}{% raw %}{{ x }} {% y %}{% endraw %}¦{{ x }} {% y %}
            a  {%- if yes -%}  b  {%- endif %}  c {{- n }} ¦ab  c7
            {{ plan|tojson }}¦{"name": "pro", "price": 10.0, "tags": ["a", "b"]}
            {{ 3.14159|round(2) }} {{ '12'|int + 1 }} {{ 'x'|int }} {{ 2.6|round|int }} {{ -3|abs }}¦3.14 13 0 3 3
            {{ '<a>'|e }} {{ ' x '|trim }}| {{ 'a b'|replace('a', 'c') }} {{ 'a b c'|wordcount }}¦&lt;a&gt; x| c b 3
            {{ 'one two three'|truncate(9, leeway=0) }} {{ xs|unique|list }} {{ plan|items|list|length }}¦one... [3, 1, 2] 3
            {% for age, list in users|groupby('age') %}{{ age }}:{{ list|length }} {% endfor %}¦25:1 30:1
            {{ 10.0 ** 16 }} {{ 0.5 ** 20 }} {{ 1.5 * 2 }} {{ 1.5 ** 3 }}¦1e+16 9.5367431640625e-07 3.0 3.375
            {{ "a" "b" }} {{ 'é\\n'|length }} {{ 1 == 1.0 }} {{ '1' == 1 }}¦ab 2 True False
            {{ loop_name }}{% for c in 'ab' %}{{ c }}{{ loop.cycle('x', 'y') }}{% endfor %}¦axby
            """)
    void itSaysWhatPythonSays(String template, String expected) {
        assertThat(Said.by(JINJA2, template, VARIABLES).strip()).isEqualTo(expected);
    }

    @Test
    void theEndOfTheLastLineIsNotPartOfIt() {
        assertThat(Said.by(JINJA2, "a\n\n", "{}")).isEqualTo("a\n");
    }

    @Test
    void includesSeeWhatIsAroundThem() {
        assertThat(Said.composed(
                        JINJA2,
                        "{% for x in xs %}{% include \"line@2\" %}{% endfor %}",
                        Map.of("line@2", "{{ loop.index }}. {{ x }} of {{ xs|length }};"),
                        "{\"xs\":[\"a\",\"b\"]}"))
                .isEqualTo("1. a of 2;2. b of 2;");
    }

    @Test
    void whatAVariableHoldsIsNeverATemplate() {
        assertThat(Said.by(JINJA2, "{{ a }}{% set x = a %}{{ x }}", "{\"a\":\"{{ b }}{% raw %}\",\"b\":\"secret\"}"))
                .isEqualTo("{{ b }}{% raw %}{{ b }}{% raw %}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ ''.__class__ }}¦cannot be reached
            {{ x.__init__ }}¦cannot be reached
            {{ x.getClass() }}¦cannot be called
            {{ [].append(1) }}¦cannot be called
            {{ x|attr('a') }}¦no filter 'attr'
            {{ x is callable }}¦no test 'callable'
            {% import 'x' as y %}¦cannot import
            {% extends 'x' %}¦cannot extend
            {% include name %}¦in quotes
            {% include 'a' ignore missing %}¦can neither be missing
            {% do x %}¦change nothing
            {% for x in y %}¦never closed by '{% endfor %}'
            {% if x %}{% endfor %}¦belongs to no open tag
            {% wibble %}¦no tag 'wibble'
            {{ x¦never closed by '}}'
            {{ }}¦no expression
            {{ 1 + }}¦at the end of the tag
            {{ x y }}¦not expected here
            {{ 'a }}¦never closed
            {{ (1 }}¦comes where '(' is open
            {{ (1, }}¦comes where
            {{ 1 ]}}¦closes nothing
            {{ $x }}¦has no meaning
            {# x¦never closed
            {% raw %}x¦never closed
            """)
    void whatIsNotSupportedIsRefusedInWords(String template, String words) {
        var malformed = Said.malformed(JINJA2, template);

        assertThat(malformed.words()).contains(words);
        assertThat(malformed.place()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ 1 / 0 }}¦divided by 0
            {{ 1 % 0 }}¦divided by 0
            {{ 9223372036854775 * 9999999 }}¦too large
            {{ 'a' + 1 }}¦'~' joins
            {{ wibble() }}¦no function 'wibble'
            {{ system('ls') }}¦no function 'system'
            {{ 'a' < 1 }}¦cannot be put in order
            {% for x in 3 %}{% endfor %}¦cannot be gone through
            {% set x.y = 1 %}¦namespace
            {% macro m() %}{{ m() }}{% endmacro %}{{ m() }}¦nests more than
            """)
    void whatCannotBeSaidIsRefusedWithItsPlace(String template, String words) {
        assertThatThrownBy(() -> Said.by(JINJA2, template, "{\"x\":{}}"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.place()).isNotNull())
                .hasMessageContaining(words);
    }

    @Test
    void theVariablesAreFoundByReading() {
        var template = Said.template(JINJA2, """
                {% set own = question %}{{ own }} {{ user.name }}
                {% for doc in docs if doc.score > least %}{{ doc.title }} {{ loop.index }}{% endfor %}
                {% if plan is defined %}{{ plan }}{% endif %}{{ tone|default("kind") }}{{ a[b] }}
                {% macro m(p) %}{{ p }}{{ q }}{% endmacro %}{{ m(r) }}""");

        assertThat(template.variables())
                .extracting(VariableUse::name, VariableUse::required)
                .containsExactly(
                        tuple("question", true),
                        tuple("user", true),
                        tuple("docs", true),
                        tuple("least", true),
                        tuple("plan", false),
                        tuple("tone", false),
                        tuple("a", true),
                        tuple("b", true),
                        tuple("q", true),
                        tuple("r", true));
        assertThat(template.variables().get(2).place()).isEqualTo(new Place(2, 15));
    }

    @Test
    void everyNameThatLeadsNowhereIsNoted() {
        var run = Said.with("{\"user\":{}}");

        Composed.of(Said.template(JINJA2, "{{ a }}{{ user.name }}{% for x in xs %}{% endfor %}{{ b|default('') }}"))
                .render(run);

        assertThat(run.missing()).containsExactly("a", "user.name", "xs");
    }
}
