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
    COST("costUsd", Kind.MONEY),
    SPANS("spanCount", Kind.COUNT),
    GENERATIONS("generationCount", Kind.COUNT);

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
