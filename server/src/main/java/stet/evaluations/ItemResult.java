package stet.evaluations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of an item besides its case. */
record ItemResult(
        @Nullable String output,
        @Nullable String error,
        @Nullable Double latencyMs,
        @Nullable Double costUsd,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable String traceId,
        List<ItemScore> scores) {
    static final ItemResult NONE = new ItemResult(null, null, null, null, null, null, null, List.of());

    static ItemResult of(RunItem item) {
        return new ItemResult(
                item.output(),
                item.error(),
                item.latencyMs(),
                item.costUsd(),
                item.inputTokens(),
                item.outputTokens(),
                item.traceId(),
                item.scores());
    }

    RunItem of(RunStore.RunCase of, int repetition, RunItem.State state) {
        return new RunItem(
                of.item().id(),
                repetition,
                state,
                of.item().tags(),
                of.item().split(),
                of.item().weight(),
                of.mustPass(),
                output,
                error,
                latencyMs,
                costUsd,
                inputTokens,
                outputTokens,
                traceId,
                scores);
    }
}
