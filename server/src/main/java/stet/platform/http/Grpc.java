package stet.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves unary gRPC methods over HTTP/2, on any port that the {@link Listener} opens. */
public final class Grpc implements EventLoopRoute {
    /** Serves one call, on a virtual thread: it may block. */
    @FunctionalInterface
    public interface Method {
        /**
         * @param call its headers are the call's metadata, its body is the message as it came
         * @param encoding what the message is compressed with; null for nothing
         * @return the message to answer
         */
        byte[] call(Call call, @Nullable String encoding) throws Exception;
    }

    private record Served(Method method, int limit) {}

    private static final Logger LOG = LoggerFactory.getLogger(Grpc.class);
    private static final String TYPE = "application/grpc";

    private final Vertx vertx;
    private final BodyReader bodies;
    private final HttpTimes times;
    private final ExecutorService workers;
    private final Map<String, Served> methods = new HashMap<>();

    public Grpc(Vertx vertx, BodyReader bodies, HttpTimes times, ExecutorService workers) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.times = times;
        this.workers = workers;
    }

    /**
     * Serves a method.
     *
     * @param path such as {@code /package.Service/Method}
     * @param limit the most bytes of a message as it comes
     */
    public void unary(String path, int limit, Method method) {
        methods.put(path, new Served(method, limit));
    }

    /** Paths of two parts, the first with a dot, are gRPC's. */
    @Override
    public boolean owns(HttpMethod method, String path) {
        int second = path.indexOf('/', 1);
        int dot = path.indexOf('.');
        return dot > 0 && dot < second && path.indexOf('/', second + 1) < 0 && method.equals(HttpMethod.POST);
    }

    @Override
    public void serve(HttpServerRequest request, String path, String requestId) {
        String type = request.getHeader("content-type");
        if (request.version() != HttpVersion.HTTP_2 || type == null || !type.startsWith(TYPE)) {
            var problem = new Problem.UnsupportedMedia("gRPC is spoken over HTTP/2 with the content type " + TYPE);
            Edge.send(request, Edge.answer(problem, requestId));
            Edge.discardRest(vertx, request);
            return;
        }
        var served = methods.get(path);
        if (served == null) {
            refuse(request, new RpcStatus(RpcStatus.UNIMPLEMENTED, "there is no method " + path + " here", null));
            return;
        }
        long started = System.nanoTime();
        deadline(request);
        Context loop = vertx.getOrCreateContext();
        bodies.read(request, served.limit() + GrpcFrame.HEADER).onComplete(read -> {
            if (read.failed()) {
                if (read.cause() instanceof Problem problem) {
                    refuse(request, RpcStatus.of(problem));
                }
                return;
            }
            var body = read.result();
            workers.execute(() -> {
                byte[] answered = null;
                RpcStatus refused = null;
                int status = 200;
                try {
                    var frame = GrpcFrame.read(body.bytes(), request.getHeader("grpc-encoding"));
                    var call = new Call(request, Map.of(), frame.message(), requestId);
                    answered = served.method().call(call, frame.encoding());
                } catch (GrpcFrame.Refused e) {
                    refused = e.status();
                    status = 400;
                } catch (Problem problem) {
                    refused = RpcStatus.of(problem);
                    status = problem.status();
                } catch (Exception | Error bug) {
                    LOG.error("{} {} failed", requestId, path, bug);
                    refused = RpcStatus.of(new Problem.Bug(requestId));
                    status = 500;
                } finally {
                    body.release();
                }
                var success = answered;
                var refusal = refused;
                int counted = status;
                loop.runOnContext(_ -> {
                    if (refusal != null) {
                        refuse(request, refusal);
                    } else if (success != null) {
                        answer(request, success);
                    }
                    times.record("POST", path, counted, System.nanoTime() - started);
                });
            });
        });
    }

    /** What is done after the caller's deadline stays done, but the caller no longer waits for it. */
    private void deadline(HttpServerRequest request) {
        Duration timeout = GrpcFrame.timeout(request.getHeader("grpc-timeout"));
        if (timeout != null && timeout.toMillis() > 0) {
            long timer = vertx.setTimer(
                    timeout.toMillis(),
                    _ -> refuse(
                            request,
                            new RpcStatus(RpcStatus.DEADLINE_EXCEEDED, "not done within the call's deadline", null)));
            request.response().endHandler(_ -> vertx.cancelTimer(timer));
            request.response().exceptionHandler(_ -> vertx.cancelTimer(timer));
        }
    }

    private static void answer(HttpServerRequest request, byte[] message) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader("content-type", TYPE + "+proto");
        response.putTrailer("grpc-status", "0");
        response.end(Buffer.buffer(message.length + GrpcFrame.HEADER)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message));
    }

    /** Trailers alone: the status and nothing else. */
    private void refuse(HttpServerRequest request, RpcStatus status) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader("content-type", TYPE + "+proto");
        response.putHeader("grpc-accept-encoding", "identity,gzip");
        response.putHeader("grpc-status", Integer.toString(status.code()));
        response.putHeader("grpc-message", GrpcFrame.percentEncoded(status.message()));
        response.putHeader("grpc-status-details-bin", GrpcFrame.base64(status.protobuf()));
        response.end();
        if (!request.isEnded()) {
            Edge.discardRest(vertx, request);
        }
    }
}
