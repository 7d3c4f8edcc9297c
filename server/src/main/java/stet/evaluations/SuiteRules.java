package stet.evaluations;

import java.util.HashSet;
import java.util.Set;
import stet.evaluators.Definition;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.registry.Content;
import stet.registry.ContentRules;
import stet.registry.Kind;
import stet.registry.Uses;
import tools.jackson.databind.JsonNode;

/** What a suite must be to be saved. */
record SuiteRules(Definition definition) implements ContentRules {
    @Override
    public JsonNode checked(Content content) {
        try {
            Suite.read(content.json(), definition);
            return content.json();
        } catch (Problem.Invalid wrong) {
            var errors = wrong.errors().stream()
                    .map(it -> new FieldError(
                            it.field().equals("content") ? "content" : "content." + it.field(), it.detail()))
                    .toList();
            if (errors.isEmpty()) {
                throw wrong;
            }
            throw new Problem.Invalid(
                    errors.getFirst().field() + ": " + errors.getFirst().detail(), errors);
        }
    }

    @Override
    public Set<Uses> uses(JsonNode content) {
        var uses = new HashSet<Uses>();
        var suite = Suite.read(content, definition);
        suite.evaluators().values().forEach(it -> {
            if (it instanceof Suite.Judge.Saved(var name, var reference)) {
                uses.add(new Uses(Kind.EVALUATOR, name, reference.toString()));
            }
        });
        if (suite.target().orElse(null) instanceof Target.OfPrompt prompt) {
            uses.add(new Uses(Kind.PROMPT, prompt.name(), prompt.reference().toString()));
        }
        return uses;
    }
}
