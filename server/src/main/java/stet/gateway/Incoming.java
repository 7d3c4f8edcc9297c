package stet.gateway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;

/**
 * A call that was let in: who it is for and what is known before a provider has answered.
 *
 * @param startedAt when its first byte came
 * @param startedNanos the nanosecond clock at that moment
 * @param readyNanos the nanosecond clock when its body was whole
 * @param body the body as the client sent it; of an app's call, as its release made it
 * @param provider the provider's name; absent when none was found
 * @param vendor whose prices it has, if its own name has none; absent when its address is no vendor's
 */
record Incoming(
        UUID projectId,
        String requestId,
        Endpoint endpoint,
        TraceContext trace,
        CallFacts facts,
        Instant startedAt,
        long startedNanos,
        long readyNanos,
        byte[] body,
        @Nullable String provider,
        @Nullable String vendor,
        boolean simulated) {

    /** The same provider asked at another place and time of the trace. */
    Incoming at(TraceContext place, Instant otherStart) {
        return new Incoming(
                projectId,
                requestId,
                endpoint,
                place,
                facts,
                otherStart,
                startedNanos,
                readyNanos,
                body,
                provider,
                vendor,
                simulated);
    }

    Incoming withoutBody() {
        return new Incoming(
                projectId,
                requestId,
                endpoint,
                trace,
                facts,
                startedAt,
                startedNanos,
                readyNanos,
                new byte[0],
                provider,
                vendor,
                simulated);
    }
}
