package stet.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/label-requests}. */
record RequestRoutes(LabelRequests requests, Callers callers) {
    private static final String REQUESTS = "/api/v1/projects/{project}/label-requests";
    private static final int MOST_LISTED = 200;

    record RequestList(List<LabelRequest> items, @Nullable String nextCursor) {}

    record NewRequest(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String label,
            @Nullable Integer version,
            @Nullable String reason) {}

    record NewComment(@Nullable String text) {}

    record NewAnswer(
            @Nullable @OneOf({"approve", "deny", "withdraw"})
            String answer,

            @Nullable String comment) {}

    void declare(Api api) {
        api.post(REQUESTS, "Ask for the move of a protected label")
                .tag("registry")
                .takes(NewRequest.class)
                .answers(201, LabelRequest.class)
                .by(this::add);
        api.get(REQUESTS, "Requests to move protected labels, newest first")
                .tag("registry")
                .query("state", String.class, "open, moved, denied, withdrawn or stale; all unless said")
                .query("kind", String.class, "of this kind only")
                .query("name", String.class, "of the artifacts of this name only")
                .query("limit", Integer.class, "1 to 200; 50 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, RequestList.class)
                .by(this::list);
        api.get(REQUESTS + "/{id}", "One request with its comments")
                .tag("registry")
                .answers(200, LabelRequest.class)
                .by(call -> Answer.ok(requests.get(callers.of(call), call.path("project"), id(call.path("id")))));
        api.post(REQUESTS + "/{id}/comments", "Say something about a request")
                .tag("registry")
                .takes(NewComment.class)
                .answers(201, LabelRequest.class)
                .by(call -> {
                    var caller = callers.of(call);
                    var text = call.body(NewComment.class).text();
                    return Answer.created(requests.comment(
                            caller, call.path("project"), id(call.path("id")), text == null ? "" : text));
                });
        api.post(
                        REQUESTS + "/{id}/answer",
                        "Approve, deny or withdraw a request; the last approval needed moves the label")
                .tag("registry")
                .takes(NewAnswer.class)
                .answers(200, LabelRequests.Answered.class)
                .by(this::answer);
    }

    private Answer add(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewRequest.class);
        if (asked.kind() == null || asked.name() == null || asked.label() == null || asked.version() == null) {
            throw new Problem.Invalid(
                    "'kind', 'name', 'label' and 'version' say what is to move where; one is missing");
        }
        var target = new Labels.Target(Kind.of(asked.kind()), new ArtifactName(asked.name()).text(), asked.label());
        return Answer.created(requests.add(caller, call.path("project"), target, asked.version(), asked.reason()));
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 50, 1, MOST_LISTED);
        var found = requests.page(
                callers.of(call),
                call.path("project"),
                call.query("state").map(RequestRoutes::state),
                call.query("kind").map(Kind::of),
                call.query("name"),
                call.query("cursor").map(RequestRoutes::id),
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new RequestList(items, more ? items.getLast().id().toString() : null));
    }

    private Answer answer(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewAnswer.class);
        if (asked.answer() == null) {
            throw Problem.Invalid.field("answer", "is missing; it is 'approve', 'deny' or 'withdraw'");
        }
        return Answer.ok(requests.answer(
                caller,
                call.path("project"),
                id(call.path("id")),
                LabelRequests.Answer.of(asked.answer()),
                asked.comment()));
    }

    private static LabelRequest.State state(String word) {
        return LabelRequest.State.of(word)
                .orElseThrow(() -> Problem.Invalid.field(
                        "state", "'" + word + "' is none of open, moved, denied, withdrawn, stale"));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("request", text);
        }
    }
}
