package stet.models.providers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.models.Dialect;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/providers}. */
record ProviderRoutes(Providers providers, ProviderProbe probe, Callers callers) {
    private static final String PROVIDERS = "/api/v1/providers";

    record ProviderList(List<Providers.Listed> items) {}

    record ProviderToSave(
            @Nullable String dialect,
            @Nullable String baseUrl,
            @Nullable String apiKey,
            @Nullable Boolean streamUsage) {}

    void declare(Api api) {
        api.get(PROVIDERS, "The places that serve models, without their keys")
                .tag("providers")
                .answers(200, ProviderList.class)
                .by(call -> Answer.ok(new ProviderList(providers.list(callers.of(call)))));
        api.put(
                        PROVIDERS + "/{name}",
                        "Save a provider; without apiKey the saved key stays, and without streamUsage that setting")
                .tag("providers")
                .takes(ProviderToSave.class)
                .answers(200, Providers.Listed.class)
                .by(this::save);
        api.delete(PROVIDERS + "/{name}", "Remove a saved provider")
                .tag("providers")
                .answers(204, Void.class)
                .by(call -> {
                    providers.remove(callers.of(call), call.path("name"));
                    return Answer.none();
                });
        api.post(
                        PROVIDERS + "/{name}/test",
                        "Ask a provider for its models, to see whether it answers and takes its key")
                .tag("providers")
                .answers(200, ProviderProbe.Probe.class)
                .by(call -> Answer.ok(probe.ask(providers.toTest(callers.of(call), call.path("name")))));
    }

    private Answer save(Call call) {
        var caller = callers.of(call);
        var asked = call.body(ProviderToSave.class);
        String baseUrl = asked.baseUrl();
        if (baseUrl == null || baseUrl.isBlank()) {
            throw Problem.Invalid.field(
                    "baseUrl", "is missing: give the address of the API, such as https://api.example.com/v1");
        }
        Dialect dialect;
        try {
            dialect = Dialect.named(asked.dialect() == null ? "openai" : asked.dialect());
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("dialect", String.valueOf(e.getMessage()));
        }
        var wanted = new Providers.Wanted(dialect, baseUrl, asked.apiKey(), asked.streamUsage());
        return Answer.ok(providers.save(caller, call.path("name"), wanted));
    }
}
