package stet.gateway;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.registry.Kind;
import stet.releases.ReleaseStep;
import stet.releases.deployments.Environment;
import stet.releases.live.LiveProject;
import stet.releases.live.LiveRelease;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A call whose model is {@code app/<name>} or {@code app/<name>/<step>}: found among what is live, and made into what its release asks a model. */
final class AppRequest {
    static final String PREFIX = "app/";
    private static final String MESSAGES = "messages";
    private static final String SYSTEM = "system";
    private static final Set<String> REPLACED = Set.of("model", MESSAGES, SYSTEM, "stet");
    private static final String MAX_TOKENS = "max_tokens";
    private static final Set<String> LENGTHS = Set.of(MAX_TOKENS, "max_output_tokens", "max_completion_tokens");
    private static final int MOST_NAMED = 20;

    private final Function<UUID, Optional<LiveProject>> live;

    /** @param live what is live in a project */
    AppRequest(Function<UUID, Optional<LiveProject>> live) {
        this.live = live;
    }

    /** The apps of a project that are live, as a list of models names them. */
    List<ObjectNode> listed(UUID projectId, Dialect dialect) {
        return live.apply(projectId).stream()
                .flatMap(project ->
                        project.liveApps().stream().sorted().map(app -> listed(app, project.releases(app), dialect)))
                .toList();
    }

    private static ObjectNode listed(String app, Map<String, LiveRelease> releases, Dialect dialect) {
        var newest = releases.values().stream()
                .map(it -> it.deployment().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        ObjectNode model = Json.MAPPER.createObjectNode().put("id", PREFIX + app);
        switch (dialect) {
            case OPENAI ->
                model.put("object", "model")
                        .put("created", newest.getEpochSecond())
                        .put("owned_by", "stet");
            case ANTHROPIC ->
                model.put("type", "model")
                        .put("display_name", app)
                        .put(
                                "created_at",
                                newest.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        var environments = model.putArray("environments");
        releases.keySet().stream().sorted().forEach(environments::add);
        return model;
    }

    static boolean isMeant(String model) {
        return model.startsWith(PREFIX);
    }

    /** The step of the release that the caller's environment has; a {@link Problem} says what there is instead. */
    ReleaseStep find(UUID projectId, String model, CallFacts facts) {
        var project = live.apply(projectId).orElseThrow(() -> new Problem.NotFound("app", model));
        String said = facts.environment();
        String environment = said == null ? Environment.PRODUCTION : said;
        String name = model.substring(PREFIX.length());
        if (project.has(Kind.APP, name)) {
            return project.step(release(project, name, environment), null);
        }
        int slash = name.lastIndexOf('/');
        if (slash > 0 && project.has(Kind.APP, name.substring(0, slash))) {
            return project.step(release(project, name.substring(0, slash), environment), name.substring(slash + 1));
        }
        var names = project.names(Kind.APP);
        throw new Problem.NotFound(
                "app" + (names.isEmpty() ? " yet, so none" : " (there are: " + some(names) + ") called"), name);
    }

    /**
     * The body for the provider: the prompt, then what the caller sent; where both say something the release's word holds.
     *
     * @param choice the model, one of the release's
     */
    static ObjectNode body(ReleaseStep step, ModelChoice choice, Endpoint endpoint, byte[] sent) {
        JsonNode given = Json.MAPPER.readTree(sent);
        Map<String, JsonNode> variables =
                ReleaseStep.variables(given.path("stet").path("variables"));
        var messages = given.path(MESSAGES);
        if (!messages.isMissingNode() && !messages.isNull() && !messages.isArray()) {
            throw Problem.Invalid.field(MESSAGES, "a list is expected");
        }
        boolean placed = step.hasPlaceholder(MESSAGES) && !variables.containsKey(MESSAGES);
        if (placed) {
            variables.put(MESSAGES, messages.isArray() ? messages : Json.MAPPER.createArrayNode());
        }
        ObjectNode body = step.request(choice, variables).body(endpoint);
        if (!placed && messages.isArray()) {
            body.withArray(MESSAGES).addAll((ArrayNode) messages);
        }
        system(body, given.path(SYSTEM));
        if (given.has(MAX_TOKENS) && LENGTHS.stream().noneMatch(choice.parameters()::has)) {
            body.set(MAX_TOKENS, given.path(MAX_TOKENS));
        }
        for (var member : given.properties()) {
            if (!REPLACED.contains(member.getKey()) && !body.has(member.getKey())) {
                body.set(member.getKey(), member.getValue());
            }
        }
        return body;
    }

    /** Anthropic's system words stand apart: the caller's follow the prompt's. */
    private static void system(ObjectNode body, JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return;
        }
        JsonNode own = body.path(SYSTEM);
        if (own.isMissingNode()) {
            body.set(SYSTEM, given);
            return;
        }
        ArrayNode both = Json.MAPPER.createArrayNode();
        blocks(own, both);
        blocks(given, both);
        body.set(SYSTEM, both);
    }

    private static void blocks(JsonNode system, ArrayNode to) {
        if (system.isArray()) {
            to.addAll((ArrayNode) system);
        } else {
            to.addObject().put("type", "text").put("text", system.asString(""));
        }
    }

    private static LiveRelease release(LiveProject project, String app, String environment) {
        return project.release(app, environment).orElseThrow(() -> {
            var others = project.releases(app).keySet();
            return new Problem.NotFound(
                    "release of app '" + app + "' in this environment ("
                            + (others.isEmpty()
                                    ? "nothing is deployed yet: './stet deploy " + app + "'"
                                    : "it is live in " + String.join(", ", others))
                            + "):",
                    environment);
        });
    }

    private static String some(Set<String> names) {
        return names.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
