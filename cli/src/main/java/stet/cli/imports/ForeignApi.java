package stet.cli.imports;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import stet.client.StetException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks another system's API, patiently: what may pass is asked again. Its answers never lead elsewhere, so that the key stays where it belongs. */
public final class ForeignApi implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String base;
    private final Map<String, String> headers;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param headers that say who asks */
    public ForeignApi(URI base, Map<String, String> headers) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.headers = Map.copyOf(headers);
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return find(path)
                .orElseThrow(() -> new StetException(404, base + path + " answered that there is no such thing"));
    }

    /** Empty when there is no such thing. */
    Optional<JsonNode> find(String path) {
        for (int attempt = 1; ; attempt++) {
            var answer = ask(path, attempt == ATTEMPTS);
            if (answer.isPresent() && answer.get().statusCode() / 100 == 2) {
                return Optional.of(read(path, answer.get().body()));
            }
            int status = answer.map(HttpResponse::statusCode).orElse(0);
            if (status == 404) {
                return Optional.empty();
            }
            boolean mayPass = status == 0 || status == 429 || status >= 500;
            if (!mayPass || attempt == ATTEMPTS) {
                throw new StetException(
                        status,
                        base + path + " answered " + status
                                + (status == 401 || status == 403 ? ": does the key belong to it?" : ""));
            }
            pause(answer, attempt);
        }
    }

    private Optional<HttpResponse<byte[]>> ask(String path, boolean last) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("accept", "application/json");
            headers.forEach(request::header);
            return Optional.of(
                    client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
        } catch (IOException e) {
            if (last) {
                throw new StetException(0, base + path + " could not be asked: " + e.getMessage());
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StetException(0, "interrupted");
        }
    }

    private JsonNode read(String path, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new StetException(502, base + path + " answered something that is not JSON");
        }
    }

    private static void pause(Optional<HttpResponse<byte[]>> answer, int attempt) {
        var wait = answer.flatMap(it -> it.headers().firstValue("retry-after"))
                .filter(it -> it.matches("[0-9]{1,5}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .orElse(Duration.ofSeconds(1L << (attempt - 1)));
        try {
            Thread.sleep(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StetException(0, "interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
