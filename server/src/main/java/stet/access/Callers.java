package stet.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** Finds out who is calling: by an API key, the command line's token or a session cookie. */
public final class Callers {
    public static final String COOKIE = "stet_session";
    public static final String CSRF = "stet-csrf";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Live live;
    private final Sessions sessions;
    private final CliToken cli;

    Callers(Live live, Sessions sessions, CliToken cli) {
        this.live = live;
        this.sessions = sessions;
        this.cli = cli;
    }

    /** The caller of a request; a {@link Problem} when nobody is known to be calling. */
    public Caller of(Call call) {
        var key = PresentedKey.in(
                name -> call.header(name).orElse(null), name -> call.query(name).orElse(null));
        if (key.isPresent()) {
            return ofKey(key.get());
        }
        var session = session(call)
                .orElseThrow(() -> new Problem.Unauthenticated(
                        "sign in, or send a project's API key as 'Authorization: Bearer stet_…'"));
        if (!READING.contains(call.method())) {
            requireCsrf(call, session);
        }
        return someone(session.person());
    }

    /**
     * The person behind a session's cookie, where a request is not read as a {@link Call}; asks the record store.
     *
     * @param csrf what was sent as {@code stet-csrf}
     */
    public Caller signedIn(String cookie, String method, @Nullable String csrf) {
        var session = sessions.find(cookie)
                .orElseThrow(() -> new Problem.Unauthenticated("the session has ended: sign in again"));
        if (!READING.contains(method)) {
            requireCsrf(csrf, session);
        }
        return someone(session.person());
    }

    /** The application that holds a key, found without waiting for anything: for the event loop. */
    public Optional<KeyHolder> keyHolder(String presented) {
        return live.keyHolder(presented);
    }

    /** The caller who holds a key that came in another place than a header; a {@link Problem} when it does not work. */
    public Caller holding(String presented) {
        return ofKey(presented);
    }

    /** A key that calls models for a quarter of an hour in the name of an application; empty for anyone else. */
    public Optional<String> runKey(Caller caller) {
        return caller.who() instanceof Caller.Who.Application application
                ? live.runKey(application.keyId())
                : Optional.empty();
    }

    /** The server itself, for work that nobody asked for. */
    public Caller server() {
        return new Caller(new Caller.Who.Server(), Permission.all(), live::projects);
    }

    Optional<Session> session(Call call) {
        return call.cookie(COOKIE).flatMap(sessions::find);
    }

    Caller someone(Person person) {
        return new Caller(
                new Caller.Who.Someone(person.id(), person.name()),
                person.administrator() ? Permission.all() : Permission.ofMembers(),
                live::projects);
    }

    static void requireCsrf(Call call, Session session) {
        requireCsrf(call.header(CSRF).orElse(null), session);
    }

    private static void requireCsrf(@Nullable String sent, Session session) {
        if (sent == null || !Tokens.equal(session.csrf(), sent)) {
            throw new Problem.Forbidden(
                    "the header '" + CSRF + "' is missing or wrong: send the 'csrf' value of GET /api/v1/session");
        }
    }

    private Caller ofKey(String presented) {
        if (cli.is(presented)) {
            return new Caller(new Caller.Who.CommandLine(), Permission.all(), live::projects);
        }
        return live.keyHolder(presented).map(KeyHolder::caller).orElseThrow(() -> unknownKey(presented));
    }

    /** What is wrong with a key that does not work, as far as its holder may know. */
    public static Problem unknownKey(String presented) {
        if (!presented.startsWith(ApiKey.START)) {
            return new Problem.Unauthenticated(
                    "this is not a key of stet, which starts with 'stet_': a provider's own key belongs under Providers");
        }
        return Tokens.isWhole(ApiKey.START, presented) || Tokens.isWhole(CliToken.START, presented)
                ? new Problem.Unauthenticated("this API key is unknown or was revoked")
                : new Problem.Unauthenticated("this API key was not copied whole, or has a wrong character");
    }
}
