package stet.models.providers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.platform.config.StartProblem;

/** Providers named by environment variables: stet's own, and the ones that vendors' SDKs read. */
final class Environment {
    private static final Pattern OWN = Pattern.compile("STET_PROVIDER_([A-Z0-9][A-Z0-9_]*)_(BASE_URL|API_KEY|DIALECT)");

    /** A vendor's variables; the base URL is the vendor's own unless another variable may replace it. */
    private record Vendor(
            String name,
            Dialect dialect,
            String keyVariable,
            @Nullable String urlVariable,
            String baseUrl) {}

    private static final List<Vendor> VENDORS = List.of(
            new Vendor("openai", Dialect.OPENAI, "OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1"),
            new Vendor(
                    "anthropic",
                    Dialect.ANTHROPIC,
                    "ANTHROPIC_API_KEY",
                    "ANTHROPIC_BASE_URL",
                    "https://api.anthropic.com/v1"),
            new Vendor(
                    "gemini",
                    Dialect.OPENAI,
                    "GEMINI_API_KEY",
                    null,
                    "https://generativelanguage.googleapis.com/v1beta/openai"),
            new Vendor("mistral", Dialect.OPENAI, "MISTRAL_API_KEY", null, "https://api.mistral.ai/v1"),
            new Vendor("deepseek", Dialect.OPENAI, "DEEPSEEK_API_KEY", null, "https://api.deepseek.com/v1"),
            new Vendor("groq", Dialect.OPENAI, "GROQ_API_KEY", null, "https://api.groq.com/openai/v1"),
            new Vendor("openrouter", Dialect.OPENAI, "OPENROUTER_API_KEY", null, "https://openrouter.ai/api/v1"),
            new Vendor("xai", Dialect.OPENAI, "XAI_API_KEY", null, "https://api.x.ai/v1"),
            new Vendor("together", Dialect.OPENAI, "TOGETHER_API_KEY", null, "https://api.together.xyz/v1"),
            new Vendor(
                    "fireworks", Dialect.OPENAI, "FIREWORKS_API_KEY", null, "https://api.fireworks.ai/inference/v1"));

    private Environment() {}

    /** The providers, stet's own variables first, in the order of their names; a wrong variable is a {@link StartProblem}. */
    static List<Provider> providers(Map<String, String> environment) {
        var found = new LinkedHashMap<String, Provider>();
        own(environment).forEach(it -> found.put(it.name(), it));
        for (Vendor vendor : VENDORS) {
            String key = given(environment, vendor.keyVariable());
            if (key != null && !found.containsKey(vendor.name())) {
                String url = vendor.urlVariable() == null ? null : given(environment, vendor.urlVariable());
                found.put(
                        vendor.name(),
                        provider(
                                vendor.name(),
                                vendor.dialect(),
                                url == null ? vendor.baseUrl() : url,
                                key,
                                vendor.urlVariable() == null ? vendor.keyVariable() : vendor.urlVariable()));
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Provider> own(Map<String, String> environment) {
        var byName = new TreeMap<String, Map<String, String>>();
        environment.forEach((variable, value) -> {
            var match = OWN.matcher(variable);
            if (match.matches() && !value.isBlank()) {
                byName.computeIfAbsent(match.group(1), _ -> new TreeMap<>()).put(match.group(2), value.strip());
            }
        });
        var providers = new ArrayList<Provider>();
        byName.forEach((word, values) -> {
            String prefix = "STET_PROVIDER_" + word;
            String url = values.get("BASE_URL");
            if (url == null) {
                throw new StartProblem(prefix + "_BASE_URL is missing: set it beside " + prefix + "_"
                        + values.keySet().iterator().next() + ".");
            }
            String name = word.toLowerCase(Locale.ROOT).replace('_', '-');
            Dialect dialect;
            try {
                dialect = Dialect.named(values.getOrDefault("DIALECT", "openai"));
            } catch (IllegalArgumentException e) {
                throw new StartProblem(prefix + "_DIALECT: " + e.getMessage() + ".", e);
            }
            providers.add(provider(name, dialect, url, values.get("API_KEY"), prefix + "_BASE_URL"));
        });
        return providers;
    }

    private static Provider provider(String name, Dialect dialect, String url, @Nullable String key, String variable) {
        try {
            return new Provider(
                    name, dialect, Target.parse(withVersion(dialect, url)), key, Provider.Source.ENVIRONMENT, false);
        } catch (IllegalArgumentException e) {
            throw new StartProblem(variable + ": " + e.getMessage() + ".", e);
        }
    }

    /** Anthropic's own variable holds the address without {@code /v1}. */
    private static String withVersion(Dialect dialect, String url) {
        String bare = url.replaceAll("/+$", "");
        return dialect == Dialect.ANTHROPIC && !bare.matches(".*/v\\d+[a-z0-9]*$") ? bare + "/v1" : url;
    }

    private static @Nullable String given(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
