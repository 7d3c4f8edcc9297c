package stet.releases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.registry.Content;
import stet.registry.Kind;
import stet.registry.NewVersion;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.registry.SaveOutcome;
import stet.registry.Version;
import stet.registry.VersionSummary;
import stet.releases.deployments.Deployments;
import tools.jackson.databind.JsonNode;

/** Makes and finds the releases of apps: the versions of artifacts of kind app. */
record AppReleases(Registry registry, ManifestRules rules) implements Deployments.Apps {
    /** Saves a release, unless the newest says the same or its author did not know it. */
    SaveOutcome create(
            Caller caller,
            String project,
            String app,
            JsonNode manifest,
            @Nullable String message,
            @Nullable Integer expectedLatest) {
        return registry.save(
                caller, project, Kind.APP, app, new NewVersion(manifest, message, expectedLatest, null, null, true));
    }

    /** What a release would be, without saving it. */
    JsonNode check(Caller caller, String project, String app, JsonNode manifest) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return rules.checked(new Content(scope, Kind.APP, app, manifest));
    }

    List<VersionSummary> list(Caller caller, String project, String app, int below, int limit) {
        return registry.versions(caller, project, Kind.APP, app, below, limit);
    }

    Version find(Caller caller, String project, String app, String reference) {
        return registry.version(caller, project, Kind.APP, app, Reference.parse(reference));
    }

    ReleaseDiff diff(Caller caller, String project, String app, String from, String to) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return ReleaseDiff.between(
                find(caller, project, app, from),
                find(caller, project, app, to),
                (kind, name, reference) -> registry.find(scope, kind, name, reference));
    }

    @Override
    public Version release(Scope.InProject scope, String app, String reference) {
        return registry.find(scope, Kind.APP, app, Reference.parse(reference)).orElseThrow(() -> {
            id(scope, app);
            return new Problem.NotFound("release of app '" + app + "'", reference);
        });
    }

    @Override
    public UUID id(Scope.InProject scope, String app) {
        return registry.find(scope, Kind.APP, app, new Reference.Latest())
                .map(Version::artifactId)
                .orElseThrow(() -> new Problem.NotFound("app with a release", app));
    }
}
