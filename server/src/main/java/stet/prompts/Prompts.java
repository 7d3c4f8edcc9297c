package stet.prompts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.models.Message;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import tools.jackson.databind.JsonNode;

/** Renders prompts that are saved, and checks those that are being written. */
public record Prompts(Registry registry) {
    /** A rendered prompt with the version that it is of. */
    public record OfVersion(ResolvedPrompt prompt, RenderedPrompt rendered) {}

    /** Which version is meant, of which at most one of the three says so; the newest unless one does. */
    public static Reference reference(@Nullable Integer version, @Nullable String label, @Nullable String digest) {
        var said = Stream.of(
                        version == null ? "" : version.toString(),
                        label == null ? "" : label,
                        digest == null ? "" : digest)
                .filter(it -> !it.isEmpty())
                .toList();
        if (said.size() > 1) {
            throw Problem.Invalid.field("version", "only one of 'version', 'label' and 'digest' says which is meant");
        }
        return said.isEmpty() ? new Reference.Latest() : Reference.parse(said.getFirst());
    }

    public OfVersion render(
            Caller caller, String project, String name, Reference reference, Map<String, JsonNode> variables) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        var version = registry.version(caller, project, Kind.PROMPT, name, reference);
        var part = new Parts.Part(version.name(), version.number(), version.digest(), version.content());
        var resolved = Composition.of(part, new RegistryParts(registry, scope));
        return new OfVersion(resolved, PreparedPrompt.of(resolved).render(variables));
    }

    /**
     * A version to be rendered again and again, with what it takes in as it is now.
     *
     * @throws Problem when there is no such version, or it cannot be rendered whatever the variables
     */
    public PreparedPrompt prepared(Caller caller, String project, String name, Reference reference) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        var version = registry.version(caller, project, Kind.PROMPT, name, reference);
        var part = new Parts.Part(version.name(), version.number(), version.digest(), version.content());
        return PreparedPrompt.of(Composition.of(part, new RegistryParts(registry, scope)));
    }

    /**
     * Messages as people write them down: {@code role} with {@code content}, or with {@code parts}.
     *
     * @throws Problem.Invalid that names those that are none
     */
    public static List<Message> given(JsonNode messages) {
        var errors = new ArrayList<Problem.FieldError>();
        var read = GivenMessages.read(messages, "messages", errors);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(
                    errors.getFirst().field() + " " + errors.getFirst().detail(), errors);
        }
        return read;
    }

    /** Renders content that need not be saved. */
    public OfVersion render(
            Caller caller, String project, String name, JsonNode content, Map<String, JsonNode> variables) {
        var parts = new RegistryParts(registry, caller.may(Permission.READ_ARTIFACTS, project));
        var resolved = Composition.of(new Parts.Part(name, 0, "", content), parts);
        return new OfVersion(resolved, PreparedPrompt.of(resolved).render(variables));
    }

    PromptFindings check(Caller caller, String project, String name, JsonNode content) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return PromptCheck.of(name, content, new RegistryParts(registry, scope));
    }
}
