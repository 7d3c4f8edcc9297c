package stet.client.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The fetch operations of one project on the server. */
final class Server {
    private final String url;
    private final String key;
    private final Duration patience;
    private final HttpClient client;

    Server(URI url, String key, String project, Duration patience) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("'" + url + "' is not a URL such as http://127.0.0.1:7070");
        }
        this.url = url.toString().replaceFirst("/+$", "") + "/api/v1/projects/" + Queries.segment(project) + "/fetch/";
        this.key = key;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** Where the project is; two of them never share a copy. */
    String place() {
        return url;
    }

    /**
     * Asks for a document.
     *
     * @param waitSeconds how long the server may hold the answer while nothing changes
     */
    CompletableFuture<HttpResponse<byte[]>> fetch(String query, @Nullable String etag, int waitSeconds) {
        var whole = patience.plusSeconds(waitSeconds);
        var request = request(query + (waitSeconds > 0 ? "&wait=" + waitSeconds : ""))
                .timeout(whole)
                .header("accept", "application/json");
        if (etag != null) {
            request.header("if-none-match", etag);
        }
        var answer = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        var mine = answer.copy().orTimeout(whole.toMillis() + 500, TimeUnit.MILLISECONDS);
        var unused = mine.whenComplete((done, failure) -> {
            if (failure != null) {
                answer.cancel(true);
            }
        });
        return mine;
    }

    /** Opens the stream of events. */
    HttpResponse<InputStream> events() throws IOException, InterruptedException {
        return client.send(
                request("events")
                        .timeout(patience.plusSeconds(3))
                        .header("accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("authorization", "Bearer " + key);
    }

    /** Holds a secret. */
    @Override
    public String toString() {
        return url;
    }
}
