package stet.models.providers;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.secrets.Secrets;

/** The places that serve models. */
public final class ProvidersFeature {
    private final Providers providers;
    private final ProviderRoutes routes;

    private ProvidersFeature(Providers providers, Callers callers) {
        this.providers = providers;
        this.routes = new ProviderRoutes(providers, new ProviderProbe(), callers);
    }

    /**
     * @param builtIn providers that this process brings itself
     */
    public static ProvidersFeature create(
            Records records,
            Secrets secrets,
            Callers callers,
            Map<String, String> environment,
            List<Provider> builtIn,
            InstantSource clock) {
        var fixed = new ArrayList<>(Environment.providers(environment));
        fixed.addAll(builtIn);
        var installation = callers.server().mayEverywhere(Permission.MANAGE_PROVIDERS);
        var providers = new Providers(records.inInstallation(ProviderStore::new), installation, secrets, clock, fixed);
        return new ProvidersFeature(providers, callers);
    }

    public Providers providers() {
        return providers;
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
