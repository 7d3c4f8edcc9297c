package stet.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/keys}. */
record KeyRoutes(Keys keys, Callers callers) {
    private static final String KEYS = "/api/v1/projects/{project}/keys";

    record KeyList(List<ApiKey> items) {}

    /** @param role {@code application} unless said, or {@code developer} */
    record KeyToMake(
            @Nullable String name,
            @Nullable @OneOf({"application", "developer"}) String role) {}

    void declare(Api api) {
        api.get(KEYS, "The project's API keys, newest first, without the keys themselves")
                .tag("keys")
                .answers(200, KeyList.class)
                .by(call -> Answer.ok(new KeyList(keys.list(callers.of(call), call.path("project")))));
        api.post(KEYS, "Make an API key; the answer is the only place that ever shows it")
                .tag("keys")
                .takes(KeyToMake.class)
                .answers(201, Keys.NewKey.class)
                .by(this::create);
        api.delete(KEYS + "/{id}", "Revoke an API key")
                .tag("keys")
                .answers(204, Void.class)
                .by(this::revoke);
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        var asked = call.body(KeyToMake.class);
        String name = asked.name();
        if (name == null) {
            throw Problem.Invalid.field("name", "is missing: say what the key is for");
        }
        return Answer.created(keys.create(caller, call.path("project"), name, role(asked.role())));
    }

    private static KeyRole role(@Nullable String word) {
        return word == null
                ? KeyRole.APPLICATION
                : KeyRole.of(word)
                        .orElseThrow(() -> Problem.Invalid.field(
                                "role", "'" + word + "' is neither 'application' nor 'developer'"));
    }

    private Answer revoke(Call call) {
        var caller = callers.of(call);
        keys.revoke(caller, call.path("project"), keyId(call.path("id")));
        return Answer.none();
    }

    private static UUID keyId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("key", text);
        }
    }
}
