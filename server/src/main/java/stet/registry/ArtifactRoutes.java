package stet.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/artifacts}. */
record ArtifactRoutes(Registry registry, Catalogue catalogue, Keeping keeping, Callers callers) {
    static final String ARTIFACTS = "/api/v1/projects/{project}/artifacts";
    static final String ARTIFACT = ARTIFACTS + "/{kind}/{name}";
    static final int BODY_LIMIT = 4 * 1024 * 1024;
    private static final int MOST_LISTED = 500;

    record ArtifactList(
            List<Artifact> items,
            List<Catalogue.Folder> folders,
            @Nullable String nextCursor) {}

    record TagCount(String tag, int artifacts) {}

    record TagList(List<TagCount> items) {}

    /**
     * An artifact to be made.
     *
     * @param content of its first version; without, it has none yet
     * @param message of its first version
     */
    record NewArtifact(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable JsonNode content,
            @Nullable String message) {}

    void declare(Api api) {
        api.get(ARTIFACTS, "What is versioned: prompts, tools, policies, evaluators, apps")
                .tag("registry")
                .query("kind", String.class, "prompt, tool, guardrail-policy, evaluator, app or suite; all unless said")
                .query(
                        "folder",
                        String.class,
                        "only those right in this folder, '/' for the top, and the folders in it; with 'q' also those below")
                .query("tag", String.class, "only those with this tag")
                .query("q", String.class, "words that must all be in the name, description or tags")
                .query("label", String.class, "only those with a version that this label points at")
                .query("favourite", Boolean.class, "only the caller's favourites")
                .query("archived", Boolean.class, "the archived ones instead of the others")
                .query("sort", String.class, "'name' or 'updated', newest first; by name unless said")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, ArtifactList.class)
                .by(this::list);
        api.get("/api/v1/projects/{project}/artifact-tags", "The tags in use, with how many artifacts have each")
                .tag("registry")
                .answers(200, TagList.class)
                .by(call ->
                        Answer.ok(new TagList(catalogue.tags(callers.of(call), call.path("project")).entrySet().stream()
                                .map(it -> new TagCount(it.getKey(), it.getValue()))
                                .toList())));
        api.post(ARTIFACTS, "Make an artifact, with its first version if 'content' is given")
                .tag("registry")
                .takes(NewArtifact.class)
                .bodyLimit(BODY_LIMIT)
                .answers(201, Artifact.class)
                .by(this::create);
        api.get(ARTIFACT, "One artifact; a name's '/' is written %2F")
                .tag("registry")
                .answers(200, Artifact.class)
                .by(call ->
                        Answer.ok(registry.artifact(callers.of(call), call.path("project"), kind(call), name(call))));
        api.put(ARTIFACT, "Rename, describe, tag, archive or favour an artifact; what is absent stays")
                .tag("registry")
                .takes(ArtifactChange.class)
                .answers(200, Artifact.class)
                .by(call -> Answer.ok(keeping.change(
                        callers.of(call),
                        call.path("project"),
                        kind(call),
                        name(call),
                        call.body(ArtifactChange.class))));
        api.delete(ARTIFACT, "Remove an artifact that was never labelled or used")
                .tag("registry")
                .answers(204, Void.class)
                .by(call -> {
                    keeping.remove(callers.of(call), call.path("project"), kind(call), name(call));
                    return Answer.none();
                });
        api.get(ARTIFACT + "/used-by", "Who relies on an artifact: versions that name it, and what else does")
                .tag("registry")
                .query("all", Boolean.class, "also versions that are neither newest nor labelled")
                .answers(200, Keeping.Reliance.class)
                .by(call -> Answer.ok(keeping.usedBy(
                        callers.of(call), call.path("project"), kind(call), name(call), call.queryFlag("all"))));
    }

    static Kind kind(Call call) {
        return Kind.of(call.path("kind"));
    }

    static String name(Call call) {
        return new ArtifactName(call.path("name")).text();
    }

    private Answer list(Call call) {
        var caller = callers.of(call);
        var sort = switch (call.query("sort").orElse("name")) {
            case "name" -> Wanted.Sort.NAME;
            case "updated" -> Wanted.Sort.UPDATED;
            case String other -> throw Problem.Invalid.field("sort", "'" + other + "' is neither 'name' nor 'updated'");
        };
        var wanted = new Wanted(
                call.query("kind").map(Kind::of),
                call.query("folder").map(ArtifactRoutes::folder),
                call.query("tag"),
                call.query("q").map(ArtifactText::words).orElse(List.of()),
                call.query("label"),
                call.queryFlag("favourite"),
                call.queryFlag("archived"),
                sort);
        var page = catalogue.page(
                caller,
                call.path("project"),
                wanted,
                call.query("cursor").map(it -> after(it, sort)).orElse(null),
                call.queryInt("limit", 100, 1, MOST_LISTED));
        return Answer.ok(new ArtifactList(page.items(), page.folders(), cursor(page.next(), sort)));
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewArtifact.class);
        if (asked.kind() == null) {
            throw Problem.Invalid.field("kind", "is missing; it is a word such as 'prompt'");
        }
        if (asked.name() == null) {
            throw Problem.Invalid.field("name", "is missing");
        }
        var kind = Kind.of(asked.kind());
        var first = asked.content() == null || asked.content().isNull()
                ? null
                : new NewVersion(asked.content(), asked.message(), 0, null, null, false);
        return Answer.created(registry.create(
                caller,
                call.path("project"),
                kind,
                asked.name(),
                asked.description(),
                asked.tags() == null ? List.of() : asked.tags(),
                Optional.ofNullable(first)));
    }

    /** {@code /} and {@code a/b} as tables have them: empty, and {@code a/b/}. */
    private static String folder(String text) {
        String stripped = text.replaceAll("^/+|/+$", "");
        return stripped.isEmpty() ? "" : new ArtifactName(stripped).text() + "/";
    }

    private static @Nullable String cursor(Wanted.@Nullable After next, Wanted.Sort sort) {
        return next == null
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString((sort + " " + next.id() + " " + next.value()).getBytes(StandardCharsets.UTF_8));
    }

    private static Wanted.After after(String cursor, Wanted.Sort sort) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3 && parts[0].equals(sort.name())) {
                if (sort == Wanted.Sort.UPDATED) {
                    var _ = Long.parseLong(parts[2]);
                }
                return new Wanted.After(parts[2], UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like the cursor of another list
        }
        throw Problem.Invalid.field("cursor", "is not the 'nextCursor' of this list in this order");
    }
}
