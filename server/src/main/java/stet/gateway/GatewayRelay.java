package stet.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
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
import stet.releases.ReleaseStep;

/** {@code /v1}: lets requests in, finds their provider, and starts their {@link Exchange}. One for each event loop. */
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
            InstantSource clock,
            AppRequest apps,
            ExecutorService workers) {}

    private static final String OWN_KEY = "stet-key";
    private static final String NO_KEY = "an API key is missing: send 'Authorization: Bearer stet_...'";
    private static final String BAD_QUERY = "the query string is not URL-encoded UTF-8";
    private static final Set<String> TELEMETRY = Set.of("/v1/traces", "/v1/logs", "/v1/metrics");
    private static final byte[] NOTHING = new byte[0];
    private static final String NO_APPS_HERE =
            "apps are called at /v1/chat/completions and /v1/messages; elsewhere, fetch the release and call its model";

    private final Vertx vertx;
    private final Dispatch dispatch;
    private final Shared shared;
    private final ModelLists models;

    GatewayRelay(Vertx vertx, HttpClient client, Shared shared) {
        this.vertx = vertx;
        this.dispatch = new Dispatch(client);
        this.shared = shared;
        this.models = new ModelLists(client, shared.providers(), shared.apps());
    }

    @Override
    public boolean owns(HttpMethod method, String path) {
        return path.startsWith(Errand.PREFIX + "/") && !TELEMETRY.contains(path);
    }

    @Override
    public void serve(HttpServerRequest request, String path, String requestId) {
        long startedNanos = System.nanoTime();
        Instant startedAt = shared.clock().instant();
        Errand errand = Errand.at(path);
        Dialect dialect =
                errand == null ? ModelLists.dialect(request) : errand.endpoint().dialect();
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
        } else if (errand == null) {
            models.serve(request, holder.get().project().id(), path, dialect, requestId);
        } else if (!errand.takes(request.method())) {
            var refusal = Refusal.of(405, ErrorKind.INVALID_REQUEST, path + " takes " + errand.method());
            refuse(request, dialect, requestId, refusal);
        } else {
            var project = holder.get().project().id();
            var admitted = new Admitted(request, errand, project, ownKey != null, requestId, startedAt, startedNanos);
            read(admitted, holder.get().forARun());
        }
    }

    private void read(Admitted admitted, boolean forARun) {
        shared.bodies().read(admitted.request(), shared.bodyLimit()).onComplete(read -> {
            if (read.succeeded()) {
                var body = read.result();
                byte[] bytes = body.bytes().getBytes();
                serve(admitted, forARun ? RunBody.withoutCredentials(bytes) : bytes, body::release);
            } else if (read.cause() instanceof Problem problem) {
                refuse(admitted, NOTHING, RequestHead.UNKNOWN, Refusal.of(problem));
            }
        });
    }

    private void serve(Admitted admitted, byte[] body, Runnable release) {
        long readyNanos = System.nanoTime();
        RequestHead head = RequestHead.UNKNOWN;
        Refusal refusal = null;
        if (admitted.errand().kind() != Errand.Kind.KEPT) {
            switch (RequestHead.scan(body)) {
                case MalformedBody malformed -> refusal = Refusal.of(malformed);
                case RequestHead scanned -> head = scanned;
            }
        }
        if (refusal == null) {
            try {
                refusal = relay(admitted, body, head, readyNanos, release);
            } catch (Problem problem) {
                refusal = Refusal.of(problem);
            }
        }
        if (refusal != null) {
            release.run();
            refuse(admitted, body, head, refusal);
        }
    }

    /** Starts the exchange, or says why not. */
    private @Nullable Refusal relay(
            Admitted admitted, byte[] body, RequestHead head, long readyNanos, Runnable release) {
        var request = admitted.request();
        var errand = admitted.errand();
        String model = errand.kind() == Errand.Kind.KEPT ? "" : head.model();
        if (model == null) {
            return new Refusal(
                    400, ErrorKind.INVALID_REQUEST, "'model' is missing: name the model to call", "model", null);
        }
        var facts = CallFacts.of(request.headers(), body, head);
        if (AppRequest.isMeant(model)) {
            return relayApp(admitted, body, head, facts, readyNanos, release);
        }
        return switch (shared.providers()
                .route(errand.endpoint().dialect(), model, request.getHeader("stet-provider"))) {
            case Routing.Nowhere nowhere -> new Refusal(404, ErrorKind.NOT_FOUND, nowhere.message(), "model", null);
            case Routing.To to -> {
                boolean hidesUsage = asksForUsage(errand, head, to.provider());
                var splice = head.splice(body).withoutStet();
                if (hidesUsage) {
                    splice = splice.askForUsage();
                }
                if (!to.model().equals(model)) {
                    splice = splice.model(to.model());
                }
                var limits = shared.limits();
                var attempt = new Attempt(
                        admitted.incoming(body, facts, readyNanos, to.provider()),
                        hidesUsage,
                        limits.firstByte(),
                        limits.total(),
                        null,
                        null);
                start(admitted, attempt, to, head.stream(), splice.bytes(), release);
                yield null;
            }
        };
    }

    private void start(
            Admitted admitted, Attempt attempt, Routing.To to, boolean streams, byte[] body, Runnable release) {
        var errand = admitted.errand();
        shared.meters().opened();
        var exchange = new Exchange(
                vertx,
                shared.limits().capture(),
                call -> ended(errand, call, release),
                shared.meters(),
                admitted.request(),
                attempt);
        boolean plain = streams || errand.kind() == Errand.Kind.KEPT;
        dispatch.start(exchange, admitted, to.provider(), plain, Buffer.buffer(body));
    }

    private @Nullable Refusal relayApp(
            Admitted admitted, byte[] body, RequestHead head, CallFacts said, long readyNanos, Runnable release) {
        var errand = admitted.errand();
        if (!errand.isCall()
                || (errand.endpoint() != Endpoint.CHAT_COMPLETIONS && errand.endpoint() != Endpoint.MESSAGES)) {
            return new Refusal(400, ErrorKind.INVALID_REQUEST, NO_APPS_HERE, "model", null);
        }
        ReleaseStep step = shared.apps().find(admitted.projectId(), String.valueOf(head.model()), said);
        return new AppCall(vertx, shared, new ForApps(), admitted, head, body, release, step, said).begin(readyNanos);
    }

    private final class ForApps implements AppCall.Relay {
        @Override
        public void start(
                Admitted admitted, Attempt attempt, Routing.To to, boolean streams, byte[] body, Runnable release) {
            GatewayRelay.this.start(admitted, attempt, to, streams, body, release);
        }

        @Override
        public void refuse(Admitted admitted, byte[] body, RequestHead head, Refusal refusal) {
            GatewayRelay.this.refuse(admitted, body, head, refusal);
        }
    }

    /** Whether the provider is asked for the usage of a stream although the client did not. */
    static boolean asksForUsage(Errand errand, RequestHead head, Provider provider) {
        return errand.isCall()
                && (errand.endpoint() == Endpoint.CHAT_COMPLETIONS || errand.endpoint() == Endpoint.COMPLETIONS)
                && head.stream()
                && !head.asksForUsage()
                && provider.streamUsage();
    }

    private void ended(Errand errand, FinishedCall call, Runnable release) {
        release.run();
        if (errand.isCall()) {
            shared.sink().ended(call);
        } else {
            shared.meters().passed();
        }
    }

    /** Refuses somebody who is known: what they asked of a model is recorded, so that it can be found. */
    private void refuse(Admitted admitted, byte[] body, RequestHead head, Refusal refusal) {
        var errand = admitted.errand();
        if (errand.isCall()) {
            var call = admitted.refused(body, head, refusal);
            admitted.request()
                    .response()
                    .putHeader("stet-trace-id", call.incoming().trace().traceId());
            shared.meters().opened();
            shared.sink().ended(call);
        }
        refuse(admitted.request(), errand.endpoint().dialect(), admitted.requestId(), refusal);
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
