package stet.prompts.templates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.MustacheNode.Include;
import stet.prompts.templates.MustacheNode.Name;
import stet.prompts.templates.MustacheNode.Section;
import stet.prompts.templates.MustacheNode.Text;

/** A Mustache template. Nothing is escaped for HTML: a prompt is not a page. */
final class Mustache implements Template {
    private final String source;
    private final List<MustacheNode> nodes;
    private final List<VariableUse> variables;
    private final List<IncludeUse> includes;

    Mustache(String source, List<MustacheNode> nodes) {
        this.source = source;
        this.nodes = List.copyOf(nodes);
        var survey = new Survey(source);
        survey.look(this.nodes);
        variables = List.copyOf(survey.uses.values());
        includes = List.copyOf(survey.includes);
    }

    @Override
    public TemplateFormat format() {
        return TemplateFormat.MUSTACHE;
    }

    @Override
    public List<VariableUse> variables() {
        return variables;
    }

    @Override
    public List<IncludeUse> includes() {
        return includes;
    }

    @Override
    public void render(Map<String, Composed> includes, Rendering run, StringBuilder out) {
        render(includes, new MustacheContext(run), run, out);
    }

    private void render(Map<String, Composed> includes, MustacheContext context, Rendering run, StringBuilder out) {
        run.budget().enter();
        try {
            new Writer(includes, context, run, out).write(nodes);
        } catch (Fault fault) {
            throw fault.in(source);
        }
        run.budget().leave();
    }

    /** Writes nodes out. */
    private record Writer(Map<String, Composed> includes, MustacheContext context, Rendering run, StringBuilder out) {
        void write(List<MustacheNode> nodes) {
            var budget = run.budget();
            for (var node : nodes) {
                budget.step();
                switch (node) {
                    case Text(var text) -> budget.append(out, text);
                    case Name name -> {
                        var value = context.find(name);
                        if (value == null) {
                            run.missing(context.missing(name));
                        } else {
                            budget.append(out, Texts.of(value));
                        }
                    }
                    case Section section -> section(section);
                    case Include include -> include(include);
                }
            }
        }

        private void section(Section section) {
            var budget = run.budget();
            var value = context.find(section.name());
            if (value == null && context.isTop() && !section.inverted()) {
                run.missing(section.name().words());
            }
            boolean there = value != null && MustacheContext.isThere(value);
            if (section.inverted()) {
                if (!there) {
                    write(section.body());
                }
                return;
            }
            if (value == null || !there) {
                return;
            }
            budget.enter();
            if (value.isArray()) {
                for (var item : value) {
                    budget.step();
                    context.push(item, section.name().words());
                    write(section.body());
                    context.pop();
                }
            } else {
                context.push(value, section.name().words());
                write(section.body());
                context.pop();
            }
            budget.leave();
        }

        private void include(Include include) {
            var found = Composed.find(includes, include.reference(), include.offset());
            var into = include.indent().isEmpty() ? out : new StringBuilder();
            try {
                if (found.template() instanceof Mustache same) {
                    same.render(found.includes(), context, run, into);
                } else {
                    found.template().render(found.includes(), run, into);
                }
            } catch (Fault fault) {
                throw fault.inside(include.reference(), include.offset());
            }
            if (into != out) {
                indented(into, include.indent());
            }
        }

        private void indented(CharSequence text, String indent) {
            int from = 0;
            var budget = run.budget();
            while (from < text.length()) {
                int end = from;
                while (end < text.length() && text.charAt(end) != '\n') {
                    end++;
                }
                end = Math.min(end + 1, text.length());
                budget.append(out, indent);
                budget.append(out, text.subSequence(from, end).toString());
                from = end;
            }
        }
    }

    /** Finds out what a template uses. */
    private static final class Survey {
        private final Lines lines;
        private final Map<String, VariableUse> uses = new LinkedHashMap<>();
        private final List<IncludeUse> includes = new ArrayList<>();
        private final Deque<String> within = new ArrayDeque<>();

        Survey(String source) {
            lines = new Lines(source);
        }

        void look(List<MustacheNode> nodes) {
            for (var node : nodes) {
                switch (node) {
                    case Text _ -> {}
                    case Name name -> use(name, VariableUse.As.TEXT, false);
                    case Section section -> {
                        use(
                                section.name(),
                                section.inverted() ? VariableUse.As.CONDITION : VariableUse.As.LIST,
                                section.inverted());
                        if (section.inverted()) {
                            look(section.body());
                        } else {
                            within.push(section.name().words());
                            look(section.body());
                            within.pop();
                        }
                    }
                    case Include include ->
                        includes.add(new IncludeUse(
                                include.reference(), Set.of(), within.peek(), lines.at(include.offset())));
                }
            }
        }

        private void use(Name name, VariableUse.As as, boolean optional) {
            if (name.path().isEmpty()) {
                return;
            }
            String first = name.path().getFirst();
            @Nullable String inside = within.peek();
            uses.merge(
                    first,
                    new VariableUse(first, as, optional, inside, lines.at(name.offset())),
                    (before, now) -> new VariableUse(
                            first,
                            before.as() == VariableUse.As.CONDITION ? now.as() : before.as(),
                            before.optional() || now.optional(),
                            before.within() == null || now.within() == null ? null : before.within(),
                            before.place()));
        }
    }
}
