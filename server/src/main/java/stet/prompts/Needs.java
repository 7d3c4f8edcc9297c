package stet.prompts;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.content.PromptContent;
import stet.prompts.content.PromptSettings.Variable;
import stet.prompts.content.Turn;
import stet.prompts.templates.Place;
import stet.prompts.templates.Template;
import stet.prompts.templates.VariableUse;

/** The variables that a prompt and all that it includes use, and what is said of them. */
final class Needs {
    private static final Place START = new Place(1, 1);

    private final IdentityHashMap<ResolvedPrompt, Map<String, Need>> known = new IdentityHashMap<>();

    /**
     * A variable that is used.
     *
     * @param field where first
     */
    record Need(VariableUse use, String field) {
        Need and(Need other) {
            var a = use;
            var b = other.use;
            return new Need(
                    new VariableUse(
                            a.name(),
                            a.as(),
                            a.optional() || b.optional(),
                            a.within() == null || b.within() == null ? null : a.within(),
                            a.place()),
                    field);
        }
    }

    /** By name, in order of first use. */
    static Map<String, Need> of(ResolvedPrompt prompt) {
        return new Needs().find(prompt);
    }

    /** What is said of variables; a prompt is believed before those that it includes. */
    static Map<String, Variable> declared(ResolvedPrompt prompt) {
        var declared = new LinkedHashMap<String, Variable>();
        declared(prompt, declared, new IdentityHashMap<>());
        return declared;
    }

    private static void declared(
            ResolvedPrompt prompt, Map<String, Variable> into, IdentityHashMap<ResolvedPrompt, Boolean> seen) {
        if (seen.put(prompt, true) == null) {
            prompt.parsed().content().settings().variables().forEach(into::putIfAbsent);
            prompt.includes().values().forEach(it -> declared(it, into, seen));
        }
    }

    private Map<String, Need> find(ResolvedPrompt prompt) {
        var before = known.get(prompt);
        if (before != null) {
            return before;
        }
        var needs = new LinkedHashMap<String, Need>();
        var parsed = prompt.parsed();
        switch (parsed.content()) {
            case PromptContent.Text _ -> template(prompt, "text", needs);
            case PromptContent.Chat(var _, var turns) -> {
                for (int i = 0; i < turns.size(); i++) {
                    switch (turns.get(i)) {
                        case Turn.Said said -> said(prompt, said, i, needs);
                        case Turn.Placeholder(var name) ->
                            placeholder(parsed, name, "messages[" + i + "].placeholder", needs);
                        case Turn.Included(var reference) -> included(prompt, reference, needs);
                    }
                }
            }
        }
        known.put(prompt, needs);
        return needs;
    }

    private void said(ResolvedPrompt prompt, Turn.Said said, int turn, Map<String, Need> needs) {
        for (int j = 0; j < said.pieces().size(); j++) {
            if (said.pieces().get(j) instanceof Turn.Piece.Shown shown && shown.variable() != null) {
                String field = "messages[" + turn + "].content[" + j + "].variable";
                add(new VariableUse(shown.variable(), VariableUse.As.TEXT, false, null, START), field, needs);
            } else {
                template(prompt, ParsedPrompt.field(said, turn, j), needs);
            }
        }
    }

    private static void placeholder(ParsedPrompt parsed, String name, String field, Map<String, Need> needs) {
        boolean fromExamples = name.equals(Turn.EXAMPLES)
                && !parsed.content().settings().examples().isEmpty();
        add(new VariableUse(name, VariableUse.As.LIST, fromExamples, null, START), field, needs);
    }

    private void template(ResolvedPrompt prompt, String field, Map<String, Need> needs) {
        @Nullable Template template = prompt.parsed().templates().get(field);
        if (template == null) {
            return;
        }
        template.variables().forEach(use -> add(use, field, needs));
        for (var include : template.includes()) {
            var included = prompt.includes().get(include.reference());
            if (included == null) {
                continue;
            }
            boolean same = included.parsed().content().settings().format() == template.format();
            find(included).forEach((name, need) -> {
                if (same && include.bound().contains(name)) {
                    return;
                }
                var use = need.use();
                var within = same && use.within() == null ? include.within() : use.within();
                add(new VariableUse(name, use.as(), use.optional(), within, include.place()), field, needs);
            });
        }
    }

    private void included(ResolvedPrompt prompt, String reference, Map<String, Need> needs) {
        var included = prompt.includes().get(reference);
        if (included != null) {
            find(included).forEach((name, need) -> needs.merge(name, need, Need::and));
        }
    }

    private static void add(VariableUse use, String field, Map<String, Need> needs) {
        needs.merge(use.name(), new Need(use, field), Need::and);
    }
}
