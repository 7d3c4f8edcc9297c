package stet.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Failure;
import stet.models.providers.Provider;
import stet.models.wire.RequestHead;
import stet.platform.http.Problem;

/**
 * A request whose caller is known.
 *
 * @param ownKeyHeader whether stet's key came in a header of its own, so that the client's credentials are the provider's
 */
record Admitted(
        HttpServerRequest request,
        Errand errand,
        UUID projectId,
        boolean ownKeyHeader,
        String requestId,
        Instant startedAt,
        long startedNanos) {

    /** The call it became. */
    Incoming incoming(byte[] body, CallFacts facts, long readyNanos, @Nullable Provider provider) {
        return incoming(TraceContext.from(request.getHeader("traceparent")), body, facts, readyNanos, provider);
    }

    /** The call it became, in its trace. */
    Incoming incoming(TraceContext trace, byte[] body, CallFacts facts, long readyNanos, @Nullable Provider provider) {
        return new Incoming(
                projectId,
                requestId,
                errand.endpoint(),
                trace,
                facts,
                startedAt,
                startedNanos,
                readyNanos,
                body,
                provider == null ? null : provider.name(),
                provider == null ? null : provider.vendor(),
                provider != null && provider.simulated());
    }

    /** What is left of it when it is refused. */
    FinishedCall refused(byte[] body, RequestHead head, Refusal refusal) {
        long now = System.nanoTime();
        return new FinishedCall(
                incoming(body, facts(body, head), now, null),
                Duration.ofNanos(now - startedNanos),
                null,
                0,
                null,
                null,
                null,
                new Capture(0),
                null,
                new Failure(refusal.kind(), refusal.message()));
    }

    private CallFacts facts(byte[] body, RequestHead head) {
        try {
            return CallFacts.of(request.headers(), body, head);
        } catch (Problem unreadable) {
            return CallFacts.NONE;
        }
    }
}
