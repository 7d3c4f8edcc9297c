package stet.models;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one call as the provider reported them, in one meaning: {@code input} includes what was read from and
 * written to a cache and audio, {@code output} includes reasoning and audio. What was not reported is absent, never zero.
 *
 * @param serviceTier how the provider served the call, in its own word such as {@code batch} or {@code priority}
 */
public record TokenUsage(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning,
        @Nullable Long audioInput,
        @Nullable Long audioOutput,
        @Nullable String serviceTier) {
    public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

    public TokenUsage {
        requireNotNegative("input", input);
        requireNotNegative("output", output);
        requireNotNegative("cacheRead", cacheRead);
        requireNotNegative("cacheWrite", cacheWrite);
        requireNotNegative("reasoning", reasoning);
        requireNotNegative("audioInput", audioInput);
        requireNotNegative("audioOutput", audioOutput);
    }

    /** Without audio. */
    public TokenUsage(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long reasoning) {
        this(input, output, cacheRead, cacheWrite, reasoning, null, null);
    }

    /** Served in the standard way, as far as is known. */
    public TokenUsage(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long reasoning,
            @Nullable Long audioInput,
            @Nullable Long audioOutput) {
        this(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput, null);
    }

    /** The same, served so. */
    public TokenUsage served(@Nullable String tier) {
        return new TokenUsage(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput, tier);
    }

    public boolean known() {
        return input != null || output != null;
    }

    private static void requireNotNegative(String what, @Nullable Long count) {
        if (count != null && count < 0) {
            throw new IllegalArgumentException(what + " tokens cannot be " + count);
        }
    }
}
