package stet.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/session}: signing in, by password or by link, and out. */
record SessionRoutes(Sessions sessions, Callers callers) {
    record SignIn(@Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "SignIn[" + name + "]";
        }
    }

    record Link(@Nullable String token) {
        @Override
        public String toString() {
            return "Link[hidden]";
        }
    }

    record PasswordChange(
            @Nullable String current, @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordChange[hidden]";
        }
    }

    record User(UUID id, String name, boolean administrator) {}

    /** Who is signed in, what a page must send with every change, and the projects there are. */
    record SignedIn(User user, String csrf, List<Project> projects) {
        @Override
        public String toString() {
            return "SignedIn[" + user.name() + "]";
        }
    }

    void declare(Api api) {
        api.post("/api/v1/session", "Sign in with a name and a password")
                .tag("session")
                .open()
                .takes(SignIn.class)
                .answers(200, SignedIn.class)
                .by(this::signIn);
        api.post("/api/v1/session/link", "Sign in with the token of a one-time link")
                .tag("session")
                .open()
                .takes(Link.class)
                .answers(200, SignedIn.class)
                .by(this::signInByLink);
        api.get("/api/v1/session", "Who is signed in")
                .tag("session")
                .answers(200, SignedIn.class)
                .by(call -> Answer.ok(body(session(call))));
        api.put("/api/v1/session/password", "Change your own password; all your other sessions end")
                .tag("session")
                .takes(PasswordChange.class)
                .answers(200, SignedIn.class)
                .by(this::changePassword);
        api.delete("/api/v1/session", "Sign out")
                .tag("session")
                .answers(204, Void.class)
                .by(this::signOut);
    }

    private Answer signIn(Call call) {
        requireOwnPage(call);
        var asked = call.body(SignIn.class);
        return opened(
                call,
                sessions.signIn(required("name", asked.name()), required("password", asked.password()), call.peer()));
    }

    private Answer signInByLink(Call call) {
        requireOwnPage(call);
        var token = required("token", call.body(Link.class).token());
        return opened(call, sessions.signInByLink(token, call.peer()));
    }

    private Answer changePassword(Call call) {
        var session = session(call);
        Callers.requireCsrf(call, session);
        var asked = call.body(PasswordChange.class);
        return opened(
                call,
                sessions.changePassword(
                        session,
                        required("current", asked.current()),
                        required("password", asked.password()),
                        call.peer()));
    }

    private Answer signOut(Call call) {
        var session = session(call);
        Callers.requireCsrf(call, session);
        sessions.signOut(session, call.peer());
        return Answer.none().with("set-cookie", cookie(call, "", 0));
    }

    private Session session(Call call) {
        return callers.session(call).orElseThrow(() -> new Problem.Unauthenticated("nobody is signed in"));
    }

    private Answer opened(Call call, Session session) {
        return Answer.ok(body(session)).with("set-cookie", cookie(call, session.token(), Sessions.LONGEST.toSeconds()));
    }

    private SignedIn body(Session session) {
        var person = session.person();
        return new SignedIn(
                new User(person.id(), person.name(), person.administrator()),
                session.csrf(),
                callers.someone(person).projects());
    }

    private static String cookie(Call call, String value, long seconds) {
        return Callers.COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (call.secure() ? "; Secure" : "");
    }

    /** Another site must not be able to sign a browser in as someone of its choice. */
    private static void requireOwnPage(Call call) {
        if (call.header("sec-fetch-site")
                .filter(site -> site.equals("cross-site"))
                .isPresent()) {
            throw new Problem.Forbidden("signing in works from stet's own pages only");
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Problem.Invalid.field(field, "is missing");
        }
        return value;
    }
}
