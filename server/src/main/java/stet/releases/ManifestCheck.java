package stet.releases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.Composition;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what someone wrote into a release: finds every version that is named, pins it by number and digest, takes the model from
 * the prompt where none is said, and adds what the prompts reach.
 */
final class ManifestCheck {
    static final int MOST_STEPS = 50;
    static final int MOST_TOOLS = 128;
    static final int MOST_FALLBACKS = 10;
    static final int MOST_INCLUDES = 1_000;
    static final int LARGEST_OBJECT = 64 * 1024;
    static final int LONGEST_REVISION = 200;
    private static final int LONGEST_NAME = 256;
    private static final Pattern STEP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Set<String> MEMBERS = Set.of("steps", "includes", "codeRevision", "metadata");
    private static final Set<String> STEP_MEMBERS =
            Set.of("prompt", "model", "fallbacks", "tools", "retrieval", "guardrailPolicy");
    private static final Set<String> PIN_MEMBERS = Set.of("name", "version", "label", "digest");
    private static final Set<String> MODEL_MEMBERS = Set.of("provider", "name", "parameters");
    private static final Set<String> NOT_PARAMETERS = Set.of("model", "messages", "input", "prompt", "stream", "stet");

    private final Versions versions;
    private final Findings findings = new Findings();
    private final VersionParts reached;

    ManifestCheck(Versions versions) {
        this.versions = versions;
        reached = new VersionParts(versions);
    }

    /** The release; a {@link Problem} that names everything that is wrong. */
    ReleaseManifest checked(JsonNode given) {
        if (!given.isObject()) {
            throw new Problem.Invalid(
                    "a release is a JSON object such as {\"steps\":{\"answer\":{\"prompt\":\"name@3\"}}}");
        }
        findings.onlyKnown("", given, MEMBERS);
        var steps = new LinkedHashMap<String, Step>();
        var wanted = given.path("steps");
        if (!wanted.isObject() || wanted.isEmpty()) {
            findings.add("steps", "is missing: name at least one, such as {\"answer\":{\"prompt\":\"name@3\"}}");
        } else if (wanted.size() > MOST_STEPS) {
            findings.add("steps", wanted.size() + " are more than " + MOST_STEPS);
        } else {
            wanted.properties().forEach(it -> {
                var step = step(it.getKey(), it.getValue());
                if (step != null) {
                    steps.put(it.getKey(), step);
                }
            });
        }
        var includes = reached.includes().stream()
                .sorted(Comparator.comparing((Include it) -> it.pin().kind().word())
                        .thenComparing(it -> it.pin().name())
                        .thenComparingInt(it -> it.pin().version()))
                .toList();
        if (includes.size() > MOST_INCLUDES) {
            findings.add("steps", "the prompts reach " + includes.size() + " versions; at most " + MOST_INCLUDES);
        }
        String revision = findings.text("codeRevision", given.path("codeRevision"), LONGEST_REVISION);
        var metadata = object("metadata", given.path("metadata"));
        findings.refuse("this is no release");
        return new ReleaseManifest(
                steps, includes, revision, metadata == null ? Json.MAPPER.createObjectNode() : metadata);
    }

    private @Nullable Step step(String name, JsonNode given) {
        String at = "steps." + name;
        if (!STEP.matcher(name).matches()) {
            findings.add(at, "a step is called by 1 to 64 letters, digits, '_' and '-', a letter or digit first");
            return null;
        }
        if (!given.isObject() || given.isEmpty()) {
            findings.add(at, "is not an object with a prompt, a model, tools, retrieval or a guardrail policy");
            return null;
        }
        findings.onlyKnown(at, given, STEP_MEMBERS);
        var prompt = version(at + ".prompt", Kind.PROMPT, given.path("prompt"));
        if (prompt != null) {
            compose(at + ".prompt", prompt);
        }
        var policy = version(at + ".guardrailPolicy", Kind.GUARDRAIL_POLICY, given.path("guardrailPolicy"));
        var content = prompt == null ? Json.MAPPER.missingNode() : prompt.content();
        boolean own = given.has("model");
        var model = own
                ? model(at + ".model", given.path("model"))
                : content.has("model") ? model(at + ".model", content.path("model")) : null;
        if (!own && model == null && prompt != null) {
            findings.add(
                    at + ".model",
                    "is missing, and prompt '" + prompt.name() + "' version " + prompt.number() + " names none");
        }
        return new Step(
                name,
                prompt == null ? null : Pin.of(prompt),
                model,
                fallbacks(
                        at + ".fallbacks",
                        given.has("fallbacks") || own ? given.path("fallbacks") : content.path("fallbacks")),
                tools(at + ".tools", given.path("tools")),
                retrieval(at + ".retrieval", given.path("retrieval")),
                policy == null ? null : Pin.of(policy));
    }

    /** Finds what the prompt takes in; what cannot be composed cannot be released. */
    private void compose(String at, Version prompt) {
        try {
            Composition.of(VersionParts.part(prompt), reached);
        } catch (Problem.Invalid wrong) {
            findings.add(at, "prompt '" + prompt.name() + "' version " + prompt.number() + ": " + wrong.detail());
        }
    }

