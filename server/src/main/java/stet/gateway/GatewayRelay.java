package stet.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.KeyHolder;
import stet.access.PresentedKey;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.providers.Provider;
import stet.models.providers.Providers;
import stet.models.providers.Routing;
import stet.models.wire.MalformedBody;
import stet.models.wire.RequestHead;
import stet.platform.http.BodyReader;
import stet.platform.http.Edge;
import stet.platform.http.EventLoopRoute;
import stet.platform.http.Problem;

/** {@code /v1}: lets calls in, finds their provider, and starts their {@link Exchange}. One for each event loop. */
final class GatewayRelay implements EventLoopRoute {
    /** What the relays of all event loops share. */
    record Shared(
            Callers callers,
            Providers providers,
            BodyReader bodies,
            long bodyLimit,
            Exchange.Limits limits,
            Exchange.CallSink sink,
            GatewayMeters meters,
            InstantSource clock) {}

    /** A request whose body is whole. */
    private record Arrival(
            Endpoint endpoint,
            UUID projectId,
            boolean ownKeyHeader,
            String requestId,
            Instant startedAt,
            long startedNanos,
            byte[] body) {}

    private static final String PREFIX = "/v1/";
    private static final String OWN_KEY = "stet-key";
    private static final String NO_KEY = "an API key is missing: send 'Authorization: Bearer stet_...'";
    private static final String BAD_QUERY = "the query string is not URL-encoded UTF-8";
    private static final Set<String> TELEMETRY = Set.of("/v1/traces", "/v1/logs", "/v1/metrics");
    private static final Map<String, Endpoint> ENDPOINTS =
            Stream.of(Endpoint.values()).collect(Collectors.toUnmodifiableMap(it -> "/v1" + it.path(), it -> it));

    private final Vertx vertx;
    private final HttpClient client;
    private final Shared shared;
    private final ModelLists models;

    GatewayRelay(Vertx vertx, HttpClient client, Shared shared) {
        this.vertx = vertx;
        this.client = client;
        this.shared = shared;
        this.models = new ModelLists(client, shared.providers());
    }

    @Override
    public boolean owns(HttpMethod method, String path) {
        return path.startsWith(PREFIX) && !TELEMETRY.contains(path);
    }

    @Override
    public void serve(HttpServerRequest request, String path, String requestId) {
        long startedNanos = System.nanoTime();
        Instant startedAt = shared.clock().instant();
        Endpoint endpoint = ENDPOINTS.get(path);
        Dialect dialect = endpoint == null ? ModelLists.dialect(request) : endpoint.dialect();
        String ownKey = request.getHeader(OWN_KEY);
        Optional<String> presented;
        try {
            presented = ownKey == null ? PresentedKey.in(request::getHeader, request::getParam) : Optional.of(ownKey);
        } catch (IllegalArgumentException e) {
            refuse(request, dialect, requestId, Refusal.of(400, ErrorKind.INVALID_REQUEST, BAD_QUERY));
            return;
        }
        Optional<KeyHolder> holder = presented.flatMap(shared.callers()::keyHolder);
        if (holder.isEmpty()) {
            String why = presented.map(it -> Callers.unknownKey(it).detail()).orElse(NO_KEY);
            refuse(request, dialect, requestId, Refusal.of(401, ErrorKind.AUTHENTICATION, why));
        } else if (endpoint == null) {
            models.serve(request, path, dialect, requestId);
        } else if (!request.method().equals(HttpMethod.POST)) {
            refuse(request, dialect, requestId, Refusal.of(405, ErrorKind.INVALID_REQUEST, path + " takes POST"));
        } else {
            UUID projectId = holder.get().project().id();
            shared.bodies().read(request, shared.bodyLimit()).onComplete(read -> {
                if (read.succeeded()) {
                    var body = read.result();
                    byte[] bytes = body.bytes().getBytes();
                    var arrival =
                            new Arrival(endpoint, projectId, ownKey != null, requestId, startedAt, startedNanos, bytes);
                    admit(request, arrival, body::release);
                } else if (read.cause() instanceof Problem problem) {
                    refuse(request, dialect, requestId, Refusal.of(problem));
                }
            });
        }
    }

