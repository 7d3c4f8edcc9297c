package stet.releases.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.Composition;
import stet.prompts.PreparedPrompt;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.registry.Version;
import stet.releases.Include;
import stet.releases.Pin;
import stet.releases.ReleaseManifest;
import stet.releases.ReleaseStep;
import stet.releases.VersionParts;
import stet.releases.Versions;
import stet.releases.deployments.Environment;
import stet.releases.live.LiveProject;
import stet.releases.live.LiveRelease;
import stet.releases.live.LiveReleases;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes what applications fetch: from memory whatever is live, from the store what only its number names. */
final class FetchDocuments {
    private final LiveReleases live;
    private final Registry registry;
    private final Callers callers;

    FetchDocuments(LiveReleases live, Registry registry, Callers callers) {
        this.live = live;
        this.registry = registry;
        this.callers = callers;
    }

    /** Part of what is fetched: a version by its content. */
    record Part(Kind kind, String name, int version, String digest, JsonNode content) {
        static Part of(Version version) {
            return new Part(version.kind(), version.name(), version.number(), version.digest(), version.content());
        }
    }

    /** A prompt or tool that a prompt takes in, by the references that name it. */
    record Included(Kind kind, String name, List<String> references, int version, String digest, JsonNode content) {}

    record Prompt(String name, int version, String digest, JsonNode content, List<Included> includes) {}

    /** @param parts everything that the manifest pins */
    record App(
            String app,
            @Nullable String environment,
            int release,
            String digest,
            JsonNode manifest,
            List<Part> parts) {}

    /** What is asked for as far as it is in memory; a {@link Problem} when it is nowhere. */
    Optional<FetchDocument> ready(FetchQuery query) {
        var project = live.project(query.project());
        if (project.isEmpty()) {
            return Optional.empty();
        }
        var now = project.get();
        Optional<FetchDocument> before = now.madeBefore(query);
        if (before.isPresent()) {
            return before;
        }
        Optional<FetchDocument> made = query.kind() == Kind.APP ? app(now, query) : prompt(now, query);
        made.ifPresent(it -> now.made(query, () -> it));
        return made;
    }

    /** What is asked for, from the store. */
    FetchDocument load(FetchQuery query) {
        var versions = stored(query);
        var found = find(versions, query);
        var document = query.kind() == Kind.APP
                ? FetchDocument.of(app(found, null, parts(ReleaseManifest.of(found.content()), versions)))
                : FetchDocument.of(prompt(found, versions));
        if (query.reference() instanceof Reference.Number) {
            live.project(query.project()).ifPresent(it -> it.made(query, () -> document));
        }
        return document;
    }

    /**
     * What a prompt or a step of an app says.
     *
     * @param body {@code {"variables":{…}}}
     */
    FetchDocument render(FetchQuery query, @Nullable String step, byte[] body) {
        var variables = variables(body);
        if (query.kind() == Kind.PROMPT) {
            var found = query.app() == null ? findAnywhere(query) : pinned(query);
            var rendered = PreparedPrompt.of(
                            Composition.of(VersionParts.part(found), new VersionParts(anywhere(query))))
                    .render(variables);
            ObjectNode json = Json.MAPPER.valueToTree(rendered);
            return FetchDocument.of(json.put("name", found.name())
                    .put("version", found.number())
                    .put("digest", found.digest()));
        }
        if (query.reference() != null) {
            throw new Problem.Invalid("only the release of an environment is rendered: say 'environment'");
        }
        var now = live.project(query.project()).orElseThrow(() -> noApp(query.name()));
        var release = release(now, query.name(), environment(query));
        ReleaseStep ready = now.step(release, step == null || step.isBlank() ? null : step.strip());
        var asked = ready.request(ready.model(), variables);
        ObjectNode json = Json.MAPPER.valueToTree(asked);
        json.put("app", release.app())
                .put("environment", release.environment())
                .put("release", release.number())
                .put("digest", release.release().digest())
                .put("step", ready.step().name());
        if (ready.model().provider() != null) {
            json.put("provider", ready.model().provider());
        }
        if (!ready.step().fallbacks().isEmpty()) {
            json.set("fallbacks", Json.MAPPER.valueToTree(ready.step().fallbacks()));
        }
        if (ready.step().retrieval() != null) {
            json.set("retrieval", ready.step().retrieval());
        }
        var policy = ready.step().guardrailPolicy();
        if (policy != null) {
            ObjectNode pinned = Json.MAPPER.valueToTree(policy);
            pinned.remove("kind");
            release.with().version(policy).ifPresent(it -> pinned.set("content", it.content()));
            json.set("guardrailPolicy", pinned);
        }
        return FetchDocument.of(json);
    }

