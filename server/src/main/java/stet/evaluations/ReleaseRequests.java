package stet.evaluations;

import java.util.ArrayList;
import java.util.List;
import stet.datasets.DatasetCase;
import stet.gateway.OwnCalls;
import stet.models.Message;
import stet.platform.json.Json;
import stet.prompts.Prompts;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.releases.ReleaseStep;

/** What a release's step asks with a case, as the gateway would for an application: the case's messages go where the prompt puts them, or follow it. */
record ReleaseRequests(ReleaseStep step) implements ModelAsking.Requests {
    private static final String MESSAGES = "messages";

    @Override
    public ModelAsking.Request of(DatasetCase item) {
        var variables = ModelAsking.variables(item);
        var given = item.messages();
        boolean placed = step.hasPlaceholder(MESSAGES) && !variables.containsKey(MESSAGES);
        if (placed) {
            variables.put(MESSAGES, given == null ? Json.MAPPER.createArrayNode() : given);
        }
        List<Message> more = placed || given == null ? List.of() : Prompts.given(given);
        var choices = new ArrayList<OwnCalls.Choice>();
        for (var choice : models()) {
            var request = step.request(choice, variables);
            var said = new ArrayList<>(request.messages());
            said.addAll(more);
            choices.add(new OwnCalls.Choice(request.with(choice.name(), said), choice.provider()));
        }
        return new ModelAsking.Request(choices, null, step);
    }

    private List<ModelChoice> models() {
        var models = new ArrayList<>(List.of(step.model()));
        models.addAll(step.step().fallbacks());
        return models;
    }
}
