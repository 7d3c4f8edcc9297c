package stet.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.json.Json;

/**
 * Where every request comes in: finds what serves it, gives operations a virtual thread, and answers every refusal once. Paths
 * that an {@link EventLoopRoute} owns go to it directly; then come operations; the rest is the UI.
 */
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final long DISCARD_MILLIS = 2_000;

    private final Vertx vertx;
    private final Api api;
    private final List<EventLoopRoute> eventLoopRoutes;
    private final @Nullable StaticFiles files;
    private final BodyReader bodies;
    private final RequestIds requestIds;
    private final HttpTimes times;
    private final ExecutorService workers;

    /**
     * @param files the UI; null to serve none
     */
    public Edge(
            Vertx vertx,
            Api api,
            List<EventLoopRoute> eventLoopRoutes,
            @Nullable StaticFiles files,
            BodyReader bodies,
            HttpTimes times,
            ExecutorService workers) {
        this.vertx = vertx;
        this.api = api;
        this.eventLoopRoutes = List.copyOf(eventLoopRoutes);
        this.files = files;
        this.bodies = bodies;
        this.requestIds = new RequestIds();
        this.times = times;
        this.workers = workers;
    }

    /** Serves one request, on its event loop. */
    public void handle(HttpServerRequest request) {
        String requestId = requestIds.next();
        request.response().putHeader(RequestIds.HEADER, requestId);
        String path = request.path();
        if (path == null || !path.startsWith("/")) {
            refuse(request, requestId, new Problem.Invalid("the request has no path"));
            return;
        }
        for (EventLoopRoute route : eventLoopRoutes) {
            if (route.owns(request.method(), path)) {
                try {
                    route.serve(request, path, requestId);
                } catch (RuntimeException bug) {
                    send(request, answer(logged(request, requestId, bug), requestId));
                }
                return;
            }
        }
        try {
            switch (api.match(request.method().name(), path)) {
                case Api.Match.Found(var operation, var parts) -> operate(request, requestId, operation, parts);
                case Api.Match.OtherMethods(var methods, var refusals) ->
                    refuse(
                            request,
                            refusals.answer(
                                            new Problem.MethodNotAllowed(
                                                    request.method().name(), path, methods),
                                            requestId,
                                            request::getHeader)
                                    .with("allow", String.join(", ", methods)));
                case Api.Match.Nothing _ -> file(request, requestId, path);
            }
        } catch (Problem problem) {
            refuse(request, requestId, problem);
        }
    }

    private void file(HttpServerRequest request, String requestId, String path) {
        var found = files != null && isPage(path) ? files.find(path, request) : null;
        if (found == null) {
            refuse(request, requestId, new Problem.NotFound("page or operation", path));
        } else {
            send(request, found);
        }
    }

    private static boolean isPage(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/v1");
    }

    private void operate(HttpServerRequest request, String requestId, Operation operation, Map<String, String> parts) {
        long started = System.nanoTime();
        Context loop = vertx.getOrCreateContext();
        bodies.read(request, operation.bodyLimit()).onComplete(read -> {
            if (read.failed()) {
                failed(request, requestId, operation, read.cause());
                return;
            }
            var body = read.result();
            workers.execute(() -> {
                Answer answer;
                try {
                    answer = operation
                            .handler()
                            .handle(new Call(request, parts, body.bytes().getBytes(), requestId));
                } catch (Problem problem) {
                    answer = operation.refusals().answer(problem, requestId, request::getHeader);
                } catch (Exception | Error bug) {
                    answer =
                            operation.refusals().answer(logged(request, requestId, bug), requestId, request::getHeader);
                } finally {
                    body.release();
                }
                Answer done = answer.body() instanceof Answer.Streamed streamed
                                && !request.method().equals(HttpMethod.HEAD)
                        ? stream(request, requestId, loop, operation, answer, streamed)
                        : answer;
                loop.runOnContext(_ -> {
                    send(request, done);
                    times.record(operation, done.status(), System.nanoTime() - started);
                });
            });
        });
    }

    /** Writes the answer out; what it returns instead of it is a refusal, if nothing was sent before it. */
    private static Answer stream(
            HttpServerRequest request,
            String requestId,
            Context loop,
            Operation operation,
            Answer answer,
            Answer.Streamed streamed) {
        var out = new ResponseStream(request, loop, () -> head(request, answer, streamed.contentType()));
        try {
            streamed.writing().to(out);
            out.close();
        } catch (IOException e) {
            LOG.debug("{} the client left before its answer was whole: {}", requestId, e.toString());
            out.abort();
        } catch (Problem problem) {
            if (!out.started()) {
                return operation.refusals().answer(problem, requestId, request::getHeader);
            }
            LOG.warn("{} {} ended early: {}", requestId, request.path(), problem.detail());
            out.abort();
        } catch (RuntimeException | Error bug) {
            var problem = logged(request, requestId, bug);
            if (!out.started()) {
                return operation.refusals().answer(problem, requestId, request::getHeader);
            }
            out.abort();
        }
        return answer;
    }

    private static void head(HttpServerRequest request, Answer answer, String contentType) {
        var response = request.response();
        response.setStatusCode(answer.status());
        response.putHeader("x-content-type-options", "nosniff");
        if (!answer.headers().containsKey("cache-control")) {
            response.putHeader("cache-control", "no-store");
        }
        answer.headers().forEach(response::putHeader);
        response.putHeader("content-type", contentType);
    }

    private void failed(HttpServerRequest request, String requestId, Operation operation, Throwable why) {
        if (why instanceof HttpClosedException) {
            LOG.debug("{} the client left before its request was whole", requestId);
            return;
        }
        var problem = why instanceof Problem known
                ? known
                : new Problem.Invalid("the request could not be read: " + why.getMessage());
        refuse(request, operation.refusals().answer(problem, requestId, request::getHeader));
    }

    private void refuse(HttpServerRequest request, String requestId, Problem problem) {
        refuse(request, answer(problem, requestId));
    }

    private void refuse(HttpServerRequest request, Answer answer) {
        send(request, answer);
        if (isArriving(request)) {
            discardRest(vertx, request);
        }
    }

    /** Whether part of the body has not come yet. */
    public static boolean isArriving(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        String length = request.getHeader("content-length");
        boolean hasBody = request.getHeader("transfer-encoding") != null || (length != null && !length.equals("0"));
        return hasBody && !request.isEnded();
    }

    /** Lets a sender that is still sending read its answer before its connection, or its stream of one, is closed under it. */
    public static void discardRest(Vertx vertx, HttpServerRequest request) {
        request.handler(_ -> {});
        request.endHandler(_ -> {});
        request.exceptionHandler(_ -> {});
        request.resume();
        vertx.setTimer(DISCARD_MILLIS, _ -> {
            if (request.version() != HttpVersion.HTTP_2) {
                request.connection().close();
            } else if (!request.isEnded()) {
                request.response().reset(0);
            }
        });
    }

    private static Problem logged(HttpServerRequest request, String requestId, Throwable bug) {
        LOG.error("{} {} {} failed", requestId, request.method(), request.path(), bug);
        return new Problem.Bug(requestId);
    }

    /** A refusal as problem JSON. */
    public static Answer answer(Problem problem, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("requestId", requestId);
        if (problem instanceof Problem.Invalid invalid && !invalid.errors().isEmpty()) {
            body.put("errors", invalid.errors());
        }
        var answer = Answer.raw(problem.status(), "application/problem+json", Json.MAPPER.writeValueAsBytes(body));
        var wait = problem.retryAfter();
        if (wait != null) {
            answer = answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
        }
        if (problem instanceof Problem.Unauthenticated) {
            answer = answer.with("www-authenticate", "Bearer realm=\"stet\"");
        }
        return answer;
    }

    /** Sends an answer on the event loop of its request. */
    public static void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        if (isArriving(request) && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("connection", "close");
        }
        response.setStatusCode(answer.status());
        response.putHeader("x-content-type-options", "nosniff");
        if (answer.body() != null && !answer.headers().containsKey("cache-control")) {
            response.putHeader("cache-control", "no-store");
        }
        answer.headers().forEach(response::putHeader);
        switch (answer.body()) {
            case null -> response.end();
            case Answer.Streamed streamed -> {
                response.putHeader("content-type", streamed.contentType());
                response.end();
            }
            case Answer.Raw(var contentType, var bytes) -> {
                response.putHeader("content-type", contentType);
                response.end(Buffer.buffer(bytes));
            }
            case Object value -> {
                response.putHeader("content-type", "application/json");
                response.end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(value)));
            }
        }
    }
}