    /** Named as {@code "name@reference"}, or by an object; a version that is pinned already must still be the one of that digest. */
    private @Nullable Version version(String at, Kind kind, JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        String name;
        Reference reference;
        if (given.isString()) {
            String text = given.asString();
            int split = text.lastIndexOf('@');
            name = split < 0 ? text : text.substring(0, split);
            reference = reference(at, split < 0 ? "latest" : text.substring(split + 1));
        } else if (given.isObject()) {
            findings.onlyKnown(at, given, PIN_MEMBERS);
            name = findings.text(at + ".name", given.path("name"), LONGEST_NAME);
            if (name == null && !given.path("name").isString()) {
                findings.add(at + ".name", "is missing");
            }
            String word = given.path("version")
                    .asString(given.path("label").asString(given.path("digest").asString("latest")));
            reference = reference(at, word);
        } else {
            findings.add(at, "is neither \"name@version\" nor {\"name\":…,\"version\":…}");
            return null;
        }
        if (name == null || reference == null) {
            return null;
        }
        var found = versions.find(kind, name, reference);
        if (found.isEmpty()) {
            findings.add(at, "there is no " + kind.word() + " '" + name + "' with " + words(reference));
            return null;
        }
        String digest = given.path("digest").asString(null);
        if (digest != null && !digest.equals(found.get().digest())) {
            findings.add(
                    at + ".digest",
                    "version " + found.get().number() + " of '" + name + "' has "
                            + found.get().digest());
            return null;
        }
        return found.get();
    }

    private @Nullable Reference reference(String at, String word) {
        try {
            return Reference.parse(word);
        } catch (Problem | IllegalArgumentException e) {
            findings.add(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String words(Reference reference) {
        return switch (reference) {
            case Reference.Number(int number) -> "version " + number;
            case Reference.Label(String label) -> "label '" + label + "'";
            case Reference.Digest(String digest) -> "digest " + digest;
            case Reference.Latest() -> "any version";
        };
    }

    private @Nullable ModelChoice model(String at, JsonNode given) {
        if (!given.isObject()) {
            findings.add(at, "is not an object such as {\"name\":\"gpt-5\",\"parameters\":{}}");
            return null;
        }
        findings.onlyKnown(at, given, MODEL_MEMBERS);
        String name = findings.text(at + ".name", given.path("name"), LONGEST_NAME);
        if (!given.has("name")) {
            findings.add(at + ".name", "is missing");
        }
        var parameters = object(at + ".parameters", given.path("parameters"));
        if (parameters != null) {
            for (String reserved : NOT_PARAMETERS) {
                if (parameters.has(reserved)) {
                    findings.add(at + ".parameters." + reserved, "is no parameter: it belongs to each call");
                }
            }
        }
        return name == null
                ? null
                : new ModelChoice(
                        findings.text(at + ".provider", given.path("provider"), LONGEST_NAME),
                        name,
                        parameters == null ? Json.MAPPER.createObjectNode() : parameters);
    }

    private List<ModelChoice> fallbacks(String at, JsonNode given) {
        var fallbacks = new ArrayList<ModelChoice>();
        if (isList(at, given, MOST_FALLBACKS)) {
            for (int i = 0; i < given.size(); i++) {
                var model = model(at + "[" + i + "]", given.get(i));
                if (model != null) {
                    fallbacks.add(model);
                }
            }
        }
        return fallbacks;
    }

    private List<Pin> tools(String at, JsonNode given) {
        var tools = new ArrayList<Pin>();
        if (isList(at, given, MOST_TOOLS)) {
            for (int i = 0; i < given.size(); i++) {
                var tool = version(at + "[" + i + "]", Kind.TOOL, given.get(i));
                if (tool != null) {
                    tools.add(Pin.of(tool));
                }
            }
        }
        return tools;
    }

    private boolean isList(String at, JsonNode given, int most) {
        if (given.isMissingNode() || given.isNull()) {
            return false;
        }
        if (!given.isArray() || given.size() > most) {
            findings.add(at, "is not a list of at most " + most);
            return false;
        }
        return true;
    }

    private @Nullable JsonNode retrieval(String at, JsonNode given) {
        var retrieval = object(at, given);
        if (retrieval == null) {
            return null;
        }
        for (String field : List.of("index", "embeddingModel")) {
            findings.text(at + "." + field, retrieval.path(field), LONGEST_NAME);
        }
        var top = retrieval.path("topK");
        if (!top.isMissingNode() && (!top.isIntegralNumber() || top.asInt() < 1 || top.asInt() > 10_000)) {
            findings.add(at + ".topK", "is not a whole number from 1 to 10000");
        }
        return retrieval;
    }

    private @Nullable ObjectNode object(String at, JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!(given instanceof ObjectNode object)) {
            findings.add(at, "is not an object");
            return null;
        }
        if (Json.MAPPER.writeValueAsBytes(given).length > LARGEST_OBJECT) {
            findings.add(at, "is larger than " + LARGEST_OBJECT / 1024 + " KiB");
            return null;
        }
        return object;
    }
}
