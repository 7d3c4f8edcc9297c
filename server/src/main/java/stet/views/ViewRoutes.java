package stet.views;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/views}. */
record ViewRoutes(Views views, Callers callers) {
    private static final String VIEWS = "/api/v1/projects/{project}/views";

    record ViewList(List<View> items) {}

    record NewView(
            @Nullable String kind,
            @Nullable String name,
            @Nullable JsonNode content) {}

    /** A change; what is absent stays as it is. */
    record ViewChange(
            @Nullable Integer version,
            @Nullable String name,
            @Nullable JsonNode content) {}

    void declare(Api api) {
        api.get(VIEWS, "Saved views and dashboards, by name")
                .tag("views")
                .query("kind", String.class, "'traces' or 'dashboard'; both unless said")
                .answers(200, ViewList.class)
                .by(call -> Answer.ok(new ViewList(views.list(
                        callers.of(call),
                        call.path("project"),
                        call.query("kind").map(ViewRoutes::kind)))));
        api.post(VIEWS, "Saves a view or dashboard")
                .tag("views")
                .takes(NewView.class)
                .answers(201, View.class)
                .by(this::add);
        api.get(VIEWS + "/{id}", "One view or dashboard")
                .tag("views")
                .answers(200, View.class)
                .by(call -> Answer.ok(views.get(callers.of(call), call.path("project"), id(call))));
        api.put(VIEWS + "/{id}", "Changes a view or dashboard, if nobody has since the version named")
                .tag("views")
                .takes(ViewChange.class)
                .answers(200, View.class)
                .by(this::change);
        api.delete(VIEWS + "/{id}", "Removes a view or dashboard")
                .tag("views")
                .answers(204, Void.class)
                .by(call -> {
                    views.remove(callers.of(call), call.path("project"), id(call));
                    return Answer.none();
                });
    }

    private Answer add(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewView.class);
        if (asked.kind() == null) {
            throw Problem.Invalid.field("kind", "is missing; it is 'traces' or 'dashboard'");
        }
        return Answer.created(
                views.add(caller, call.path("project"), kind(asked.kind()), asked.name(), asked.content()));
    }

    private Answer change(Call call) {
        var caller = callers.of(call);
        var asked = call.body(ViewChange.class);
        if (asked.version() == null) {
            throw Problem.Invalid.field("version", "is missing; it is the version that was changed");
        }
        return Answer.ok(
                views.change(caller, call.path("project"), id(call), asked.version(), asked.name(), asked.content()));
    }

    private static View.Kind kind(String word) {
        return View.Kind.of(word)
                .orElseThrow(() -> Problem.Invalid.field("kind", "'" + word + "' is neither 'traces' nor 'dashboard'"));
    }

    private static UUID id(Call call) {
        var id = call.path("id");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("view", id);
        }
    }
}
