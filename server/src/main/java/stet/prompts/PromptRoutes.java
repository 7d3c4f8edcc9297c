package stet.prompts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.models.Message;
import stet.models.wire.ModelRequest.ResponseSchema;
import stet.models.wire.ModelRequest.Tool;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.ResolvedPrompt.Pinned;
import stet.prompts.content.PromptSettings.ModelChoice;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/prompts}. */
record PromptRoutes(Prompts prompts, Callers callers) {
    private static final String PROMPTS = "/api/v1/projects/{project}/prompts";
    private static final int LARGEST_VARIABLES = 8 * 1024 * 1024;
    private static final int LARGEST_CONTENT = 2 * 1024 * 1024;

    /**
     * Which version to render with what; the newest unless one is said.
     */
    record RenderAsked(
            @Nullable Integer version,
            @Nullable String label,
            @Nullable String digest,
            @Nullable Map<String, JsonNode> variables) {}

    /**
     * A rendered prompt.
     *
     * @param text of a text prompt; its messages are then one of the user's
     * @param includes the versions of other prompts and tools that it took in
     */
    record Rendered(
            String name,
            int version,
            String digest,
            @Nullable String text,
            List<Message> messages,
            List<Tool> tools,
            @Nullable JsonNode toolChoice,
            @Nullable ResponseSchema response,
            @Nullable ModelChoice model,
            List<ModelChoice> fallbacks,
            List<String> warnings,
            List<Pinned> includes) {
        static Rendered of(Prompts.OfVersion made) {
            var prompt = made.prompt();
            var rendered = made.rendered();
            return new Rendered(
                    prompt.name(),
                    prompt.version(),
                    prompt.digest(),
                    rendered.text(),
                    rendered.messages(),
                    rendered.tools(),
                    rendered.toolChoice() == null ? null : Json.MAPPER.valueToTree(rendered.toolChoice()),
                    rendered.response(),
                    rendered.model(),
                    rendered.fallbacks(),
                    rendered.warnings(),
                    prompt.pinned());
        }
    }

    /** @param name what it is or will be called, so that a circle back to it is found */
    record CheckAsked(@Nullable String name, @Nullable JsonNode content) {}

    void declare(Api api) {
        api.post(
                        PROMPTS + "/check",
                        "Look at a prompt's content before it is saved: variables, problems with their places, warnings, includes")
                .tag("prompts")
                .bodyLimit(LARGEST_CONTENT)
                .takes(CheckAsked.class)
                .answers(200, PromptFindings.class)
                .by(this::check);
        api.post(
                        PROMPTS + "/{name}/render",
                        "Render a version of a prompt with variables; a missing one is an error that names all")
                .tag("prompts")
                .bodyLimit(LARGEST_VARIABLES)
                .takes(RenderAsked.class)
                .answers(200, Rendered.class)
                .by(this::render);
    }

    private Answer check(Call call) {
        var caller = callers.of(call);
        var asked = call.body(CheckAsked.class);
        var content = asked.content();
        if (content == null) {
            throw Problem.Invalid.field("content", "is missing");
        }
        return Answer.ok(
                prompts.check(caller, call.path("project"), asked.name() == null ? "" : asked.name(), content));
    }

    private Answer render(Call call) {
        var caller = callers.of(call);
        var asked = call.body(RenderAsked.class);
        var made = prompts.render(
                caller,
                call.path("project"),
                call.path("name"),
                Prompts.reference(asked.version(), asked.label(), asked.digest()),
                asked.variables() == null ? Map.of() : asked.variables());
        return Answer.ok(Rendered.of(made));
    }
}