    private void admit(HttpServerRequest request, Arrival arrival, Runnable release) {
        long readyNanos = System.nanoTime();
        Endpoint endpoint = arrival.endpoint();
        Refusal refusal;
        switch (RequestHead.scan(arrival.body())) {
            case MalformedBody malformed -> refusal = Refusal.of(malformed);
            case RequestHead head -> {
                try {
                    refusal = relay(request, arrival, head, readyNanos, release);
                } catch (Problem problem) {
                    refusal = Refusal.of(problem);
                }
            }
        }
        if (refusal != null) {
            release.run();
            refuse(request, endpoint.dialect(), arrival.requestId(), refusal);
        }
    }

    /** Starts the exchange, or says why not. */
    private @Nullable Refusal relay(
            HttpServerRequest request, Arrival arrival, RequestHead head, long readyNanos, Runnable release) {
        Endpoint endpoint = arrival.endpoint();
        String model = head.model();
        if (model == null) {
            return new Refusal(
                    400, ErrorKind.INVALID_REQUEST, "'model' is missing: name the model to call", "model", null);
        }
        var facts = CallFacts.of(request.headers(), arrival.body(), head);
        return switch (shared.providers().route(endpoint.dialect(), model, request.getHeader("stet-provider"))) {
            case Routing.Nowhere nowhere -> new Refusal(404, ErrorKind.NOT_FOUND, nowhere.message(), "model", null);
            case Routing.To to -> {
                boolean hidesUsage = endpoint == Endpoint.CHAT_COMPLETIONS && head.stream() && !head.asksForUsage();
                var splice = head.splice(arrival.body()).withoutStet();
                if (hidesUsage) {
                    splice = splice.askForUsage();
                }
                if (!to.model().equals(model)) {
                    splice = splice.model(to.model());
                }
                var incoming = new Incoming(
                        arrival.projectId(),
                        arrival.requestId(),
                        endpoint,
                        TraceContext.from(request.getHeader("traceparent")),
                        facts,
                        arrival.startedAt(),
                        arrival.startedNanos(),
                        readyNanos,
                        arrival.body(),
                        to.provider().name(),
                        to.provider().simulated());
                shared.meters().opened();
                var exchange = new Exchange(
                        vertx,
                        shared.limits(),
                        call -> ended(call, release),
                        shared.meters(),
                        request,
                        incoming,
                        hidesUsage);
                start(exchange, request, arrival, to.provider(), head.stream(), Buffer.buffer(splice.bytes()));
                yield null;
            }
        };
    }

    private void ended(FinishedCall call, Runnable release) {
        release.run();
        shared.sink().ended(call);
    }

    private void start(
            Exchange exchange,
            HttpServerRequest request,
            Arrival arrival,
            Provider provider,
            boolean stream,
            Buffer body) {
        var target = provider.target();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path()
                        + arrival.endpoint().path()
                        + HopHeaders.query(request.query(), arrival.ownKeyHeader()));
        client.request(options).onComplete(made -> {
            if (made.failed()) {
                exchange.unreachable("provider '" + provider.name() + "' cannot be reached at " + target + " ("
                        + Exchange.reason(made.cause()) + ")");
                return;
            }
            HttpClientRequest ready = made.result();
            HopHeaders.toProvider(request.headers(), ready.headers(), arrival.ownKeyHeader());
            if (!arrival.ownKeyHeader()) {
                provider.authorize(ready.headers()::set);
            }
            String encoding = HopHeaders.acceptEncoding(request.getHeader("accept-encoding"), stream);
            ready.headers().remove("accept-encoding");
            if (encoding != null) {
                ready.putHeader("accept-encoding", encoding);
            }
            exchange.send(ready, body);
        });
    }

    private void refuse(HttpServerRequest request, Dialect dialect, String requestId, Refusal refusal) {
        shared.meters().refused(refusal.status());
        boolean arriving = Edge.isArriving(request);
        refusal.answer(request, dialect, requestId);
        if (arriving) {
            Edge.discardRest(vertx, request);
        }
    }
}
