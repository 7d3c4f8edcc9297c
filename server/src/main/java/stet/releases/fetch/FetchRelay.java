package stet.releases.fetch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Caller;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.PresentedKey;
import stet.platform.http.Answer;
import stet.platform.http.BodyReader;
import stet.platform.http.Edge;
import stet.platform.http.EventLoopRoute;
import stet.platform.http.Problem;
import stet.registry.Kind;

/**
 * {@code /api/v1/projects/{project}/fetch}: what is live, from memory, on the event loop. One for each event loop. Only a version that
 * is neither newest nor labelled nor pinned by a live release is read from the store, on another thread.
 */
final class FetchRelay implements EventLoopRoute {
    /** What the relays of all event loops share. */
    record Shared(Callers callers, FetchDocuments documents, BodyReader bodies, ExecutorService workers) {}

    static final int MOST_WAITING = 10_000;
    static final int LONGEST_WAIT = 60;
    static final int BODY_LIMIT = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(FetchRelay.class);
    private static final String PROJECTS = "/api/v1/projects/";
    private static final String APPS = "/fetch/apps/";
    private static final String PROMPTS = "/fetch/prompts/";
    private static final String RENDER = "/render";

    private final Vertx vertx;
    private final Shared shared;
    private final Map<UUID, Set<Waiting>> waiting = new HashMap<>();
    private volatile @Nullable Context loop;
    private int waits;

    FetchRelay(Vertx vertx, Shared shared) {
        this.vertx = vertx;
        this.shared = shared;
    }

    /** A request that is answered when what it asks for changes. */
    private static final class Waiting {
        private final FetchQuery query;
        private final String known;
        private final Consumer<FetchDocument> answer;
        private final Consumer<Problem> refuse;
        private long timer = -1;

        Waiting(FetchQuery query, String known, Consumer<FetchDocument> answer, Consumer<Problem> refuse) {
            this.query = query;
            this.known = known;
            this.answer = answer;
            this.refuse = refuse;
        }
    }

    @Override
    public boolean owns(HttpMethod method, String path) {
        if (!path.startsWith(PROJECTS)) {
            return false;
        }
        int end = path.indexOf('/', PROJECTS.length());
        return end > 0 && (path.startsWith(APPS, end) || path.startsWith(PROMPTS, end));
    }

    @Override
    public void serve(HttpServerRequest request, String path, String requestId) {
        try {
            route(request, path, requestId);
        } catch (Problem problem) {
            refuse(request, requestId, problem);
        }
    }

    private void route(HttpServerRequest request, String path, String requestId) {
        int end = path.indexOf('/', PROJECTS.length());
        var kind = path.startsWith(APPS, end) ? Kind.APP : Kind.PROMPT;
        String rest = path.substring(end + (kind == Kind.APP ? APPS : PROMPTS).length());
        boolean render = rest.endsWith(RENDER);
        String name = decoded(render ? rest.substring(0, rest.length() - RENDER.length()) : rest);
        String project = decoded(path.substring(PROJECTS.length(), end));
        var wanted = render ? HttpMethod.POST : HttpMethod.GET;
        if (!request.method().equals(wanted)) {
            throw new Problem.MethodNotAllowed(request.method().name(), path, List.of(wanted.name()));
        }
        Optional<String> key = key(request);
        var cookie = request.getCookie(Callers.COOKIE);
        if (key.isEmpty() && cookie != null) {
            String csrf = request.getHeader(Callers.CSRF);
            request.pause();
            elsewhere(
                    request,
                    requestId,
                    () -> reading(shared.callers().signedIn(cookie.getValue(), wanted.name(), csrf), project),
                    found -> {
                        serve(request, FetchQuery.of(found, kind, name, request::getParam), render, requestId);
                        request.resume();
                    });
            return;
        }
        var caller = shared.callers()
                .holding(key.orElseThrow(() -> new Problem.Unauthenticated(
                        "sign in, or send a project's API key as 'Authorization: Bearer stet_…'")));
        serve(request, FetchQuery.of(reading(caller, project), kind, name, request::getParam), render, requestId);
    }

    private void serve(HttpServerRequest request, FetchQuery query, boolean render, String requestId) {
        if (render) {
            render(request, query, requestId);
        } else {
            fetch(request, query, requestId);
        }
    }

    private static Optional<String> key(HttpServerRequest request) {
        try {
            return PresentedKey.in(request::getHeader, request::getParam);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("the query string is not URL-encoded UTF-8");
        }
    }

    private static UUID reading(Caller caller, String project) {
        return caller.may(Permission.READ_ARTIFACTS, project).projectId();
    }

    private void fetch(HttpServerRequest request, FetchQuery query, String requestId) {
        int wait = wait(request.getParam("wait"));
        String known = request.getHeader("if-none-match");
        var ready = shared.documents().ready(query);
        if (ready.isPresent()) {
            if (wait > 0 && known != null && ready.get().isKnownTo(known) && waits < MOST_WAITING) {
                await(
                        new Waiting(
                                query,
                                known,
                                document -> answer(request, document, known),
                                problem -> refuse(request, requestId, problem)),
                        request.response(),
                        wait);
            } else {
                answer(request, ready.get(), known);
            }
            return;
        }
        elsewhere(request, requestId, () -> shared.documents().load(query), loaded -> answer(request, loaded, known));
    }

