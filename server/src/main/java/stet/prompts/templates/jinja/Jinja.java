package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Map;
import stet.prompts.templates.Composed;
import stet.prompts.templates.Fault;
import stet.prompts.templates.IncludeUse;
import stet.prompts.templates.Rendering;
import stet.prompts.templates.Template;
import stet.prompts.templates.TemplateFormat;
import stet.prompts.templates.VariableUse;

/** A Jinja2 template. */
final class Jinja implements Template {
    private final String source;
    private final List<Statement> statements;
    private final List<VariableUse> variables;
    private final List<IncludeUse> includes;

    Jinja(String source, List<Statement> statements) {
        this.source = source;
        this.statements = List.copyOf(statements);
        var survey = new Survey(source);
        survey.look(this.statements);
        variables = survey.variables();
        includes = survey.includes();
    }

    @Override
    public TemplateFormat format() {
        return TemplateFormat.JINJA2;
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
        render(includes, new Scope(null), run, out);
    }

    /** Renders with what is known where it is included. The end of the last line is not its own, as in Python. */
    void render(Map<String, Composed> includes, Scope scope, Rendering run, StringBuilder out) {
        int start = out.length();
        run.budget().enter();
        try {
            new Interpreter(includes, run, out).run(statements, scope);
        } catch (Fault fault) {
            throw fault.in(source);
        }
        run.budget().leave();
        boolean endsLine = !statements.isEmpty()
                && statements.getLast() instanceof Statement.Data(var text)
                && text.endsWith("\n");
        if (endsLine && out.length() > start) {
            out.setLength(out.length() - 1);
        }
    }
}
