package stet.traces.conventions;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Usage as named buckets, such as {@code {"input":274,"input_cached_tokens":768,"output":33,"output_reasoning_tokens":40}}.
 * They do not overlap, unless a total says that input and output alone are everything.
 */
record Buckets(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning,
        @Nullable Long audioInput,
        @Nullable Long audioOutput) {
    private static final Buckets NONE = new Buckets(null, null, null, null, null, null, null);

    private enum Bucket {
        INPUT,
        OUTPUT,
        CACHE_READ,
        CACHE_WRITE,
        REASONING,
        AUDIO_INPUT,
        AUDIO_OUTPUT,
        OTHER_INPUT,
        OTHER_OUTPUT,
        TOTAL,
        UNKNOWN;

        static Bucket named(String name) {
            String word = name.toLowerCase(Locale.ROOT);
            boolean ofInput = word.contains("input") || word.contains("prompt");
            if (word.startsWith("total")) {
                return TOTAL;
            }
            if (word.contains("cache")) {
                return word.contains("creation") || word.contains("write") ? CACHE_WRITE : CACHE_READ;
            }
            if (word.contains("reasoning")) {
                return REASONING;
            }
            if (word.contains("audio")) {
                return ofInput ? AUDIO_INPUT : AUDIO_OUTPUT;
            }
            return switch (word) {
                case "input", "input_tokens", "prompt_tokens", "prompttokens" -> INPUT;
                case "output", "output_tokens", "completion_tokens", "completiontokens" -> OUTPUT;
                default ->
                    ofInput
                            ? OTHER_INPUT
                            : word.contains("output") || word.contains("completion") ? OTHER_OUTPUT : UNKNOWN;
            };
        }
    }

    private static final Set<Bucket> INPUTS =
            EnumSet.of(Bucket.INPUT, Bucket.CACHE_READ, Bucket.CACHE_WRITE, Bucket.AUDIO_INPUT, Bucket.OTHER_INPUT);
    private static final Set<Bucket> OUTPUTS =
            EnumSet.of(Bucket.OUTPUT, Bucket.REASONING, Bucket.AUDIO_OUTPUT, Bucket.OTHER_OUTPUT);

    static Buckets of(JsonNode value) {
        JsonNode object = Values.tree(Values.unquoted(value));
        if (object == null || !object.isObject()) {
            return NONE;
        }
        var counts = new EnumMap<Bucket, Long>(Bucket.class);
        for (var entry : object.properties()) {
            Long count = Values.count(entry.getValue());
            if (count != null) {
                counts.merge(Bucket.named(entry.getKey()), count, Long::sum);
            }
        }
        Long input = counts.get(Bucket.INPUT);
        Long output = counts.get(Bucket.OUTPUT);
        Long total = counts.get(Bucket.TOTAL);
        boolean whole = total != null && input != null && total == input + (output == null ? 0 : output);
        return new Buckets(
                whole ? input : sum(counts, INPUTS),
                whole ? output : sum(counts, OUTPUTS),
                counts.get(Bucket.CACHE_READ),
                counts.get(Bucket.CACHE_WRITE),
                counts.get(Bucket.REASONING),
                counts.get(Bucket.AUDIO_INPUT),
                counts.get(Bucket.AUDIO_OUTPUT));
    }

    private static @Nullable Long sum(Map<Bucket, Long> counts, Set<Bucket> buckets) {
        return buckets.stream()
                .map(counts::get)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }
}