    private void render(HttpServerRequest request, FetchQuery query, String requestId) {
        shared.bodies().read(request, BODY_LIMIT).onComplete(read -> {
            if (read.failed()) {
                refuse(
                        request,
                        requestId,
                        read.cause() instanceof Problem problem
                                ? problem
                                : new Problem.Invalid("the request could not be read"));
                return;
            }
            var body = read.result();
            byte[] bytes = body.bytes().getBytes();
            body.release();
            String step = request.getParam("step");
            elsewhere(
                    request,
                    requestId,
                    () -> shared.documents().render(query, step, bytes),
                    rendered -> send(request, 200, rendered.bytes(), null));
        });
    }

    private interface Then<T> {
        void with(T value);
    }

    /** Works where waiting is allowed, and answers here. */
    private <T> void elsewhere(HttpServerRequest request, String requestId, Supplier<T> work, Then<T> then) {
        var context = vertx.getOrCreateContext();
        shared.workers().execute(() -> {
            try {
                T done = work.get();
                context.runOnContext(_ -> {
                    try {
                        then.with(done);
                    } catch (Problem problem) {
                        refuse(request, requestId, problem);
                    }
                });
            } catch (Problem problem) {
                context.runOnContext(_ -> refuse(request, requestId, problem));
            } catch (RuntimeException | Error bug) {
                LOG.error("{} {} failed", requestId, request.path(), bug);
                context.runOnContext(_ -> refuse(request, requestId, new Problem.Bug(requestId)));
            }
        });
    }

    private void await(Waiting request, HttpServerResponse response, int seconds) {
        loop = vertx.getOrCreateContext();
        waiting.computeIfAbsent(request.query.project(), _ -> new HashSet<>()).add(request);
        waits++;
        request.timer = vertx.setTimer(seconds * 1000L, _ -> {
            if (forget(request)) {
                again(request, true);
            }
        });
        response.closeHandler(_ -> forget(request));
        response.exceptionHandler(_ -> forget(request));
    }

    private boolean forget(Waiting request) {
        var all = waiting.get(request.query.project());
        if (all == null || !all.remove(request)) {
            return false;
        }
        if (all.isEmpty()) {
            waiting.remove(request.query.project());
        }
        waits--;
        vertx.cancelTimer(request.timer);
        return true;
    }

    /** Looks again at what waits for a project; called from any thread. */
    void changed(UUID project) {
        onLoop(() -> List.copyOf(waiting.getOrDefault(project, Set.of())).forEach(it -> again(it, false)));
    }

    /** Answers all that waits as if its time were over; called from any thread. */
    void stop() {
        onLoop(() -> waiting.values().stream().flatMap(Set::stream).toList().forEach(it -> {
            forget(it);
            again(it, true);
        }));
    }

    private void onLoop(Runnable work) {
        var known = loop;
        if (known != null) {
            known.runOnContext(_ -> work.run());
        }
    }

    private void again(Waiting request, boolean last) {
        try {
            var now = shared.documents().ready(request.query);
            if (now.isPresent() && (last || !now.get().isKnownTo(request.known))) {
                forget(request);
                request.answer.accept(now.get());
            }
        } catch (Problem gone) {
            forget(request);
            request.refuse.accept(gone);
        }
    }

    private static void answer(HttpServerRequest request, FetchDocument document, @Nullable String known) {
        if (known != null && document.isKnownTo(known)) {
            var response = request.response();
            if (!response.ended() && !response.closed()) {
                response.putHeader("etag", document.etag()).putHeader("cache-control", "private, no-cache");
                response.setStatusCode(304).end();
            }
        } else {
            send(request, 200, document.bytes(), document.etag());
        }
    }

    private static void send(HttpServerRequest request, int status, byte[] body, @Nullable String etag) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("x-content-type-options", "nosniff");
        if (etag == null) {
            response.putHeader("cache-control", "no-store");
        } else {
            response.putHeader("etag", etag).putHeader("cache-control", "private, no-cache");
        }
        response.end(Buffer.buffer(body));
    }

    private void refuse(HttpServerRequest request, String requestId, Problem problem) {
        Answer answer = Edge.answer(problem, requestId);
        if (problem instanceof Problem.MethodNotAllowed) {
            answer = answer.with("allow", String.valueOf(request.path()).endsWith(RENDER) ? "POST" : "GET");
        }
        request.resume();
        Edge.send(request, answer);
        if (Edge.isArriving(request)) {
            Edge.discardRest(vertx, request);
        }
    }

    private static int wait(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds >= 0 && seconds <= LONGEST_WAIT) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problem.Invalid.field(
                "wait", "'" + text + "' is not a whole number of seconds from 0 to " + LONGEST_WAIT);
    }

    private static String decoded(String segment) {
        try {
            return segment.indexOf('%') < 0
                    ? segment
                    : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("the path is not URL-encoded UTF-8: " + segment);
        }
    }
}
