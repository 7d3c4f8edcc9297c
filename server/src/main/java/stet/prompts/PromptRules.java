package stet.prompts;

import java.util.LinkedHashSet;
import java.util.Set;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.prompts.content.PromptContent;
import stet.prompts.content.ToolUse;
import stet.registry.Content;
import stet.registry.ContentRules;
import stet.registry.Kind;
import stet.registry.Registry;
import stet.registry.Uses;
import tools.jackson.databind.JsonNode;

/** What a prompt must be to be saved: whole, in its template's language, and all that it takes in is there. */
record PromptRules(Registry registry) implements ContentRules {
    @Override
    public JsonNode checked(Content content) {
        try {
            var prompt = PromptContent.read(content.json());
            Composition.of(content.name(), 0, "", prompt, new RegistryParts(registry, content.project()));
            return content.json();
        } catch (Problem.Invalid wrong) {
            throw ofContent(wrong);
        }
    }

    @Override
    public Set<Uses> uses(JsonNode content) {
        var parsed = ParsedPrompt.of(PromptContent.read(content));
        var uses = new LinkedHashSet<Uses>();
        Composition.references(parsed)
                .values()
                .forEach(references -> references.forEach(it -> uses.add(used(Kind.PROMPT, it))));
        for (var tool : parsed.content().settings().tools()) {
            if (tool instanceof ToolUse.Referred(var reference)) {
                uses.add(used(Kind.TOOL, reference));
            }
        }
        return uses;
    }

    private static Uses used(Kind kind, String text) {
        var named = Parts.Named.parse(text);
        return new Uses(kind, named.name(), named.reference());
    }

    /** The same with the fields called as they are in a version. */
    static Problem.Invalid ofContent(Problem.Invalid wrong) {
        if (wrong.errors().isEmpty()) {
            return wrong;
        }
        var errors = wrong.errors().stream()
                .map(it -> new FieldError(
                        it.field().equals("content") ? it.field() : "content." + it.field(), it.detail()))
                .toList();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Problem.Invalid(
                errors.getFirst().field() + ": " + errors.getFirst().detail() + more, errors);
    }
}
