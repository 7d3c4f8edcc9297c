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
     */
    public record Provider(
            String name,
            String dialect,
            String baseUrl,
            String source,
            boolean simulated,
            boolean keySet,
            @Nullable String keyHint,
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

    /** @param apiKey absent for a provider that asks for none */
    public Provider put(String name, String dialect, String baseUrl, @Nullable String apiKey) {
        var body = new HashMap<String, String>();
        body.put("dialect", dialect);
        body.put("baseUrl", baseUrl);
        if (apiKey != null) {
            body.put("apiKey", apiKey);
        }
        return http.put("/api/v1/providers/" + Http.segment(name), body, Provider.class);
    }

    public Test test(String name) {
        return http.post("/api/v1/providers/" + Http.segment(name) + "/test", null, Test.class);
    }
}
