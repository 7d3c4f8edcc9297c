package stet.compat.promptlayer;

import java.util.List;
import java.util.Map;
import stet.access.Caller;
import stet.models.Endpoint;
import stet.prompts.Prompts;
import stet.prompts.RenderedPrompt;
import stet.prompts.content.PromptSettings.ModelChoice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rendering as prompts do it everywhere. */
public final class RegistryRendering {
    private record Rendered(RenderedPrompt prompt) implements Rendering.Said {
        @Override
        public ObjectNode body(Endpoint endpoint, String model, ObjectNode parameters) {
            return prompt.request(new ModelChoice(null, model, parameters)).body(endpoint);
        }

        @Override
        public List<String> warnings() {
            return prompt.warnings();
        }
    }

    private RegistryRendering() {}

    public static Rendering of(Prompts prompts) {
        return (Caller caller, String project, String name, JsonNode content, Map<String, JsonNode> variables) ->
                new Rendered(prompts.render(caller, project, name, content, variables)
                        .rendered());
    }
}
