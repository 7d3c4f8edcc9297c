package stet.prompts;

import java.util.Set;
import stet.platform.http.Problem;
import stet.prompts.content.ToolContent;
import stet.registry.Content;
import stet.registry.ContentRules;
import stet.registry.Uses;
import tools.jackson.databind.JsonNode;

/** What a tool must be to be saved: a function's name, and a JSON Schema of its arguments. */
record ToolRules() implements ContentRules {
    @Override
    public JsonNode checked(Content content) {
        try {
            ToolContent.read(content.json());
            return content.json();
        } catch (Problem.Invalid wrong) {
            throw PromptRules.ofContent(wrong);
        }
    }

    @Override
    public Set<Uses> uses(JsonNode content) {
        return Set.of();
    }
}