    private static Map<String, JsonNode> variables(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            return ReleaseStep.variables(Json.MAPPER.readTree(body).path("variables"));
        } catch (JacksonException e) {
            throw new Problem.Invalid("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private Optional<FetchDocument> app(LiveProject now, FetchQuery query) {
        if (query.reference() == null) {
            LiveRelease release = release(now, query.name(), environment(query));
            return Optional.of(FetchDocument.of(app(
                    release.release(),
                    release.environment(),
                    release.with().pinned().values())));
        }
        var found = now.find(Kind.APP, query.name(), query.reference());
        if (found.isEmpty()) {
            requireStored(now, query);
            return Optional.empty();
        }
        var manifest = ReleaseManifest.of(found.get().content());
        var parts = new ArrayList<Version>();
        for (Pin pin : manifest.pins()) {
            var part = now.find(pin.kind(), pin.name(), new Reference.Number(pin.version()));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(FetchDocument.of(app(found.get(), null, parts)));
    }

    private Optional<FetchDocument> prompt(LiveProject now, FetchQuery query) {
        if (query.app() != null) {
            var release = release(now, query.app(), environment(query));
            var found = pinned(release, query.name());
            return Optional.of(FetchDocument.of(prompt(
                    found,
                    (kind, name, reference) -> release.manifest().includes().stream()
                            .filter(it -> it.answers(kind, name, reference.toString()))
                            .map(Include::pin)
                            .flatMap(it -> release.with().version(it).stream())
                            .findFirst())));
        }
        var found = now.find(Kind.PROMPT, query.name(), reference(query));
        if (found.isEmpty()) {
            requireStored(now, query);
            return Optional.empty();
        }
        var seen = new Held(now);
        var document = document(found.get(), seen);
        return seen.missed ? Optional.empty() : document;
    }

    private static Optional<FetchDocument> document(Version prompt, Held seen) {
        try {
            return Optional.of(FetchDocument.of(prompt(prompt, seen)));
        } catch (Problem.Invalid wrong) {
            if (seen.missed) {
                return Optional.empty();
            }
            throw wrong;
        }
    }

    /** What is in memory, and whether something was not. */
    private static final class Held implements Versions {
        private final LiveProject now;
        private boolean missed;

        Held(LiveProject now) {
            this.now = now;
        }

        @Override
        public Optional<Version> find(Kind kind, String name, Reference reference) {
            var found = now.find(kind, name, reference);
            missed = missed || found.isEmpty();
            return found;
        }
    }

    private static Prompt prompt(Version prompt, Versions versions) {
        var parts = new VersionParts(versions);
        Composition.of(VersionParts.part(prompt), parts);
        var includes = new ArrayList<Included>();
        for (Include include : parts.includes()) {
            var pin = include.pin();
            parts.found().stream()
                    .filter(it -> Pin.of(it).equals(pin))
                    .findFirst()
                    .ifPresent(it -> includes.add(new Included(
                            pin.kind(), pin.name(), include.references(), pin.version(), pin.digest(), it.content())));
        }
        return new Prompt(prompt.name(), prompt.number(), prompt.digest(), prompt.content(), includes);
    }

    private static App app(Version release, @Nullable String environment, Collection<Version> parts) {
        return new App(
                release.name(),
                environment,
                release.number(),
                release.digest(),
                release.content(),
                parts.stream()
                        .map(Part::of)
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .toList());
    }

    private static List<Version> parts(ReleaseManifest manifest, Versions versions) {
        return manifest.pins().stream()
                .flatMap(it -> versions.find(it.kind(), it.name(), new Reference.Number(it.version())).stream())
                .toList();
    }

    /** Only a number or a digest can name what is not in memory. */
    private static void requireStored(LiveProject now, FetchQuery query) {
        var reference = reference(query);
        if (reference instanceof Reference.Label || reference instanceof Reference.Latest) {
            if (!now.has(query.kind(), query.name())) {
                throw new Problem.NotFound(query.kind().word(), query.name());
            }
            throw new Problem.NotFound("version of " + query.kind().word() + " '" + query.name() + "'", reference);
        }
    }

    private Version pinned(FetchQuery query) {
        var now = live.project(query.project()).orElseThrow(() -> noApp(String.valueOf(query.app())));
        return pinned(release(now, String.valueOf(query.app()), environment(query)), query.name());
    }

    private static Version pinned(LiveRelease release, String prompt) {
        return release.manifest().steps().values().stream()
                .flatMap(it -> Optional.ofNullable(it.prompt()).stream())
                .filter(it -> it.name().equals(prompt))
                .flatMap(it -> release.with().version(it).stream())
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(
                        "prompt in the steps of release " + release.number() + " of '" + release.app() + "'", prompt));
    }

    private static LiveRelease release(LiveProject now, String app, String environment) {
        return now.release(app, environment).orElseThrow(() -> {
            if (!now.has(Kind.APP, app)) {
                return noApp(app);
            }
            var others = now.releases(app).keySet();
            return new Problem.NotFound(
                    "release of app '" + app + "' ("
                            + (others.isEmpty()
                                    ? "nothing is deployed yet"
                                    : "it is live in " + String.join(", ", others))
                            + ") in environment",
                    environment);
        });
    }

    private static Problem noApp(String app) {
        return new Problem.NotFound("app", app);
    }

    private static String environment(FetchQuery query) {
        String environment = query.environment();
        return environment == null ? Environment.PRODUCTION : environment;
    }

    private static Reference reference(FetchQuery query) {
        var reference = query.reference();
        return reference == null ? new Reference.Latest() : reference;
    }

    private Version findAnywhere(FetchQuery query) {
        return find(anywhere(query), query);
    }

    private static Version find(Versions versions, FetchQuery query) {
        return versions.find(query.kind(), query.name(), reference(query))
                .orElseThrow(() -> new Problem.NotFound(
                        "version of " + query.kind().word() + " '" + query.name() + "'", reference(query)));
    }

    private Versions anywhere(FetchQuery query) {
        var stored = stored(query);
        return (kind, name, reference) -> live.project(query.project())
                .flatMap(it -> it.find(kind, name, reference))
                .or(() -> reference instanceof Reference.Number || reference instanceof Reference.Digest
                        ? stored.find(kind, name, reference)
                        : Optional.empty());
    }

    private Versions stored(FetchQuery query) {
        var scope = scope(query);
        return (kind, name, reference) -> registry.find(scope, kind, name, reference);
    }

    private Scope.InProject scope(FetchQuery query) {
        var server = callers.server();
        return server.projects().stream()
                .filter(it -> it.id().equals(query.project()))
                .findFirst()
                .map(it -> server.may(Permission.READ_ARTIFACTS, it.name()))
                .orElseThrow(() -> new Problem.NotFound("project", query.project()));
    }
}
