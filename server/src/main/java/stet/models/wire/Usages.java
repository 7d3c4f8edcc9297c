package stet.models.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import tools.jackson.databind.JsonNode;

/** Token counts of each dialect in one meaning. */
final class Usages {
    private static final Set<String> STANDARD = Set.of("standard", "default", "auto", "on_demand");

    private Usages() {}

    /** Chat completions and embeddings: {@code prompt_tokens} already includes what was cached. */
    static TokenUsage chat(JsonNode usage) {
        return inclusive(usage, "prompt_tokens", "completion_tokens");
    }

    /** Responses: {@code input_tokens} already includes what was cached. */
    static TokenUsage responses(JsonNode usage) {
        return inclusive(usage, "input_tokens", "output_tokens");
    }

    /** Messages: {@code input_tokens} counts only what was neither read from nor written to the cache. */
    static TokenUsage messages(JsonNode usage) {
        var fresh = Fields.count(usage, "input_tokens");
        var read = Fields.count(usage, "cache_read_input_tokens");
        var written = Fields.count(usage, "cache_creation_input_tokens");
        var counted = new TokenUsage(
                fresh == null ? null : (Long) (fresh + orZero(read) + orZero(written)),
                Fields.count(usage, "output_tokens"),
                read,
                written,
                Fields.count(usage.path("output_tokens_details"), "thinking_tokens"));
        return served(counted, Fields.text(usage, "service_tier"));
    }

    /** With how the call was served, unless that was the standard way. */
    static TokenUsage served(TokenUsage usage, @Nullable String tier) {
        return tier == null || STANDARD.contains(tier) ? usage : usage.served(tier);
    }

    private static TokenUsage inclusive(JsonNode usage, String input, String output) {
        var in = usage.path(input + "_details");
        var out = usage.path(output + "_details");
        var cached = Fields.count(in, "cached_tokens");
        return new TokenUsage(
                Fields.count(usage, input),
                Fields.count(usage, output),
                cached == null ? Fields.count(usage, "prompt_cache_hit_tokens") : cached,
                Fields.count(in, "cache_write_tokens"),
                Fields.count(out, "reasoning_tokens"),
                Fields.count(in, "audio_tokens"),
                Fields.count(out, "audio_tokens"));
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
