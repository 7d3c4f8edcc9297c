package stet.evaluations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stet.datasets.DatasetCase;
import stet.gateway.OwnCalls;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.PreparedPrompt;
import stet.prompts.Prompts;
import stet.prompts.RenderedPrompt;
import stet.prompts.content.PromptSettings.ModelChoice;

/** A prompt rendered with a case's variables; the case's messages follow the prompt's own. */
record PromptRequests(PreparedPrompt prompt, Optional<Target.Model> model) implements ModelAsking.Requests {
    @Override
    public ModelAsking.Request of(DatasetCase item) {
        var rendered = prompt.render(ModelAsking.variables(item));
        var said = new ArrayList<>(rendered.messages());
        if (item.messages() != null) {
            said.addAll(Prompts.given(item.messages()));
        }
        var of = prompt.prompt();
        return new ModelAsking.Request(
                choices(rendered).stream()
                        .map(it -> new OwnCalls.Choice(rendered.request(it).with(it.name(), said), it.provider()))
                        .toList(),
                new OwnCalls.OfPrompt(of.name(), of.version(), of.digest()),
                null);
    }

    private List<ModelChoice> choices(RenderedPrompt rendered) {
        if (model.isPresent()) {
            var other = model.get();
            var own = rendered.model();
            var parameters = own == null ? Json.MAPPER.createObjectNode() : own.parameters();
            return List.of(new ModelChoice(other.provider(), other.name(), parameters));
        }
        if (rendered.model() == null) {
            throw new Problem.Invalid("the prompt names no model: name one in the target");
        }
        var choices = new ArrayList<ModelChoice>(List.of(rendered.model()));
        choices.addAll(rendered.fallbacks());
        return choices;
    }
}
