package stet.registry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.registry.imports.ForeignArtifacts;
import stet.registry.imports.ImportReport;
import stet.registry.imports.NeutralArtifacts;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/artifact-imports}. */
record ImportRoutes(Imports imports, Callers callers, Map<String, ForeignArtifacts> systems) {
    private static final int BODY_LIMIT = 32 * 1024 * 1024;

    ImportRoutes(Imports imports, Callers callers) {
        this(imports, callers, new ConcurrentHashMap<>());
    }

    /**
     * What is to be taken in; either {@code items} or {@code artifacts}.
     *
     * @param from the system it comes from, such as {@code langfuse}
     * @param items as {@code promptlayer} or {@code langfuse} export them
     * @param artifacts of any system, in the shape that docs/import.md describes
     * @param dryRun only say what would come of it
     * @param moveLabels also move labels that point elsewhere here
     * @param skipRefused let an artifact in without the versions that are refused
     */
    record ArtifactImport(
            @Nullable String from,
            @Nullable JsonNode items,
            @Nullable JsonNode artifacts,
            @Nullable Boolean dryRun,
            @Nullable Boolean moveLabels,
            @Nullable Boolean skipRefused) {}

    void declare(Api api) {
        api.post(
                        "/api/v1/projects/{project}/artifact-imports",
                        "Take artifacts of another system in, with their versions, authors, times and labels; what is there already changes nothing")
                .tag("registry")
                .takes(ArtifactImport.class)
                .bodyLimit(BODY_LIMIT)
                .answers(200, ImportReport.class)
                .by(this::take);
    }

    private Answer take(Call call) {
        var caller = callers.of(call);
        var asked = call.body(ArtifactImport.class);
        if (asked.from() == null) {
            throw Problem.Invalid.field("from", "is missing; it names the system, such as 'langfuse'");
        }
        var wishes = new Imports.Wishes(
                asked.from(),
                Boolean.TRUE.equals(asked.dryRun()),
                Boolean.TRUE.equals(asked.moveLabels()),
                Boolean.TRUE.equals(asked.skipRefused()));
        return Answer.ok(imports.take(caller, call.path("project"), wishes, found(asked.from(), asked)));
    }

    private ForeignArtifacts.Found found(String from, ArtifactImport asked) {
        var items = asked.items();
        var artifacts = asked.artifacts();
        if ((items == null) == (artifacts == null)) {
            throw new Problem.Invalid("give either 'items', as the system exports them, or 'artifacts'");
        }
        if (artifacts != null) {
            if (!artifacts.isArray()) {
                throw Problem.Invalid.field("artifacts", "is not a list");
            }
            return NeutralArtifacts.read(artifacts);
        }
        var system = systems.get(from);
        if (items == null || system == null) {
            throw Problem.Invalid.field(
                    "from",
                    "exports of '" + from + "' are not read here, only of "
                            + String.join(", ", new TreeMap<>(systems).keySet()) + ": give 'artifacts' instead");
        }
        return system.read(items);
    }
}
