package stet.models.providers;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;

/** The providers of this moment and the rules that choose among them. Immutable; a change makes another. */
record RouteTable(List<Provider> providers, Map<String, Provider> byName) {
    /** What vendors call their models, so that a plain name finds its vendor. */
    private static final Map<String, List<String>> VENDOR_PREFIXES = Map.of(
            "openai", List.of("gpt-", "chatgpt-", "o1", "o3", "o4", "text-embedding-", "omni-"),
            "anthropic", List.of("claude-"),
            "gemini", List.of("gemini-"),
            "mistral", List.of("mistral-", "ministral-", "codestral-", "magistral-", "pixtral-"),
            "deepseek", List.of("deepseek-"),
            "xai", List.of("grok-"),
            "simulated", List.of("simulated-"),
            "simulated-anthropic", List.of("simulated-"));

    static RouteTable of(List<Provider> providers) {
        return new RouteTable(
                List.copyOf(providers),
                providers.stream()
                        .collect(Collectors.toUnmodifiableMap(Provider::name, it -> it, (first, _) -> first)));
    }

    /**
     * Chooses in this order: the provider named in a header; the one named before a slash in the model; the vendor whose models
     * are called so; the dialect's default, which is its first provider that is not simulated.
     */
    Routing route(Dialect dialect, String model, @Nullable String named) {
        if (named != null && !named.isBlank()) {
            Provider chosen = byName.get(named.strip());
            if (chosen == null || chosen.dialect() != dialect) {
                return nowhere(dialect, "there is no provider '" + named.strip() + "' that speaks " + dialect.word());
            }
            return new Routing.To(chosen, withoutName(model, chosen));
        }
        int slash = model.indexOf('/');
        if (slash > 0) {
            Provider chosen = byName.get(model.substring(0, slash));
            if (chosen != null && chosen.dialect() == dialect) {
                return new Routing.To(chosen, model.substring(slash + 1));
            }
        }
        for (var vendor : VENDOR_PREFIXES.entrySet()) {
            Provider chosen = byName.get(vendor.getKey());
            if (chosen != null
                    && chosen.dialect() == dialect
                    && vendor.getValue().stream().anyMatch(model::startsWith)) {
                return new Routing.To(chosen, model);
            }
        }
        Provider chosen = defaultOf(dialect);
        return chosen == null
                ? nowhere(
                        dialect,
                        "no provider that speaks " + dialect.word() + " is configured for model '" + model + "'")
                : new Routing.To(chosen, model);
    }

    @Nullable
    Provider defaultOf(Dialect dialect) {
        return providers.stream()
                .filter(it -> it.dialect() == dialect && !it.simulated())
                .findFirst()
                .orElse(null);
    }

    List<Provider> of(Dialect dialect) {
        return providers.stream().filter(it -> it.dialect() == dialect).toList();
    }

    private static String withoutName(String model, Provider provider) {
        String prefix = provider.name() + "/";
        return model.startsWith(prefix) ? model.substring(prefix.length()) : model;
    }

    private Routing nowhere(Dialect dialect, String why) {
        String names = of(dialect).stream().map(Provider::name).collect(Collectors.joining(", "));
        return new Routing.Nowhere(why + (names.isEmpty() ? "" : "; there are: " + names)
                + ". Add one under Providers, with './stet provider add', or by STET_PROVIDER_<NAME>_BASE_URL");
    }
}
