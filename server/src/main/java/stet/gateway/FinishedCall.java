package stet.gateway;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.models.Failure;
import stet.models.wire.ReplyFacts;

/**
 * Everything the record of a call is made from, as it stood when the call ended.
 *
 * @param status what the provider answered; 0 when it did not
 * @param streamed the facts of a streamed reply; absent for a plain one
 * @param reply the bytes of a plain reply
 * @param failure what ended the call other than the provider's own answer
 */
record FinishedCall(
        Incoming incoming,
        Duration duration,
        @Nullable Duration timeToFirstToken,
        int status,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable ReplyFacts streamed,
        Capture reply,
        @Nullable String providerRequestId,
        @Nullable Failure failure) {

    /** A provider's part of a call that went on with another. */
    FinishedCall asAttempt(TraceContext place, Instant startedAt, Duration took) {
        return new FinishedCall(
                incoming.at(place, startedAt),
                took,
                null,
                status,
                contentType,
                contentEncoding,
                streamed,
                reply,
                providerRequestId,
                failure);
    }

    /** The same call as if nothing had been kept of what was said. */
    FinishedCall withoutContent() {
        return new FinishedCall(
                incoming.withoutBody(),
                duration,
                timeToFirstToken,
                status,
                contentType,
                contentEncoding,
                null,
                Capture.nothing(),
                providerRequestId,
                failure);
    }

    /** About how many bytes it holds in memory. */
    long weight() {
        return incoming.body().length + reply.size() + 2048;
    }
}
