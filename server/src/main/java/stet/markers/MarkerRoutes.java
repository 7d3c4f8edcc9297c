package stet.markers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.Ids;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/markers}. */
record MarkerRoutes(Markers markers, Callers callers, InstantSource clock) {
    static final int MOST_LISTED = 500;
    private static final String MARKERS = "/api/v1/projects/{project}/markers";
    private static final Duration RECENT = Duration.ofDays(30);

    record MarkerList(List<Marker> items) {}

    /**
     * Something that happened.
     *
     * @param at now unless said
     */
    record NewMarker(
            @Nullable Instant at,
            @Nullable String kind,
            @Nullable String app,
            @Nullable String environment,
            @Nullable String title,
            @Nullable String link) {}

    void declare(Api api) {
        api.post(MARKERS, "Mark a moment: a deploy, an incident or a note, to be seen on time axes")
                .tag("markers")
                .takes(NewMarker.class)
                .answers(201, Marker.class)
                .by(this::add);
        api.get(MARKERS, "What was marked in a time, newest first; at most 500")
                .tag("markers")
                .query("from", Instant.class, "at or after this time; 30 days before 'to' unless said")
                .query("to", Instant.class, "before this time; now unless said")
                .query("app", String.class, "of this app, or of all")
                .query("environment", String.class, "of this environment, or of all")
                .answers(200, MarkerList.class)
                .by(this::list);
        api.delete(MARKERS + "/{id}", "Remove a marker")
                .tag("markers")
                .answers(204, Void.class)
                .by(call -> {
                    markers.remove(callers.of(call), call.path("project"), id(call));
                    return Answer.none();
                });
    }

    private Answer add(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewMarker.class);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var title = asked.title();
        if (title == null) {
            throw Problem.Invalid.field("title", "is missing; say what happened");
        }
        var marker = new Marker(
                Ids.next(),
                asked.at() == null ? now : asked.at().truncatedTo(ChronoUnit.MICROS),
                Marker.Kind.of(asked.kind() == null ? "note" : asked.kind()),
                given(asked.app()),
                given(asked.environment()),
                title.strip(),
                given(asked.link()),
                now,
                caller.name());
        return Answer.created(markers.add(caller, call.path("project"), marker));
    }

    private Answer list(Call call) {
        var caller = callers.of(call);
        var to = call.queryTime("to").orElseGet(clock::instant);
        var from = call.queryTime("from").orElseGet(() -> to.minus(RECENT));
        return Answer.ok(new MarkerList(markers.list(
                caller,
                call.path("project"),
                from,
                to,
                call.query("app").orElse(""),
                call.query("environment").orElse(""))));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("marker", call.path("id"));
        }
    }
}
