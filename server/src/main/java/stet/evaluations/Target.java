package stet.evaluations;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.registry.ArtifactName;
import stet.registry.Reference;
import tools.jackson.databind.JsonNode;

/** What a run asks for outputs. */
sealed interface Target {
    /**
     * A version of a prompt.
     *
     * @param model asked in place of the prompt's own
     */
    record OfPrompt(String name, Reference reference, Optional<Model> model) implements Target {
        @Override
        public String words() {
            return name + "@" + reference
                    + model.map(it -> " with " + it.name()).orElse("");
        }
    }

    /**
     * A release of an app, whatever is deployed.
     *
     * @param step absent: the one that answers when none is named
     */
    record OfRelease(
            String app, Reference reference, @Nullable String step) implements Target {
        @Override
        public String words() {
            return "app/" + app + (step == null ? "" : "/" + step) + "@" + reference;
        }
    }

    /** @param provider absent to find it by the model */
    record Model(@Nullable String provider, String name) {}

    /** Outputs that others make and send. */
    record Supplied() implements Target {
        @Override
        public String words() {
            return "supplied outputs";
        }
    }

    /** In a few words. */
    String words();

    static Target read(JsonNode value, String path) {
        var fields = StrictFields.of(value, path, Set.of("prompt", "model", "app", "outputs"));
        if (Stream.of("outputs", "prompt", "app").filter(fields::has).count() != 1) {
            throw Problem.Invalid.field(
                    path,
                    "is one of {\"prompt\":{\"name\":\"…\",\"version\":\"latest\"}}, {\"app\":{\"name\":\"…\",\"release\":\"latest\"}} and {\"outputs\":true}");
        }
        if (fields.has("app")) {
            if (fields.has("model")) {
                throw fields.wrong("model", "is the release's own: leave it out");
            }
            return release(StrictFields.of(fields.get("app"), path + ".app", Set.of("name", "release", "step")));
        }
        if (fields.has("outputs")) {
            if (!fields.get("outputs").isBoolean() || !fields.get("outputs").booleanValue() || fields.has("model")) {
                throw fields.wrong("outputs", "is 'true', alone, or left out");
            }
            return new Supplied();
        }
        var prompt = StrictFields.of(fields.get("prompt"), path + ".prompt", Set.of("name", "version", "label"));
        if (prompt.has("version") && prompt.has("label")) {
            throw prompt.wrong("version", "only one of 'version' and 'label' says which is meant");
        }
        var reference = prompt.has("version")
                ? Reference.parse(prompt.get("version").asString(""))
                : prompt.text("label").map(Reference::parse).orElseGet(Reference.Latest::new);
        return new OfPrompt(new ArtifactName(prompt.required("name")).text(), reference, model(fields, path));
    }

    private static OfRelease release(StrictFields app) {
        return new OfRelease(
                new ArtifactName(app.required("name")).text(),
                app.has("release") ? Reference.parse(app.get("release").asString("")) : new Reference.Latest(),
                app.text("step").orElse(null));
    }

    private static Optional<Model> model(StrictFields fields, String path) {
        if (!fields.has("model")) {
            return Optional.empty();
        }
        var given = fields.get("model").isString()
                ? Json.MAPPER.createObjectNode().set("name", fields.get("model"))
                : fields.get("model");
        var model = StrictFields.of(given, path + ".model", Set.of("provider", "name"));
        return Optional.of(new Model(model.text("provider").orElse(null), model.required("name")));
    }
}
