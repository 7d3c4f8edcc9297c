package stet.compat.promptlayer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Callers;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.providers.Providers;
import stet.platform.http.Problem;
import stet.registry.Artifact;
import stet.registry.Kind;
import stet.registry.LabelMove;
import stet.registry.NewVersion;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.registry.SaveOutcome;
import stet.registry.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The registry's prompts in PromptLayer's shape. */
record Templates(Registry registry, Rendering rendering, Providers providers, Callers callers) {
    /** Why a label moved, for its history. */
    static final String BY = "by a PromptLayer client";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A prompt that a run was of. */
    record Run(String prompt, boolean throughGateway) {
        static final Run NONE = new Run("", false);
    }

    /** By its name, or else by its number. */
    Artifact find(Caller caller, String project, String nameOrNumber) {
        try {
            return registry.artifact(caller, project, Kind.PROMPT, nameOrNumber);
        } catch (Problem.NotFound e) {
            return numbered(caller, project, nameOrNumber).orElseThrow(() -> e);
        }
    }

    private Optional<Artifact> numbered(Caller caller, String project, String number) {
        return number.matches("[0-9]{1,16}")
                ? registry.artifacts(caller, project, Kind.PROMPT, Optional.empty()).stream()
                        .filter(it -> Long.toString(number(it)).equals(number))
                        .findFirst()
                : Optional.empty();
    }

    /** What clients call a prompt. */
    static long number(Artifact artifact) {
        return RequestNumber.of("prompt", artifact.id().toString()).value();
    }

    /** What clients call a version of it. */
    static long versionNumber(Artifact artifact, int version) {
        return RequestNumber.of("version", artifact.id().toString(), Integer.toString(version))
                .value();
    }

    /** A prompt of which a client only tells the number. */
    Run run(Caller caller, String project, JsonNode tracked) {
        if (!tracked.path("prompt_id").isNumber()) {
            return Run.NONE;
        }
        var artifact = numbered(caller, project, tracked.path("prompt_id").asString());
        if (artifact.isEmpty()) {
            return Run.NONE;
        }
        int number = tracked.path("prompt_version").asInt(artifact.get().latest());
        var route = ModelRoute.of(
                registry.version(caller, project, Kind.PROMPT, artifact.get().name(), new Reference.Number(number))
                        .content(),
                providers);
        return new Run(artifact.get().name(), route != null && route.routed().isPresent());
    }

    /**
     * A version of a prompt, with its variables in place unless that is not wanted.
     *
     * @param base where the client reaches this server
     */
    ObjectNode get(Caller caller, String project, String name, JsonNode asked, String base) {
        var artifact = find(caller, project, name);
        var version = registry.version(caller, project, Kind.PROMPT, artifact.name(), reference(asked));
        var content = overridden(version.content(), asked);
        boolean raw = asked.path("skip_input_variable_rendering").asBoolean(false);
        var said = rendering.render(
                caller, project, artifact.name(), raw ? Raw.of(content) : content, raw ? Map.of() : variables(asked));
        var answer = template(artifact, version, content);
        var route = ModelRoute.of(content, providers);
        if (!raw) {
            answer.set("prompt_template", Blueprint.of(content, messages(said, content), Set.of()));
        }
        answer.put("warning", said.warnings().isEmpty() ? null : String.join("; ", said.warnings()));
        if (route != null) {
            var parameters =
                    content.path("model").path("parameters") instanceof ObjectNode given ? given : NODES.objectNode();
            answer.set("llm_kwargs", said.body(route.endpoint(), route.routed().orElse(route.model()), parameters));
            route.routed()
                    .flatMap(_ -> callers.runKey(caller))
                    .ifPresent(key -> answer.set("custom_provider", gateway(route, base, key)));
        }
        return answer;
    }

    private static JsonNode messages(Rendering.Said said, JsonNode content) {
        var chat = said.body(Endpoint.CHAT_COMPLETIONS, "m", NODES.objectNode()).path("messages");
        return content.path("type").asString("").equals("chat")
                ? chat
                : chat.path(0).path("content");
    }

