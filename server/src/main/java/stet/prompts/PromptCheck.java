package stet.prompts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.prompts.PromptFindings.FoundProblem;
import stet.prompts.PromptFindings.FoundVariable;
import stet.prompts.content.PromptContent;
import stet.prompts.content.Turn;
import stet.prompts.content.VariableType;
import stet.prompts.templates.TemplateFormat;
import tools.jackson.databind.JsonNode;

/** Looks at a content as its author writes it, and says all that can be said of it. */
final class PromptCheck {
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    private final List<FoundProblem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private PromptCheck() {}

    static PromptFindings of(String name, JsonNode json, Parts parts) {
        return new PromptCheck().findings(name, json, parts);
    }

    private PromptFindings findings(String name, JsonNode json, Parts parts) {
        PromptContent content;
        try {
            content = PromptContent.read(json);
        } catch (Problem.Invalid wrong) {
            wrong.errors().forEach(this::add);
            return new PromptFindings(List.of(), problems, warnings, List.of(), 0);
        }
        var flaws = new ArrayList<ParsedPrompt.Flaw>();
        var parsed = ParsedPrompt.of(content, flaws);
        for (var flaw : flaws) {
            var place = flaw.place();
            problems.add(new FoundProblem(
                    flaw.field(),
                    flaw.detail(),
                    place == null ? null : (Integer) place.line(),
                    place == null ? null : (Integer) place.column()));
        }
        ResolvedPrompt resolved;
        try {
            resolved = Composition.of(name, 0, "", parsed, parts);
        } catch (Problem.Invalid wrong) {
            if (wrong.errors().isEmpty()) {
                add(new FieldError("content", wrong.detail()));
            }
            wrong.errors().forEach(this::add);
            resolved = Composition.asFarAsFound(name, parsed, parts);
        }
        var prepared = PreparedPrompt.of(resolved);
        warn(prepared);
        return new PromptFindings(variables(prepared), problems, warnings, resolved.pinned(), aboutTokens(json));
    }

    private void add(FieldError error) {
        problems.add(new FoundProblem(error.field(), error.detail(), null, null));
    }

    private static List<FoundVariable> variables(PreparedPrompt prepared) {
        var variables = new ArrayList<FoundVariable>();
        prepared.needs().forEach((name, need) -> {
            var said = prepared.declared().get(name);
            var use = need.use();
            variables.add(new FoundVariable(
                    name,
                    use.as(),
                    prepared.required().contains(name) && !prepared.defaults().containsKey(name),
                    use.within(),
                    said == null ? VariableType.ANY : said.type(),
                    said != null,
                    said == null ? null : said.otherwise(),
                    said == null ? null : said.example(),
                    said == null ? null : said.description(),
                    need.field(),
                    use.place().line(),
                    use.place().column()));
        });
        return variables;
    }

    private void warn(PreparedPrompt prepared) {
        var parsed = prepared.prompt().parsed();
        var settings = parsed.content().settings();
        for (var name : settings.variables().keySet()) {
            if (!prepared.needs().containsKey(name)) {
                warnings.add("the variable '" + name + "' is described, but the prompt does not use it");
            }
        }
        for (int i = 0; i < settings.examples().size(); i++) {
            var unknown =
                    new LinkedHashSet<>(settings.examples().get(i).variables().keySet());
            unknown.removeAll(prepared.needs().keySet());
            for (var name : unknown) {
                warnings.add(
                        "example " + (i + 1) + " gives the variable '" + name + "', but the prompt does not use it");
            }
        }
        if (settings.format() == TemplateFormat.MUSTACHE) {
            ParsedPrompt.texts(parsed.content()).forEach((field, text) -> {
                if (text.contains("{%")) {
                    warnings.add(
                            field + " contains '{%', which means something in jinja2 only: is 'templateFormat' right?");
                }
            });
        }
        boolean shows = parsed.content() instanceof PromptContent.Chat(var _, var turns)
                && turns.contains(new Turn.Placeholder(Turn.EXAMPLES));
        if (shows && settings.examples().isEmpty()) {
            warnings.add("the placeholder 'examples' has no examples to show");
        }
    }

    private static int aboutTokens(JsonNode json) {
        int characters = 0;
        for (var field : List.of("text", "messages")) {
            characters += characters(json.path(field));
        }
        return (characters + CHARACTERS_OF_A_TOKEN - 1) / CHARACTERS_OF_A_TOKEN;
    }

    private static int characters(JsonNode value) {
        if (value.isString()) {
            return value.asString().length();
        }
        int characters = 0;
        for (var field : value.isArray() ? List.of("content", "text") : List.<String>of()) {
            for (var item : value) {
                characters += characters(item.path(field));
            }
        }
        return characters;
    }
}
