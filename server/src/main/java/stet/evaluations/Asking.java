package stet.evaluations;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.datasets.DatasetCase;
import stet.evaluators.Subject.CalledTool;

/** Asks a target for the output of a case. */
@FunctionalInterface
interface Asking {
    Came ask(DatasetCase item, int repetition) throws InterruptedException;

    /**
     * What came of it.
     *
     * @param error why there is no output
     * @param again whether to ask again may help
     */
    record Came(
            @Nullable String output,
            List<CalledTool> toolCalls,
            @Nullable String finishReason,
            @Nullable Duration latency,
            @Nullable Double costUsd,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable String traceId,
            @Nullable String error,
            boolean again) {
        static Came failed(String why) {
            return new Came(null, List.of(), null, null, null, null, null, null, why, false);
        }

        @Nullable
        Double latencyMs() {
            return latency == null ? null : (Double) (latency.toNanos() / 1e6);
        }
    }
}
