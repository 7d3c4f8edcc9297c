package stet.releases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.registry.SaveOutcome;
import stet.registry.Version;
import stet.registry.VersionSummary;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/apps/{app}/releases}. */
record ReleaseRoutes(AppReleases releases, Callers callers) {
    private static final String APP = "/api/v1/projects/{project}/apps/{app}";
    private static final String RELEASES = APP + "/releases";
    private static final int MOST = 500;

    /** A release. */
    record Release(
            String app,
            int number,
            String digest,
            @Nullable String message,
            String author,
            Instant createdAt,
            List<String> labels,
            @Nullable JsonNode manifest) {
        static Release of(Version version) {
            return new Release(
                    version.name(),
                    version.number(),
                    version.digest(),
                    version.message(),
                    version.author(),
                    version.createdAt(),
                    version.labels(),
                    version.content());
        }

        static Release of(String app, VersionSummary version) {
            return new Release(
                    app,
                    version.number(),
                    version.digest(),
                    version.message(),
                    version.author(),
                    version.createdAt(),
                    version.labels(),
                    null);
        }
    }

    record ReleaseList(List<Release> items, @Nullable String nextCursor) {}

    /**
     * A release to make.
     *
     * @param manifest what it pins; versions may be named as {@code "name@3"}, {@code "name@production"} or {@code "name"} for the newest
     * @param expectedLatest the newest release as far as its author knows; another one is a conflict
     */
    record NewRelease(
            @Nullable JsonNode manifest,
            @Nullable String message,
            @Nullable Integer expectedLatest) {}

    /**
     * What came of making a release.
     *
     * @param outcome {@code saved}, {@code unchanged} or {@code stale}
     * @param release the release, or the newest when it is stale
     * @param detail why it is stale
     */
    record Made(
            String outcome,
            @Nullable Release release,
            @Nullable String detail) {}

    void declare(Api api) {
        api.get(RELEASES, "The releases of an app, newest first, without their manifests")
                .tag("releases")
                .query("limit", Integer.class, "at most so many, 1 to 500; 100 unless said")
                .query("cursor", String.class, "go on after the page whose nextCursor this is")
                .answers(200, ReleaseList.class)
                .by(this::list);
        api.post(RELEASES, "Make a release: every version it names is found and pinned; makes the app too")
                .tag("releases")
                .takes(NewRelease.class)
                .answers(201, Made.class)
                .answers(200, Made.class)
                .answers(409, Made.class)
                .by(this::create);
        api.post(APP + "/check", "What a release would pin, without making it")
                .tag("releases")
                .takes(NewRelease.class)
                .answers(200, JsonNode.class)
                .by(call -> Answer.ok(releases.check(
                        callers.of(call),
                        call.path("project"),
                        call.path("app"),
                        manifest(call.body(NewRelease.class)))));
        api.get(RELEASES + "/{release}", "A release, by its number, a label, 'latest' or its digest")
                .tag("releases")
                .answers(200, Release.class)
                .by(call -> Answer.ok(Release.of(releases.find(
                        callers.of(call), call.path("project"), call.path("app"), call.path("release")))));
        api.get(APP + "/diff", "What is different between two releases, the texts of their prompts included")
                .tag("releases")
                .query("from", String.class, "a release: its number, a label, 'latest' or its digest")
                .query("to", String.class, "another; 'latest' unless said")
                .answers(200, ReleaseDiff.class)
                .by(this::diff);
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 100, 1, MOST);
        int below = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        String app = call.path("app");
        var found = releases.list(callers.of(call), call.path("project"), app, below, limit + 1);
        boolean more = found.size() > limit;
        var items = (more ? found.subList(0, limit) : found)
                .stream().map(it -> Release.of(app, it)).toList();
        return Answer.ok(
                new ReleaseList(items, more ? Integer.toString(items.getLast().number()) : null));
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewRelease.class);
        var outcome = releases.create(
                caller,
                call.path("project"),
                call.path("app"),
                manifest(asked),
                asked.message(),
                asked.expectedLatest());
        return switch (outcome) {
            case SaveOutcome.Saved saved -> Answer.created(new Made("saved", Release.of(saved.version()), null));
            case SaveOutcome.Unchanged unchanged ->
                Answer.ok(new Made("unchanged", Release.of(unchanged.version()), null));
            case SaveOutcome.Stale stale -> new Answer(409, new Made("stale", null, stale.words()), Map.of());
        };
    }

    private Answer diff(Call call) {
        String from = call.query("from")
                .orElseThrow(() -> Problem.Invalid.field("from", "is missing: name a release, such as 2"));
        return Answer.ok(releases.diff(
                callers.of(call),
                call.path("project"),
                call.path("app"),
                from,
                call.query("to").orElse("latest")));
    }

    private static JsonNode manifest(NewRelease asked) {
        var manifest = asked.manifest();
        if (manifest == null) {
            throw Problem.Invalid.field("manifest", "is missing: say what the release pins");
        }
        return manifest;
    }
}
