package stet.compat.promptlayer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import stet.access.Caller;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.registry.UsedBy;
import tools.jackson.databind.JsonNode;

/** {@code /prompt-labels}, and what belongs to one prompt: its labels, and who includes it. */
record LabelRoutes(ReleaseLabels labels, Templates templates, PromptLayerCallers callers, InstantSource clock) {
    record ReleaseLabel(
            long release_label_id, String release_label, long prompt_version_id, int prompt_version_number) {}

    record ReleaseLabelList(boolean success, List<ReleaseLabel> release_labels) {}

    record MovedReleaseLabel(
            boolean success,
            long id,
            String name,
            long prompt_id,
            long prompt_version_id,
            int prompt_version_number,
            Instant created_at) {}

    record SnippetUser(
            long prompt_id,
            String prompt_name,
            long prompt_version_id,
            int prompt_version_number,
            String reference,
            List<String> release_labels) {}

    record SnippetUsage(boolean success, String snippet_name, List<SnippetUser> usages) {}

    void declare(Api api) {
        TemplateRoutes.of(api.get("/prompt-templates/{name}/labels", "A prompt's labels in PromptLayer's shape"))
                .answers(200, ReleaseLabelList.class)
                .by(call -> list(call, call.path("name")));
        TemplateRoutes.of(api.get(
                        "/prompt-templates/{name}/snippet-usage",
                        "The versions of prompts that include a prompt, in PromptLayer's shape"))
                .answers(200, SnippetUsage.class)
                .by(call -> usage(call, call.path("name")));
        TemplateRoutes.of(api.post("/prompts/{id}/label", "Points a label of a prompt at a version"))
                .answers(200, MovedReleaseLabel.class)
                .by(this::point);
        TemplateRoutes.of(
                        api.patch("/prompt-labels/{id}", "Points a label at another version: a release, or a rollback"))
                .answers(200, MovedReleaseLabel.class)
                .by(this::move);
        TemplateRoutes.of(api.delete("/prompt-labels/{id}", "Takes a label of a prompt away"))
                .answers(204, Void.class)
                .by(this::remove);
    }

    Answer list(Call call, String prompt) {
        var caller = callers.of(call);
        var found = labels.of(caller, PromptLayerCallers.project(caller), prompt);
        return Answer.ok(new ReleaseLabelList(
                true,
                found.stream()
                        .map(it -> new ReleaseLabel(
                                it.number(),
                                it.label(),
                                Templates.versionNumber(it.prompt(), it.version()),
                                it.version()))
                        .toList()));
    }

    Answer usage(Call call, String prompt) {
        var caller = callers.of(call);
        String project = PromptLayerCallers.project(caller);
        var found = templates.find(caller, project, prompt);
        var users = labels.usedBy(caller, project, found).stream()
                .map(it -> user(caller, project, it))
                .toList();
        return Answer.ok(new SnippetUsage(true, found.name(), users));
    }

    private SnippetUser user(Caller caller, String project, UsedBy used) {
        var prompt = templates.find(caller, project, used.name());
        var pointing = labels.of(caller, project, used.name()).stream()
                .filter(it -> it.version() == used.version())
                .map(ReleaseLabels.Labelled::label)
                .toList();
        return new SnippetUser(
                Templates.number(prompt),
                prompt.name(),
                Templates.versionNumber(prompt, used.version()),
                used.version(),
                used.reference(),
                pointing);
    }

    private Answer point(Call call) {
        var asked = TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        String label = asked.path("name").asString(asked.path("label").asString(""));
        if (label.isBlank()) {
            throw Problem.Invalid.field("name", "is missing: name the label, such as 'prod'");
        }
        return moved(labels.point(caller, PromptLayerCallers.project(caller), call.path("id"), label, version(asked)));
    }

    private Answer move(Call call) {
        var asked = TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        return moved(labels.move(caller, PromptLayerCallers.project(caller), call.path("id"), version(asked)));
    }

    private Answer remove(Call call) {
        var caller = callers.of(call);
        labels.remove(caller, PromptLayerCallers.project(caller), call.path("id"));
        return Answer.none();
    }

    private Answer moved(ReleaseLabels.Labelled label) {
        return Answer.ok(new MovedReleaseLabel(
                true,
                label.number(),
                label.label(),
                Templates.number(label.prompt()),
                Templates.versionNumber(label.prompt(), label.version()),
                label.version(),
                clock.instant()));
    }

    private static int version(JsonNode asked) {
        var version = asked.path("prompt_version_number");
        if (!version.isIntegralNumber() || !version.canConvertToInt() || version.intValue() < 1) {
            throw Problem.Invalid.field("prompt_version_number", "the number of a version is expected, such as 3");
        }
        return version.intValue();
    }
}
