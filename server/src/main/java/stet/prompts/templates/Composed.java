package stet.prompts.templates;

import java.util.Map;

/** A template with those that it includes, by the reference it names them with. */
public record Composed(Template template, Map<String, Composed> includes) {
    public Composed {
        includes = Map.copyOf(includes);
    }

    public static Composed of(Template template) {
        return new Composed(template, Map.of());
    }

    /** What it says; a {@link Fault} when it cannot be said. */
    public String render(Rendering run) {
        var out = new StringBuilder();
        template.render(includes, run, out);
        return out.toString();
    }

    /** Appends an included template, rendered by itself with the variables of the whole. */
    public static void include(
            Map<String, Composed> includes, String reference, int offset, Rendering run, StringBuilder out) {
        var included = find(includes, reference, offset);
        try {
            included.template().render(included.includes(), run, out);
        } catch (Fault fault) {
            throw fault.inside(reference, offset);
        }
    }

    public static Composed find(Map<String, Composed> includes, String reference, int offset) {
        var included = includes.get(reference);
        if (included == null) {
            throw new Fault("the include '" + reference + "' was not resolved", offset);
        }
        return included;
    }
}
