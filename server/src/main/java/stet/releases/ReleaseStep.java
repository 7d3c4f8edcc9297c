package stet.releases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.wire.ModelRequest;
import stet.models.wire.ModelRequest.Tool;
import stet.platform.http.Problem;
import stet.prompts.Composition;
import stet.prompts.Parts;
import stet.prompts.PreparedPrompt;
import stet.prompts.ResolvedPrompt;
import stet.prompts.content.PromptContent;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.prompts.content.ToolContent;
import stet.prompts.content.Turn;
import stet.prompts.templates.TemplateFormat;
import stet.prompts.templates.VariableUse;
import stet.registry.Kind;
import stet.registry.Version;
import tools.jackson.databind.JsonNode;

/** A step of a release with all it needs to be rendered: nothing is read or looked for again. */
public final class ReleaseStep {
    private static final int MOST_VARIABLES = 500;

    private final PinnedRelease release;
    private final Step step;
    private final @Nullable PreparedPrompt prompt;
    private final List<Tool> tools;
    private final boolean quick;

    private ReleaseStep(PinnedRelease release, Step step, @Nullable PreparedPrompt prompt, List<Tool> tools) {
        this.release = release;
        this.step = step;
        this.prompt = prompt;
        this.tools = tools;
        this.quick = prompt == null || isQuick(prompt.prompt());
    }

    public static ReleaseStep of(PinnedRelease release, Step step) {
        var pin = step.prompt();
        var prompt = pin == null
                ? null
                : PreparedPrompt.of(Composition.of(VersionParts.part(version(release, pin)), new Pinned(release)));
        var tools = step.tools().stream()
                .map(it -> ToolContent.read(version(release, it).content()))
                .toList();
        return new ReleaseStep(release, step, prompt, tools);
    }

    public PinnedRelease release() {
        return release;
    }

    public Step step() {
        return step;
    }

    /** The prompt, and those that it takes in. */
    public List<Pin> prompts() {
        var pins = new ArrayList<Pin>();
        if (prompt != null) {
            var own = prompt.prompt();
            pins.add(new Pin(Kind.PROMPT, own.name(), own.version(), own.digest()));
            own.pinned().stream()
                    .filter(it -> it.kind().equals(Kind.PROMPT.word()))
                    .forEach(it -> pins.add(new Pin(Kind.PROMPT, it.name(), it.version(), it.digest())));
        }
        return pins;
    }

    /** Whether rendering it takes so little that it may be done where nothing may wait: no language that computes, and no loops. */
    public boolean isQuick() {
        return quick;
    }

    private static boolean isQuick(ResolvedPrompt prompt) {
        return prompt.parsed().content().settings().format() != TemplateFormat.JINJA2
                && prompt.parsed().templates().values().stream()
                        .flatMap(it -> it.variables().stream())
                        .allMatch(it -> it.as() == VariableUse.As.TEXT)
                && prompt.includes().values().stream().allMatch(ReleaseStep::isQuick);
    }

    /** The model to ask; a {@link Problem} when the release names none. */
    public ModelChoice model() {
        var model = step.model();
        if (model == null) {
            throw new Problem.Conflict("step '" + step.name() + "' of release " + release.number() + " of '"
                    + release.app() + "' names no model");
        }
        return model;
    }

    /**
     * What to ask the model with these variables; a {@link Problem} names all that are missing or wrong.
     *
     * @param choice the model, one of the release's
     */
    public ModelRequest request(ModelChoice choice, Map<String, JsonNode> variables) {
        if (prompt == null) {
            return new ModelRequest(choice.name(), List.<Message>of(), tools, null, null, choice.parameters());
        }
        var asked = prompt.render(variables).request(choice);
        if (tools.isEmpty()) {
            return asked;
        }
        var all = new ArrayList<>(asked.tools());
        all.addAll(tools);
        return new ModelRequest(
                asked.model(), asked.messages(), all, asked.toolChoice(), asked.response(), asked.parameters());
    }

    /** Whether the prompt puts in a list of messages of that name. */
    public boolean hasPlaceholder(String name) {
        return prompt != null
                && prompt.prompt().parsed().content() instanceof PromptContent.Chat chat
                && chat.turns().contains(new Turn.Placeholder(name));
    }

    private static Version version(PinnedRelease release, Pin pin) {
        return release.version(pin)
                .orElseThrow(() -> new Problem.Conflict("release " + release.number() + " of '" + release.app()
                        + "' pins " + pin + ", which cannot be found"));
    }

    /** What the prompts of a release name, as it was when the release was made. */
    private record Pinned(PinnedRelease release) implements Parts {
        @Override
        public Optional<Part> prompt(String name, String reference) {
            return find(Kind.PROMPT, name, reference);
        }

        @Override
        public Optional<Part> tool(String name, String reference) {
            return find(Kind.TOOL, name, reference);
        }

        private Optional<Part> find(Kind kind, String name, String reference) {
            return release.manifest().includes().stream()
                    .filter(it -> it.answers(kind, name, reference))
                    .map(Include::pin)
                    .flatMap(it -> release.version(it).stream())
                    .map(VersionParts::part)
                    .findFirst();
        }
    }

    /** Variables as a caller sends them: an object, or nothing. */
    public static Map<String, JsonNode> variables(JsonNode given) {
        var variables = new HashMap<String, JsonNode>();
        if (given.isMissingNode() || given.isNull()) {
            return variables;
        }
        if (!given.isObject()) {
            throw Problem.Invalid.field("variables", "an object is expected, such as {\"question\":\"…\"}");
        }
        if (given.size() > MOST_VARIABLES) {
            throw Problem.Invalid.field("variables", given.size() + " are more than " + MOST_VARIABLES);
        }
        given.properties().forEach(it -> variables.put(it.getKey(), it.getValue()));
        return variables;
    }
}
