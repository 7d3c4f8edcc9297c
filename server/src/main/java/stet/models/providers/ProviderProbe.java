package stet.models.providers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.platform.http.OneOf;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks a provider for its models, to see whether it can be reached and takes its key. */
final class ProviderProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_MODELS = 500;

    /**
     * What came of asking.
     *
     * @param models the ids of its models, when it told
     */
    record Probe(
            @OneOf({"reachable", "refused", "unreachable"}) String outcome,
            String detail,
            double durationMs,
            @Nullable List<String> models) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Probe ask(Provider provider) {
        long started = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create(provider.target().url() + "/models"))
                .timeout(PATIENCE)
                .header("accept", "application/json");
        provider.authorize(request::header);
        if (provider.dialect() == Dialect.ANTHROPIC) {
            request.header("anthropic-version", "2023-06-01");
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Probe(
                    answer.statusCode() == 200 ? "reachable" : "refused",
                    detail(answer.statusCode()),
                    millisSince(started),
                    answer.statusCode() == 200 ? models(answer.body()) : null);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Probe(
                    "unreachable", provider.target() + " does not answer (" + why + ")", millisSince(started), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Probe("unreachable", "the test was interrupted", millisSince(started), null);
        }
    }

    private static String detail(int status) {
        return switch (status) {
            case 200 -> "the provider answers and takes the key";
            case 401, 403 -> "the provider answers, but does not take the key (" + status + ")";
            case 404 -> "the provider answers, but has no list of models at this base URL (404): check its path";
            default -> "the provider answers with status " + status;
        };
    }

    private static @Nullable List<String> models(String body) {
        try {
            JsonNode data = Json.MAPPER.readTree(body).path("data");
            return data.valueStream()
                    .map(it -> it.path("id").asString(""))
                    .filter(it -> !it.isEmpty())
                    .limit(MOST_MODELS)
                    .toList();
        } catch (JacksonException e) {
            return null;
        }
    }

    private static double millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000.0;
    }
}
