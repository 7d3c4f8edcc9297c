package stet.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stet.client.live.Live;
import stet.client.live.LiveOptions;
import stet.client.reports.ReportOptions;
import stet.client.reports.Reports;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests, reads answers, and turns every refusal into a {@link StetException}. */
final class Http {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String url;
    private final String token;
    private final Duration timeout;
    private final HttpClient client;

    Http(URI url, String token, Duration connectTimeout, Duration timeout) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("'" + url + "' is not a URL such as http://127.0.0.1:7070");
        }
        this.url = url.toString().replaceFirst("/+$", "");
        this.token = token;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** What is live, over connections of its own. */
    LiveOptions live(String project) {
        return Live.of(URI.create(url), token, project);
    }

    /** Reports sent in the background, over connections of their own. */
    ReportOptions reports(String project) {
        return Reports.to(URI.create(url), token, project);
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    <T> T get(String path, Class<T> type) {
        return read(accept(send("GET", path, null)), type);
    }

    <T> T post(String path, @Nullable Object body, Class<T> type) {
        return read(accept(send("POST", path, body)), type);
    }

    /** Sends what may have several outcomes: an answer that names its {@code outcome} is an answer, whatever its status. */
    JsonNode ask(String method, String path, @Nullable Object body) {
        var answer = send(method, path, body);
        var said = problem(answer.body());
        return said.path("outcome").isString() ? said : read(accept(answer), JsonNode.class);
    }

    /** An answer in a form of its own. */
    byte[] bytes(String method, String path, @Nullable Object body) {
        return accept(send(method, path, body)).body();
    }

    /** Sends bytes as they are. */
    <T> T post(String path, String contentType, byte[] body, Class<T> type) {
        return read(
                accept(send(
                        request("POST", path, BodyPublishers.ofByteArray(body))
                                .timeout(timeout)
                                .header("content-type", contentType),
                        BodyHandlers.ofByteArray())),
                type);
    }

    /** An answer to be read as it comes. */
    HttpResponse<InputStream> open(String path) {
        var answer = send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 2) {
            return answer;
        }
        try (var body = answer.body()) {
            throw refusal(answer.statusCode(), answer.headers(), body.readAllBytes());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    <T> T put(String path, Object body, Class<T> type) {
        return read(accept(send("PUT", path, body)), type);
    }

    <T> T delete(String path, Class<T> type) {
        return read(accept(send("DELETE", path, null)), type);
    }

    void delete(String path) {
        accept(send("DELETE", path, null));
    }

    /** A server that is not ready says so with 503 and the same body. */
    Health health() {
        var answer = send("GET", "/health/ready", null);
        return answer.statusCode() == 503 ? read(answer, Health.class) : read(accept(answer), Health.class);
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable Object body) {
        var request = request(
                        method,
                        path,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .timeout(timeout)
                .header("accept", "application/json");
        if (body != null) {
            request.header("content-type", "application/json");
        }
        return send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        return token.isEmpty() ? request : request.header("authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new StetException(0, "nothing answers at " + url + ": is the server running there?");
        } catch (HttpTimeoutException e) {
            throw new StetException(0, url + " did not answer within " + timeout.toSeconds() + " s");
        } catch (IOException e) {
            throw broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StetException(0, "interrupted while waiting for " + url);
        }
    }

    private StetException broken(IOException e) {
        return new StetException(0, "the connection to " + url + " broke: " + e.getMessage());
    }

    private HttpResponse<byte[]> accept(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 == 2) {
            return answer;
        }
        throw refusal(answer.statusCode(), answer.headers(), answer.body());
    }

    private StetException refusal(int status, HttpHeaders headers, byte[] body) {
        JsonNode problem = problem(body);
        String detail = problem.path("detail").asString("");
        if (detail.isEmpty()) {
            detail = url + " answered " + status + " without saying why: is it a stet server?";
        }
        String fix = problem.path("fix").asString("");
        String requestId = headers.firstValue("stet-request-id").orElse(null);
        return new StetException(status, fix.isEmpty() ? detail : detail + "; " + fix, requestId);
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
        try {
            T value = JSON.readValue(answer.body(), type);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            // answered below, like an empty answer
        }
        throw new StetException(
                answer.statusCode(), url + " answered something that is not stet's JSON: is it a stet server?");
    }

    /** Holds a secret. */
    @Override
    public String toString() {
        return url;
    }
}
