package stet.models.providers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.models.Dialect;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;

/** The places that serve models: found in the environment, saved by an administrator, or built in. */
public final class Providers {
    /** A provider as its administrator sees it: never its key. */
    public record Listed(
            String name,
            Dialect dialect,
            String baseUrl,
            Provider.Source source,
            boolean simulated,
            boolean keySet,
            @Nullable String keyHint,
            boolean streamUsage,
            @Nullable Instant createdAt,
            boolean isDefault) {}

    private final Transactions<ProviderStore> data;
    private final Secrets secrets;
    private final InstantSource clock;
    private final List<Provider> fixed;
    private final Map<String, Instant> savedAt = new HashMap<>();
    private volatile RouteTable table;

    /**
     * @param fixed the providers that are not saved, before which a saved one of the same name has no effect
     */
    Providers(
            Transactions<ProviderStore> data,
            Scope installation,
            Secrets secrets,
            InstantSource clock,
            List<Provider> fixed) {
        this.data = data;
        this.secrets = secrets;
        this.clock = clock;
        this.fixed = List.copyOf(fixed);
        this.table = RouteTable.of(fixed);
        reload(installation);
    }

    /** Where a call for a model goes; answered from memory. */
    public Routing route(Dialect dialect, String model, @Nullable String named) {
        return table.route(dialect, model, named);
    }

    /** Where a call for a model goes that may be made in any dialect; the provider says in which. */
    public Routing routeAnyhow(String model, @Nullable String named) {
        return table.routeAnyhow(model, named);
    }

    /** The providers of a dialect, the default first. */
    public List<Provider> speaking(Dialect dialect) {
        return table.of(dialect);
    }

    /** The vendor whose address a configured provider has; absent when it is nobody's, or there is no such provider. */
    public @Nullable String vendor(String name) {
        return provider(name).map(Provider::vendor).orElse(null);
    }

    /** How many there are, in words; whether they answer is not asked. */
    public String standing() {
        var now = table.providers();
        long real = now.stream().filter(it -> !it.simulated()).count();
        return switch ((int) real) {
            case 0 -> "none is configured" + (now.isEmpty() ? "" : " but the simulated ones");
            case 1 -> "one is configured";
            default -> real + " are configured";
        };
    }

    public List<Listed> list(Caller caller) {
        caller.mayEverywhere(Permission.MANAGE_PROVIDERS);
        var now = table;
        synchronized (savedAt) {
            return now.providers().stream().map(it -> listed(it, now)).toList();
        }
    }

    /**
     * What a provider is to be saved as.
     *
     * @param apiKey the key to seal and keep; null keeps the one that is saved
     * @param streamUsage null keeps what is saved, which is true at first
     */
    public record Wanted(
            Dialect dialect,
            String baseUrl,
            @Nullable String apiKey,
            @Nullable Boolean streamUsage) {}

    /** Saves a provider under a name. */
    public Listed save(Caller caller, String name, Wanted wanted) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PROVIDERS);
        requireNotFixed(name);
        try {
            var target = Target.parse(wanted.baseUrl());
            var _ = new Provider(name, wanted.dialect(), target, null, Provider.Source.SAVED, false, true);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(String.valueOf(e.getMessage()));
        }
        data.change(scope, store -> {
            var before =
                    store.all().stream().filter(it -> it.name().equals(name)).findFirst();
            String apiKey = wanted.apiKey();
            Boolean streamUsage = wanted.streamUsage();
            String sealed = apiKey == null || apiKey.isBlank()
                    ? before.map(ProviderStore.Saved::sealedKey).orElse(null)
                    : secrets.seal(apiKey.strip(), belongsTo(name));
            boolean usage = streamUsage == null
                    ? before.map(ProviderStore.Saved::streamUsage).orElse(true)
                    : streamUsage;
            store.save(new ProviderStore.Saved(
                    name, wanted.dialect().word(), wanted.baseUrl().strip(), sealed, usage, clock.instant()));
        });
        reload(scope);
        var now = table;
        synchronized (savedAt) {
            return listed(provider(name).orElseThrow(), now);
        }
    }

    public void remove(Caller caller, String name) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PROVIDERS);
        requireNotFixed(name);
        if (!data.<Boolean>write(scope, store -> store.remove(name))) {
            throw new Problem.NotFound("provider", name);
        }
        reload(scope);
    }

    /** A provider with its key, to be used and not shown. */
    Provider toTest(Caller caller, String name) {
        caller.mayEverywhere(Permission.MANAGE_PROVIDERS);
        return provider(name).orElseThrow(() -> new Problem.NotFound("provider", name));
    }

    private Optional<Provider> provider(String name) {
        return Optional.ofNullable(table.named(name));
    }

    private void requireNotFixed(String name) {
        fixed.stream().filter(it -> it.name().equals(name)).findFirst().ifPresent(it -> {
            throw new Problem.Conflict("provider '" + name + "' comes from "
                    + (it.source() == Provider.Source.ENVIRONMENT ? "the environment" : "stet itself")
                    + ": change it there, or choose another name");
        });
    }

    private void reload(Scope scope) {
        var all = new ArrayList<>(fixed);
        synchronized (savedAt) {
            savedAt.clear();
            for (var saved : data.read(scope, ProviderStore::all)) {
                String sealed = saved.sealedKey();
                savedAt.put(saved.name(), saved.createdAt());
                all.add(new Provider(
                        saved.name(),
                        Dialect.named(saved.dialect()),
                        Target.parse(saved.baseUrl()),
                        sealed == null ? null : secrets.open(sealed, belongsTo(saved.name())),
                        Provider.Source.SAVED,
                        false,
                        saved.streamUsage()));
            }
        }
        table = RouteTable.of(all);
    }

    private Listed listed(Provider it, RouteTable now) {
        return new Listed(
                it.name(),
                it.dialect(),
                it.target().url(),
                it.source(),
                it.simulated(),
                it.apiKey() != null,
                it.keyHint(),
                it.streamUsage(),
                it.source() == Provider.Source.SAVED ? savedAt.get(it.name()) : null,
                it.equals(now.defaultOf(it.dialect())));
    }

    private static String belongsTo(String name) {
        return "provider " + name;
    }
}
