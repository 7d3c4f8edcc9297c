package stet.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One provider asked to answer a call.
 *
 * @param hidesUsage whether the provider was asked for a usage event that the client did not ask for
 * @param silence how long the provider may be silent
 * @param left how long the call may still take
 * @param servedBy the model that the client is told of; absent where it named the model itself
 * @param rescue who goes on when the provider cannot answer; absent: nobody
 */
record Attempt(
        Incoming incoming,
        boolean hidesUsage,
        Duration silence,
        Duration left,
        @Nullable String servedBy,
        @Nullable Rescue rescue) {

    /** Goes on with a call whose client has not been answered yet. */
    @FunctionalInterface
    interface Rescue {
        void takeOver(FinishedCall failed);
    }
}
