package stet.evaluators;

import java.util.Set;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.registry.Content;
import stet.registry.ContentRules;
import stet.registry.Uses;
import tools.jackson.databind.JsonNode;

/** What an evaluator must be to be saved: a definition that an evaluator can be made of. */
record EvaluatorRules(Definition definition) implements ContentRules {
    @Override
    public JsonNode checked(Content content) {
        try {
            definition.read(content.json());
            return content.json();
        } catch (Problem.Invalid wrong) {
            throw under("content", wrong);
        }
    }

    @Override
    public Set<Uses> uses(JsonNode content) {
        return Set.of();
    }

    /** The same with its fields called as they are in a request. */
    static Problem.Invalid under(String place, Problem.Invalid wrong) {
        var errors = wrong.errors().stream()
                .map(it -> new FieldError(it.field().equals("content") ? place : place + "." + it.field(), it.detail()))
                .toList();
        if (errors.isEmpty()) {
            return wrong;
        }
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Problem.Invalid(
                errors.getFirst().field() + ": " + errors.getFirst().detail() + more, errors);
    }
}
