package stet.models.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated model behaves whatever it is asked.
 *
 * @param firstTokenMs from the request to the first token
 * @param latencyMs from the request to a whole answer that is not streamed; absent: what streaming would take
 * @param cachedShare how much of a conversation's earlier turns counts as read from the cache
 * @param reasoningTokens tokens thought before the answer
 */
record Profile(
        String model,
        @Nullable Spread firstTokenMs,
        @Nullable Spread latencyMs,
        double tokensPerSecond,
        double cachedShare,
        @Nullable Spread reasoningTokens,
        @Nullable List<Fault> faults) {
    Profile {
        if (!model.startsWith("simulated-")) {
            throw new IllegalArgumentException("a simulated model's name starts with 'simulated-', unlike " + model);
        }
        if (!(tokensPerSecond >= 0) || !(cachedShare >= 0 && cachedShare <= 1)) {
            throw new IllegalArgumentException(model + ": tokensPerSecond is 0 (at once) or more, cachedShare 0 to 1");
        }
    }

    Spread firstToken() {
        return firstTokenMs == null ? Spread.NONE : firstTokenMs;
    }

    Spread reasoning() {
        return reasoningTokens == null ? Spread.NONE : reasoningTokens;
    }

    List<Fault> allFaults() {
        return faults == null ? List.of() : faults;
    }
}
