package stet.releases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.registry.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a release pins: for each step its prompt, model, tools, retrieval settings and guardrail policy.
 *
 * @param includes every version that the steps' prompts reach, however deep
 * @param codeRevision which code it belongs with
 */
public record ReleaseManifest(
        SequencedMap<String, Step> steps,
        List<Include> includes,
        @Nullable String codeRevision,
        JsonNode metadata) {
    /** The step that answers when none is named. */
    public static final String ANSWER = "answer";

    public ReleaseManifest {
        steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
        includes = List.copyOf(includes);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a release has at least one step");
        }
    }

    /** Reads a release as it was saved: {@link ManifestRules} checked it. */
    public static ReleaseManifest of(JsonNode content) {
        var steps = new LinkedHashMap<String, Step>();
        for (var entry : content.path("steps").properties()) {
            steps.put(entry.getKey(), step(entry.getKey(), entry.getValue()));
        }
        return new ReleaseManifest(
                steps,
                content.path("includes")
                        .valueStream()
                        .map(it -> new Include(
                                pin(Kind.of(it.path("kind").asString()), it),
                                it.path("references")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                        .toList(),
                content.path("codeRevision").asString(null),
                content.has("metadata") ? content.path("metadata") : Json.MAPPER.createObjectNode());
    }

    /** The step that is asked for; without a name the one called {@code answer}, or else the first. */
    public Optional<Step> step(@Nullable String name) {
        if (name != null) {
            return Optional.ofNullable(steps.get(name));
        }
        var answer = steps.get(ANSWER);
        return Optional.of(answer == null ? steps.firstEntry().getValue() : answer);
    }

    /** Every version it pins, once. */
    public Set<Pin> pins() {
        var pins = new LinkedHashSet<Pin>();
        for (Step step : steps.values()) {
            if (step.prompt() != null) {
                pins.add(step.prompt());
            }
            pins.addAll(step.tools());
            if (step.guardrailPolicy() != null) {
                pins.add(step.guardrailPolicy());
            }
        }
        includes.forEach(it -> pins.add(it.pin()));
        return pins;
    }

    /** As it is saved. */
    JsonNode content() {
        ObjectNode content = Json.MAPPER.createObjectNode();
        ObjectNode all = content.putObject("steps");
        for (Map.Entry<String, Step> entry : steps.entrySet()) {
            all.set(entry.getKey(), json(entry.getValue()));
        }
        ArrayNode reached = content.putArray("includes");
        for (Include include : includes) {
            var json = json(include.pin()).put("kind", include.pin().kind().word());
            var references = json.putArray("references");
            include.references().forEach(references::add);
            reached.add(json);
        }
        if (codeRevision != null) {
            content.put("codeRevision", codeRevision);
        }
        content.set("metadata", metadata);
        return content;
    }

    private static Step step(String name, JsonNode step) {
        return new Step(
                name,
                step.has("prompt") ? pin(Kind.PROMPT, step.path("prompt")) : null,
                step.has("model") ? model(step.path("model")) : null,
                step.path("fallbacks").valueStream().map(ReleaseManifest::model).toList(),
                step.path("tools").valueStream().map(it -> pin(Kind.TOOL, it)).toList(),
                step.has("retrieval") ? step.path("retrieval") : null,
                step.has("guardrailPolicy") ? pin(Kind.GUARDRAIL_POLICY, step.path("guardrailPolicy")) : null);
    }

    private static Pin pin(Kind kind, JsonNode pin) {
        return new Pin(
                kind,
                pin.path("name").asString(),
                pin.path("version").asInt(),
                pin.path("digest").asString());
    }

    private static ModelChoice model(JsonNode model) {
        return new ModelChoice(
                model.path("provider").asString(null),
                model.path("name").asString(),
                model.path("parameters") instanceof ObjectNode parameters
                        ? parameters
                        : Json.MAPPER.createObjectNode());
    }

    private static ObjectNode json(Step step) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (step.prompt() != null) {
            json.set("prompt", json(step.prompt()));
        }
        if (step.model() != null) {
            json.set("model", json(step.model()));
        }
        if (!step.fallbacks().isEmpty()) {
            ArrayNode fallbacks = json.putArray("fallbacks");
            step.fallbacks().forEach(it -> fallbacks.add(json(it)));
        }
        if (!step.tools().isEmpty()) {
            ArrayNode tools = json.putArray("tools");
            step.tools().forEach(it -> tools.add(json(it)));
        }
        if (step.retrieval() != null) {
            json.set("retrieval", step.retrieval());
        }
        if (step.guardrailPolicy() != null) {
            json.set("guardrailPolicy", json(step.guardrailPolicy()));
        }
        return json;
    }

    private static ObjectNode json(Pin pin) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", pin.name())
                .put("version", pin.version())
                .put("digest", pin.digest());
    }

    private static ObjectNode json(ModelChoice model) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (model.provider() != null) {
            json.put("provider", model.provider());
        }
        json.put("name", model.name());
        json.set("parameters", model.parameters());
        return json;
    }
}
