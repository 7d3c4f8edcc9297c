package stet.prompts.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text a template is, reading and rendering it ends soon, in a result or in words. */
class TemplateProperties {
    static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "{{{",
            "}}}",
            "{",
            "}",
            "#",
            "/",
            "^",
            ">",
            "=",
            "&",
            "a",
            "b.c",
            " ",
            "\n",
            "'",
            "\"",
            "\\",
            "|",
            "(",
            ")",
            "[",
            "]",
            ",",
            ":",
            "-",
            "+",
            "~",
            "*",
            "**",
            "//",
            "0",
            "12",
            "1.5",
            " if ",
            " else ",
            " for ",
            " in ",
            " endfor ",
            " endif ",
            " set ",
            " is ",
            " not ",
            " and ",
            " or ",
            "macro",
            "endmacro",
            "include",
            "raw",
            "endraw",
            "with",
            "endwith",
            "filter",
            "endfilter",
            "upper",
            "map",
            "join",
            "range",
            "loop",
            "namespace",
            "defined",
            "none",
            "true",
            "items",
            "<% %>",
            "é",
            "😀",
            "\u0000");

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(it -> String.join("", it));
    }

    @Property(tries = 3000)
    void aTemplateIsReadAndRenderedOrRefusedInWords(@ForAll("templates") String source, @ForAll TemplateFormat format) {
        switch (Template.parse(format, source)) {
            case Parsed.Malformed(var words, var place) -> {
                assertThat(words).isNotBlank();
                assertThat(place).isNotNull();
            }
            case Parsed.Read(var template) -> renderedOrRefused(template);
        }
    }

    static void renderedOrRefused(Template template) {
        try {
            var run = Said.with("{\"a\":[1,\"x\",{\"c\":null}],\"b\":{\"c\":2.5}}");
            assertThat(Composed.of(template).render(run)).isNotNull();
        } catch (Fault fault) {
            assertThat(fault.words()).isNotBlank();
        }
    }

    @Property
    void anyTextWithItsBracesDoubledIsItself(@ForAll String text) {
        var template = text.replace("{", "{{").replace("}", "}}");

        assertThat(Said.by(TemplateFormat.F_STRING, template, "{}")).isEqualTo(text);
    }
}
