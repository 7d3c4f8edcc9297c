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
    private static final Pattern OWN =
            Pattern.compile("STET_PROVIDER_([A-Z0-9][A-Z0-9_]*)_(BASE_URL|API_KEY|DIALECT|STREAM_USAGE)");

    private Environment() {}

    /** The providers, stet's own variables first, in the order of their names; a wrong variable is a {@link StartProblem}. */
    static List<Provider> providers(Map<String, String> environment) {
        var found = new LinkedHashMap<String, Provider>();
        own(environment).forEach(it -> found.put(it.name(), it));
        for (Vendor vendor : Vendor.ALL) {
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
                                true,
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
            boolean streamUsage = flag(prefix + "_STREAM_USAGE", values.getOrDefault("STREAM_USAGE", "true"));
            providers.add(provider(name, dialect, url, values.get("API_KEY"), streamUsage, prefix + "_BASE_URL"));
        });
        return providers;
    }

    private static boolean flag(String variable, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new StartProblem(variable + " is '" + value + "': use true or false.");
        };
    }

    private static Provider provider(
            String name, Dialect dialect, String url, @Nullable String key, boolean streamUsage, String variable) {
        try {
            var target = Target.parse(withVersion(dialect, url));
            return new Provider(name, dialect, target, key, Provider.Source.ENVIRONMENT, false, streamUsage);
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
