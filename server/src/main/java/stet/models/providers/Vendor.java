package stet.models.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;

/**
 * A company that serves models at an address of its own.
 *
 * @param keyVariable what its SDKs read its key from
 * @param urlVariable what its SDKs read another base URL from
 * @param modelPrefixes what it calls its models, so that a plain name finds it
 */
record Vendor(
        String name,
        Dialect dialect,
        String keyVariable,
        @Nullable String urlVariable,
        String baseUrl,
        List<String> modelPrefixes) {
    static final List<Vendor> ALL = List.of(
            new Vendor(
                    "openai",
                    Dialect.OPENAI,
                    "OPENAI_API_KEY",
                    "OPENAI_BASE_URL",
                    "https://api.openai.com/v1",
                    List.of("gpt-", "chatgpt-", "o1", "o3", "o4", "text-embedding-", "omni-")),
            new Vendor(
                    "anthropic",
                    Dialect.ANTHROPIC,
                    "ANTHROPIC_API_KEY",
                    "ANTHROPIC_BASE_URL",
                    "https://api.anthropic.com/v1",
                    List.of("claude-")),
            openAiLike("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "gemini-"),
            openAiLike(
                    "mistral",
                    "https://api.mistral.ai/v1",
                    "mistral-",
                    "ministral-",
                    "codestral-",
                    "magistral-",
                    "pixtral-"),
            openAiLike("deepseek", "https://api.deepseek.com/v1", "deepseek-"),
            openAiLike("groq", "https://api.groq.com/openai/v1"),
            openAiLike("openrouter", "https://openrouter.ai/api/v1"),
            openAiLike("xai", "https://api.x.ai/v1", "grok-"),
            openAiLike("together", "https://api.together.xyz/v1"),
            openAiLike("fireworks", "https://api.fireworks.ai/inference/v1"));

    private static final Map<String, Vendor> BY_HOST = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(it -> Target.parse(it.baseUrl).host(), it -> it));

    private static Vendor openAiLike(String name, String baseUrl, String... modelPrefixes) {
        String variable = name.toUpperCase(Locale.ROOT) + "_API_KEY";
        return new Vendor(name, Dialect.OPENAI, variable, null, baseUrl, List.of(modelPrefixes));
    }

    /** The vendor whose own address this is; asked for every call. */
    static @Nullable Vendor at(Target target) {
        return BY_HOST.get(target.host().toLowerCase(Locale.ROOT));
    }
}