    private static ObjectNode gateway(ModelRoute route, String base, String key) {
        return NODES.objectNode()
                .put("id", 1)
                .put("name", "stet")
                .put("client", route.client())
                .put("base_url", route.dialect() == Dialect.OPENAI ? base + "/v1" : base)
                .put("api_key", key);
    }

    /** The same without anything rendered and without a key. */
    ObjectNode raw(Caller caller, String project, String name, JsonNode asked) {
        var artifact = find(caller, project, name);
        var version = registry.version(caller, project, Kind.PROMPT, artifact.name(), reference(asked));
        return template(artifact, version, version.content());
    }

    private ObjectNode template(Artifact artifact, Version version, JsonNode content) {
        var answer = NODES.objectNode();
        answer.put("success", true).put("id", number(artifact)).put("workspace_id", 1);
        answer.put("prompt_name", artifact.name()).put("version", version.number());
        var tags = answer.putArray("tags");
        artifact.tags().forEach(tags::add);
        answer.putArray("snippets");
        answer.putNull("warning")
                .putNull("provider_base_url")
                .putNull("custom_provider")
                .putNull("llm_kwargs");
        answer.put("commit_message", version.message());
        var labels = answer.putArray("release_labels");
        version.labels().forEach(labels::add);
        answer.set("prompt_template", Blueprint.of(content, null, names(content)));
        answer.set("metadata", metadata(content));
        return answer;
    }

    private JsonNode metadata(JsonNode content) {
        var metadata = NODES.objectNode();
        content.path("metadata").properties().forEach(it -> {
            if (!it.getKey().equals(Blueprint.KEPT)) {
                metadata.set(it.getKey(), it.getValue());
            }
        });
        var route = ModelRoute.of(content, providers);
        if (route == null) {
            return metadata.putNull("model");
        }
        var model = metadata.putObject("model");
        model.put("provider", route.client()).put("name", route.shownModel()).put("api_type", route.apiType());
        var parameters = content.path("model").path("parameters");
        model.set("parameters", parameters.isObject() ? parameters : NODES.objectNode());
        return metadata;
    }

    /** The variables that it declares; of those that only its text has, a client finds out itself. */
    private static Set<String> names(JsonNode content) {
        return new LinkedHashSet<>(content.path("variables").propertyNames());
    }

    static Reference reference(JsonNode asked) {
        if (asked.hasNonNull("version")) {
            return Reference.parse(asked.path("version").asString());
        }
        return asked.hasNonNull("label") ? Reference.parse(asked.path("label").asString()) : new Reference.Latest();
    }

    private static Map<String, JsonNode> variables(JsonNode asked) {
        var variables = new LinkedHashMap<String, JsonNode>();
        asked.path("input_variables").properties().forEach(it -> variables.put(it.getKey(), it.getValue()));
        return variables;
    }

    /** With another model or parameters, where the client asks for them. */
    private static JsonNode overridden(JsonNode content, JsonNode asked) {
        var parameters = asked.path("model_parameter_overrides");
        boolean same = !asked.hasNonNull("provider") && !asked.hasNonNull("model") && !parameters.isObject();
        if (same || !(content.path("model") instanceof ObjectNode given)) {
            return content;
        }
        var model = given.deepCopy();
        if (asked.hasNonNull("provider")) {
            model.set("provider", asked.path("provider"));
        }
        if (asked.hasNonNull("model")) {
            model.set("name", asked.path("model"));
        }
        if (parameters.isObject()) {
            var all = model.path("parameters") instanceof ObjectNode before ? before : NODES.objectNode();
            model.set("parameters", all.setAll((ObjectNode) parameters));
        }
        var changed = ((ObjectNode) content).deepCopy();
        changed.set("model", model);
        return changed;
    }

