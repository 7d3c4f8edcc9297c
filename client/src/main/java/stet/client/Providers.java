package stet.client;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model providers a server can call. */
public final class Providers {
    /**
     * Where models are, and in which dialect they are spoken to.
     *
     * @param source {@code environment}, {@code saved} or {@code built-in}
     * @param keyHint the end of its key
     * @param streamUsage whether it is asked for the usage of streams whose client does not ask
     */
    public record Provider(
            String name,
            String dialect,
            String baseUrl,
            String source,
            boolean simulated,
            boolean keySet,
            @Nullable String keyHint,
            boolean streamUsage,
            boolean isDefault) {}

    /**
     * What came of asking a provider for its models.
     *
     * @param outcome {@code reachable}, {@code refused} or {@code unreachable}
     */
    public record Test(
            String outcome,
            @Nullable String detail,
            double durationMs,
            @Nullable List<String> models) {}

    private record Listed(List<Provider> items) {}

    private final Http http;

    Providers(Http http) {
        this.http = http;
    }

    public List<Provider> list() {
        return http.get("/api/v1/providers", Listed.class).items();
    }

    /**
     * Saves a provider.
     *
     * @param apiKey absent for a provider that asks for none
     * @param streamUsage absent keeps what is saved, which is true at first
     */
    public Provider put(
            String name, String dialect, String baseUrl, @Nullable String apiKey, @Nullable Boolean streamUsage) {
        var body = new HashMap<String, Object>();
        body.put("dialect", dialect);
        body.put("baseUrl", baseUrl);
        if (apiKey != null) {
            body.put("apiKey", apiKey);
        }
        if (streamUsage != null) {
            body.put("streamUsage", streamUsage);
        }
        return http.put("/api/v1/providers/" + Http.segment(name), body, Provider.class);
    }

    public Test test(String name) {
        return http.post("/api/v1/providers/" + Http.segment(name) + "/test", null, Test.class);
    }
}
