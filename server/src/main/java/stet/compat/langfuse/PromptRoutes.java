package stet.compat.langfuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stet.access.Caller;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
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

/** {@code /api/public/v2/prompts}: the registry's prompts, as Langfuse's clients ask for them and make them. */
record PromptRoutes(Registry registry, Callers callers) {
    private static final String PROMPTS = "/api/public/v2/prompts";
    private static final String LATEST = "latest";
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    record PromptList(List<ListedPrompt> data, Page meta) {}

    record ListedPrompt(
            String name,
            String type,
            List<Integer> versions,
            List<String> labels,
            List<String> tags,
            String lastUpdatedAt) {}

    record Page(int page, int limit, int totalItems, int totalPages) {}

    void declare(Api api) {
        of(api.get(PROMPTS, "The project's prompts, as Langfuse's clients list them"))
                .query("page", Integer.class, "from 1")
                .query("limit", Integer.class, "1 to 100; 50 unless said")
                .query("name", String.class, "only this one")
                .query("label", String.class, "only those with this label")
                .query("tag", String.class, "only those with this tag")
                .answers(200, PromptList.class)
                .by(this::list);
        of(api.get(PROMPTS + "/{name}", "A prompt, as Langfuse's clients fetch it"))
                .query("version", Integer.class, "this version")
                .query("label", String.class, "the version with this label; 'production' unless said")
                .answers(200, LangfusePrompt.class)
                .by(this::get);
        of(api.post(PROMPTS, "Saves a version of a prompt in Langfuse's shape"))
                .bodyLimit(MOST_BYTES)
                .answers(201, LangfusePrompt.class)
                .by(this::create);
        of(api.patch(PROMPTS + "/{name}/versions/{version}", "Points labels at a version of a prompt"))
                .answers(200, LangfusePrompt.class)
                .by(this::label);
    }

    private static Operation of(Operation operation) {
        return operation.tag("langfuse").refusals(IngestionRoutes::refused);
    }

    private Answer get(Call call) {
        var caller = callers.of(call);
        int version = call.queryInt("version", 0, 1, 1_000_000);
        String label = call.query("label").orElse("production");
        var reference = version > 0
                ? new Reference.Number(version)
                : label.equals(LATEST) ? new Reference.Latest() : new Reference.Label(label);
        return Answer.ok(found(caller, project(caller), call.path("name"), reference));
    }

    private LangfusePrompt found(Caller caller, String project, String name, Reference reference) {
        return LangfusePrompt.of(
                registry.artifact(caller, project, Kind.PROMPT, name),
                registry.version(caller, project, Kind.PROMPT, name, reference));
    }

    private Answer list(Call call) {
        var caller = callers.of(call);
        String project = project(caller);
        int page = call.queryInt("page", 1, 1, 1_000_000);
        int limit = call.queryInt("limit", 50, 1, 100);
        var label = call.query("label").filter(it -> !it.equals(LATEST));
        var all = registry.artifacts(caller, project, Kind.PROMPT, label).stream()
                .filter(it -> it.latest() > 0)
                .filter(it -> call.query("name").map(it.name()::equals).orElse(true))
                .filter(it -> call.query("tag").map(it.tags()::contains).orElse(true))
                .toList();
        var shown = all.stream()
                .skip((page - 1L) * limit)
                .limit(limit)
                .map(it -> listed(caller, project, it))
                .toList();
        return Answer.ok(new PromptList(shown, new Page(page, limit, all.size(), (all.size() + limit - 1) / limit)));
    }

    private ListedPrompt listed(Caller caller, String project, Artifact artifact) {
        var newest = registry.version(caller, project, Kind.PROMPT, artifact.name(), new Reference.Latest());
        var versions = registry.versions(caller, project, Kind.PROMPT, artifact.name(), Integer.MAX_VALUE, 500).stream()
                .map(it -> it.number())
                .sorted()
                .toList();
        var labels = new ArrayList<>(artifact.labels().keySet());
        labels.add(LATEST);
        return new ListedPrompt(
                artifact.name(),
                newest.content().path("type").asString("text"),
                versions,
                labels,
                artifact.tags(),
                artifact.updatedAt().toString());
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        String project = project(caller);
        var asked = call.body(JsonNode.class);
        String name = asked.path("name").asString("");
        var tags = texts(asked.path("tags"));
        if (exists(caller, project, name).isEmpty()) {
            registry.create(caller, project, Kind.PROMPT, name, null, tags);
        }
        String message = asked.path("commitMessage").asString("");
        var saved = version(registry.save(
                caller,
                project,
                Kind.PROMPT,
                name,
                new NewVersion(
                        LangfusePrompt.content(asked), message.isEmpty() ? null : message, null, null, null, false)));
        label(caller, project, name, saved.number(), texts(asked.path("labels")));
        return Answer.created(found(caller, project, name, new Reference.Number(saved.number())));
    }

    private Optional<Artifact> exists(Caller caller, String project, String name) {
        try {
            return Optional.of(registry.artifact(caller, project, Kind.PROMPT, name));
        } catch (Problem.NotFound e) {
            return Optional.empty();
        }
    }

    private static Version version(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved(var version) -> version;
            case SaveOutcome.Unchanged(var version) -> version;
            case SaveOutcome.Stale stale -> throw new Problem.Conflict(stale.words());
        };
    }

    private Answer label(Call call) {
        var caller = callers.of(call);
        String project = project(caller);
        int version;
        try {
            version = Integer.parseInt(call.path("version"));
        } catch (NumberFormatException e) {
            throw Problem.Invalid.field("version", "'" + call.path("version") + "' is not a version's number");
        }
        label(
                caller,
                project,
                call.path("name"),
                version,
                texts(call.body(JsonNode.class).path("newLabels")));
        return Answer.ok(found(caller, project, call.path("name"), new Reference.Number(version)));
    }

    private void label(Caller caller, String project, String name, int version, List<String> labels) {
        var now = registry.artifact(caller, project, Kind.PROMPT, name).labels();
        for (String label : labels) {
            if (label.equals(LATEST)) {
                continue;
            }
            var move = registry.moveLabel(
                    caller,
                    project,
                    Kind.PROMPT,
                    name,
                    label,
                    now.getOrDefault(label, 0),
                    version,
                    "by a Langfuse client");
            switch (move) {
                case LabelMove.Moved _, LabelMove.Unchanged _ -> {}
                case LabelMove.Stale _ ->
                    throw new Problem.Conflict("someone moved '" + label + "' at the same time: try again");
                case LabelMove.Held held ->
                    throw new Problem.Conflict("'" + label + "' is protected: " + String.join("; ", held.unmet()));
            }
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(it -> it.asString(""))
                .filter(it -> !it.isBlank())
                .toList();
    }

    private static String project(Caller caller) {
        return caller.project()
                .orElseThrow(
                        () -> new Problem.Forbidden(
                                "this needs the API key of a project: make one with './stet key create --project <name>' or under Keys"))
                .name();
    }
}