    /** Those of one page, in PromptLayer's shape. */
    List<ObjectNode> page(Caller caller, String project, List<Artifact> artifacts, @Nullable String label) {
        var items = new ArrayList<ObjectNode>();
        for (var artifact : artifacts) {
            var reference = label == null ? new Reference.Latest() : Reference.parse(label);
            var version = registry.version(caller, project, Kind.PROMPT, artifact.name(), reference);
            items.add(template(artifact, version, version.content()));
        }
        return items;
    }

    List<Artifact> all(Caller caller, String project, @Nullable String label) {
        return registry.artifacts(caller, project, Kind.PROMPT, Optional.ofNullable(label)).stream()
                .filter(it -> it.latest() > 0)
                .toList();
    }

    /** Saves a version, and makes its prompt if there is none of that name. */
    ObjectNode publish(Caller caller, String project, JsonNode asked) {
        var named = asked.path("prompt_template");
        var wanted = asked.path("prompt_version");
        String name = named.path("prompt_name").asString("");
        var tags = texts(named.path("tags"));
        var content = Blueprint.content(wanted.path("prompt_template"), wanted.path("metadata"));
        String message = wanted.path("commit_message").asString("");
        try {
            registry.artifact(caller, project, Kind.PROMPT, name);
        } catch (Problem.NotFound e) {
            registry.create(caller, project, Kind.PROMPT, name, null, tags);
        }
        return saved(caller, project, name, content, message, null, texts(asked.path("release_labels")));
    }

    /** Saves what another version says, with something different. */
    ObjectNode patch(Caller caller, String project, String nameOrNumber, Patch patch) {
        var artifact = find(caller, project, nameOrNumber);
        var base = registry.version(caller, project, Kind.PROMPT, artifact.name(), reference(patch.asked()));
        return saved(
                caller,
                project,
                artifact.name(),
                patch.on(base.content()),
                patch.asked().path("commit_message").asString(""),
                base.number(),
                texts(patch.asked().path("release_labels")));
    }

    /** Saves a version with labels, and says so. */
    private ObjectNode saved(
            Caller caller,
            String project,
            String name,
            JsonNode content,
            String message,
            @Nullable Integer parent,
            List<String> labels) {
        var outcome = registry.save(
                caller,
                project,
                Kind.PROMPT,
                name,
                new NewVersion(content, message.isEmpty() ? null : message, null, parent, null, false));
        var version = switch (outcome) {
            case SaveOutcome.Saved(var saved) -> saved;
            case SaveOutcome.Unchanged(var saved) -> saved;
            case SaveOutcome.Stale stale -> throw new Problem.Conflict(stale.words());
        };
        var artifact = registry.artifact(caller, project, Kind.PROMPT, name);
        labels.forEach(it -> move(caller, project, artifact, it, version.number()));
        var answer = NODES.objectNode();
        answer.put("success", true).put("id", number(artifact)).put("prompt_name", name);
        answer.put("prompt_version_id", versionNumber(artifact, version.number()));
        answer.put("version_number", version.number());
        var shownTags = answer.putArray("tags");
        artifact.tags().forEach(shownTags::add);
        var shownLabels = answer.putArray("release_labels");
        labels.forEach(shownLabels::add);
        answer.set("prompt_template", Blueprint.of(version.content(), null, names(version.content())));
        answer.set("metadata", metadata(version.content()));
        answer.put("commit_message", version.message());
        return answer;
    }

    void move(Caller caller, String project, Artifact artifact, String label, int version) {
        var move = registry.moveLabel(
                caller,
                project,
                Kind.PROMPT,
                artifact.name(),
                label,
                artifact.labels().getOrDefault(label, 0),
                version,
                BY);
        requireMoved(move, label);
    }

    static void requireMoved(LabelMove move, String label) {
        switch (move) {
            case LabelMove.Moved _, LabelMove.Unchanged _ -> {}
            case LabelMove.Stale _ ->
                throw new Problem.Conflict("someone moved '" + label + "' at the same time: try again");
            case LabelMove.Held held ->
                throw new Problem.Conflict("'" + label + "' is protected: " + String.join("; ", held.unmet()));
        }
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(it -> it.asString(""))
                .filter(it -> !it.isBlank())
                .toList();
    }
}
