package stet.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/people}: who can sign in. */
record PersonRoutes(People people, Callers callers) {
    private static final String PEOPLE = "/api/v1/people";

    record PersonList(List<People.Member> items) {}

    record PersonToAdd(
            @Nullable String name,
            @Nullable String password,
            @Nullable Boolean administrator) {
        @Override
        public String toString() {
            return "PersonToAdd[" + name + "]";
        }
    }

    record NewPassword(@Nullable String password) {
        @Override
        public String toString() {
            return "NewPassword[hidden]";
        }
    }

    void declare(Api api) {
        api.get(PEOPLE, "The people who can sign in, by name")
                .tag("people")
                .answers(200, PersonList.class)
                .by(call -> Answer.ok(new PersonList(people.list(callers.of(call)))));
        api.post(PEOPLE, "Let a person in; without a password one is made up and answered, this once")
                .tag("people")
                .takes(PersonToAdd.class)
                .answers(201, People.NewMember.class)
                .by(this::add);
        api.delete(PEOPLE + "/{name}", "Take a person out; their sessions end")
                .tag("people")
                .answers(204, Void.class)
                .by(call -> {
                    people.remove(callers.of(call), call.path("name"));
                    return Answer.none();
                });
        api.put(PEOPLE + "/{name}/password", "Give a person another password; their sessions end")
                .tag("people")
                .takes(NewPassword.class)
                .answers(204, Void.class)
                .by(this::setPassword);
    }

    private Answer add(Call call) {
        var caller = callers.of(call);
        var asked = call.body(PersonToAdd.class);
        String name = asked.name();
        if (name == null) {
            throw Problem.Invalid.field("name", "is missing");
        }
        boolean administrator = asked.administrator() != null && asked.administrator();
        return Answer.created(people.add(caller, name, asked.password(), administrator));
    }

    private Answer setPassword(Call call) {
        var caller = callers.of(call);
        String password = call.body(NewPassword.class).password();
        if (password == null) {
            throw Problem.Invalid.field("password", "is missing");
        }
        people.setPassword(caller, call.path("name"), password);
        return Answer.none();
    }
}
