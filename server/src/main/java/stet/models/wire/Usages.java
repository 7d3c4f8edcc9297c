package stet.models.wire;

import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;
import tools.jackson.databind.JsonNode;

/** Token counts of each dialect in one meaning. */
final class Usages {
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
        return new TokenUsage(
                fresh == null ? null : (Long) (fresh + orZero(read) + orZero(written)),
                Fields.count(usage, "output_tokens"),
                read,
                written,
                Fields.count(usage.path("output_tokens_details"), "thinking_tokens"));
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
