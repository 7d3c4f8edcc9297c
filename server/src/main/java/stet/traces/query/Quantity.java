package stet.traces.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An amount that traces and spans have: compared in filters, added up, averaged and ranked in queries. The word names the unit. */
public enum Quantity {
    DURATION("durationMs", Kind.TIME),
    TIME_TO_FIRST_TOKEN("timeToFirstTokenMs", Kind.TIME),
    INPUT_TOKENS("inputTokens", Kind.COUNT),
    OUTPUT_TOKENS("outputTokens", Kind.COUNT),
    TOTAL_TOKENS("totalTokens", Kind.COUNT),
    CACHE_READ_TOKENS("cacheReadTokens", Kind.COUNT),
    REASONING_TOKENS("reasoningTokens", Kind.COUNT),
    CACHE_WRITE_TOKENS("cacheWriteTokens", Kind.COUNT),
    AUDIO_INPUT_TOKENS("audioInputTokens", Kind.COUNT),
    AUDIO_OUTPUT_TOKENS("audioOutputTokens", Kind.COUNT),
    COST("costUsd", Kind.MONEY),
    INPUT_COST("inputCostUsd", Kind.MONEY),
    OUTPUT_COST("outputCostUsd", Kind.MONEY),
    CACHE_READ_COST("cacheReadCostUsd", Kind.MONEY),
    CACHE_WRITE_COST("cacheWriteCostUsd", Kind.MONEY),
    REASONING_COST("reasoningCostUsd", Kind.MONEY),
    AUDIO_COST("audioCostUsd", Kind.MONEY),
    OTHER_COST("otherCostUsd", Kind.MONEY),
    SPANS("spanCount", Kind.COUNT),
    GENERATIONS("generationCount", Kind.COUNT),
    FAILED_SPANS("failedSpanCount", Kind.COUNT);

    /** How an amount adds up: money and counts exactly. */
    public enum Kind {
        TIME,
        COUNT,
        MONEY
    }

    private final String word;
    private final Kind kind;

    Quantity(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    /** Its name in filters, queries and answers. */
    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<Quantity> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
    }

    /** All of them, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Quantity::word).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return word;
    }
}
