package stet.models.providers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;

/** The providers of this moment and the rules that choose among them. Immutable; a change makes another. */
final class RouteTable {
    private static final List<String> SIMULATED = List.of("simulated", "simulated-anthropic");
    private static final String SIMULATED_MODELS = "simulated-";

    private final List<Provider> providers;
    private final Map<String, Provider> byName;
    private final Map<Dialect, Candidates> byDialect = new EnumMap<>(Dialect.class);

    /** What speaks one dialect. */
    private record Candidates(
            List<Prefix> prefixes, @Nullable Provider ordinary) {}

    /** What models are called whose names lead to a provider. */
    private record Prefix(String text, Provider provider) {}

    private RouteTable(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        byName =
                providers.stream().collect(Collectors.toUnmodifiableMap(Provider::name, it -> it, (first, _) -> first));
        for (var dialect : Dialect.values()) {
            var ordinary = providers.stream()
                    .filter(it -> it.dialect() == dialect && !it.simulated())
                    .findFirst()
                    .orElse(null);
            byDialect.put(dialect, new Candidates(prefixes(dialect), ordinary));
        }
    }

    static RouteTable of(List<Provider> providers) {
        return new RouteTable(providers);
    }

    List<Provider> providers() {
        return providers;
    }

    @Nullable
    Provider named(String name) {
        return byName.get(name);
    }

    /**
     * Chooses in this order: the provider named in a header; the one named before a slash in the model; the vendor whose models
     * are called so; the dialect's default, which is its first provider that is not simulated.
     *
     * @param model empty for a request that names none
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
        var candidates = candidates(dialect);
        for (var prefix : candidates.prefixes()) {
            if (model.startsWith(prefix.text())) {
                return new Routing.To(prefix.provider(), model);
            }
        }
        Provider ordinary = candidates.ordinary();
        return ordinary == null
                ? nowhere(
                        dialect,
                        "no provider that speaks " + dialect.word() + " is configured"
                                + (model.isEmpty() ? "" : " for model '" + model + "'"))
                : new Routing.To(ordinary, model);
    }

    /** The same for a call that may be made in any dialect: a name or a model leads to its provider, which says in which. */
    Routing routeAnyhow(String model, @Nullable String named) {
        if (named != null && !named.isBlank()) {
            Provider chosen = byName.get(named.strip());
            return chosen == null
                    ? new Routing.Nowhere("there is no provider '" + named.strip() + "'; there are: "
                            + providers.stream().map(Provider::name).collect(Collectors.joining(", ")))
                    : new Routing.To(chosen, withoutName(model, chosen));
        }
        int slash = model.indexOf('/');
        Provider before = slash > 0 ? byName.get(model.substring(0, slash)) : null;
        if (before != null) {
            return new Routing.To(before, model.substring(slash + 1));
        }
        for (var dialect : Dialect.values()) {
            for (var prefix : candidates(dialect).prefixes()) {
                if (model.startsWith(prefix.text())) {
                    return new Routing.To(prefix.provider(), model);
                }
            }
        }
        return route(candidates(Dialect.OPENAI).ordinary() == null ? Dialect.ANTHROPIC : Dialect.OPENAI, model, null);
    }

    @Nullable
    Provider defaultOf(Dialect dialect) {
        return candidates(dialect).ordinary();
    }

    List<Provider> of(Dialect dialect) {
        return providers.stream().filter(it -> it.dialect() == dialect).toList();
    }

    private Candidates candidates(Dialect dialect) {
        return byDialect.getOrDefault(dialect, new Candidates(List.of(), null));
    }

    private List<Prefix> prefixes(Dialect dialect) {
        var prefixes = new ArrayList<Prefix>();
        for (var vendor : Vendor.ALL) {
            add(prefixes, dialect, vendor.name(), vendor.modelPrefixes());
        }
        SIMULATED.forEach(it -> add(prefixes, dialect, it, List.of(SIMULATED_MODELS)));
        return List.copyOf(prefixes);
    }

    private void add(List<Prefix> to, Dialect dialect, String name, List<String> prefixes) {
        var provider = byName.get(name);
        if (provider != null && provider.dialect() == dialect) {
            prefixes.forEach(it -> to.add(new Prefix(it, provider)));
        }
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
