package stet.client.reports;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The server's operation that takes scores in. */
final class ScoresDoor {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_WAIT_MS = 60_000;

    private final URI scores;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ScoresDoor(URI url, String key, String project) {
        this.scores = URI.create(url.toString().replaceFirst("/+$", "") + "/api/v1/projects/"
                + URLEncoder.encode(project, StandardCharsets.UTF_8).replace("+", "%20") + "/scores");
        this.key = key;
    }

    /** What came of sending. */
    sealed interface Outcome {}

    record Sent() implements Outcome {}

    /** Sending it again cannot help. */
    record Refused(String why) implements Outcome {}

    record Later(String why, long waitMs) implements Outcome {}

    Outcome send(List<Report> reports) throws InterruptedException {
        var body = JSON.createObjectNode();
        var items = body.putArray("items");
        for (var report : reports) {
            var item = items.addObject()
                    .put("id", report.id())
                    .put("traceId", report.traceId())
                    .put("spanId", report.spanId())
                    .put("sessionId", report.sessionId())
                    .put("name", report.name())
                    .put("source", report.kind().source())
                    .put("comment", report.comment())
                    .put("at", String.valueOf(report.at()));
            item.set("value", JSON.valueToTree(report.value()));
        }
        var request = HttpRequest.newBuilder(scores)
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            return outcome(client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException e) {
            return new Later("nothing answers at " + scores, 0);
        } catch (IOException e) {
            return new Later("asking " + scores + " failed: " + e.getMessage(), 0);
        }
    }

    private static Outcome outcome(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return new Sent();
        }
        String why = status + " "
                + answer.body().substring(0, Math.min(300, answer.body().length()));
        boolean later = status == 408 || status == 429 || status >= 500 || status == 401 || status == 403;
        return later ? new Later(why, waitMs(answer)) : new Refused(why);
    }

    private static long waitMs(HttpResponse<?> answer) {
        try {
            var seconds = answer.headers()
                    .firstValue("retry-after")
                    .map(String::strip)
                    .orElse("0");
            return Math.max(0, Math.min(LONGEST_WAIT_MS, Math.multiplyExact(1000L, Long.parseLong(seconds))));
        } catch (ArithmeticException | NumberFormatException e) {
            return 0;
        }
    }
}
