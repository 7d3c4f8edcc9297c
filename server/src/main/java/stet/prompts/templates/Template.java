package stet.prompts.templates;

import java.util.List;
import java.util.Map;
import stet.prompts.templates.jinja.JinjaParser;

/** A template that was read: what it needs, and what becomes of it with that. Immutable. */
public interface Template {
    TemplateFormat format();

    /** Each variable once, in order of first use. */
    List<VariableUse> variables();

    List<IncludeUse> includes();

    /** Appends what the template says; a {@link Fault} when it cannot be said. */
    void render(Map<String, Composed> includes, Rendering run, StringBuilder out);

    static Parsed parse(TemplateFormat format, String source) {
        try {
            return new Parsed.Read(
                    switch (format) {
                        case MUSTACHE -> new MustacheParser(source).parse();
                        case JINJA2 -> JinjaParser.parse(source);
                        case F_STRING -> FString.parse(source);
                    });
        } catch (Fault fault) {
            var placed = fault.in(source);
            return new Parsed.Malformed(placed.words(), placed.place());
        }
    }
}
