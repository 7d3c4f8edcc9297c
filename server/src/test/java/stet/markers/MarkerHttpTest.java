package stet.markers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.access.ServedAccess;
import stet.platform.http.Api;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class MarkerHttpTest {
    private static final String MARKERS = "/api/v1/projects/demo/markers";

    @TempDir
    static Path home;

    private static ServedAccess served;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        served = new ServedAccess(home);
        var api = new Api();
        MarkerFeature.create(served.records, served.callers(), java.util.List.of(), InstantSource.system())
                .declare(api);
        served.serve(api, Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void whatWasMarkedIsListedNewestFirstUntilItIsRemoved() throws Exception {
        var first = ask("POST", MARKERS, """
                {"at":"2026-11-20T10:00:00Z","kind":"deploy","app":"bot","environment":"production",
                 "title":" release 7 ","link":"https://ci.example.com/7"}""");
        ask("POST", MARKERS, "{\"at\":\"2026-11-20T11:00:00Z\",\"title\":\"holiday\"}");
        assertThat(first.path("title").stringValue()).isEqualTo("release 7");

        var range = MARKERS + "?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";
        assertThat(titles(range)).isEqualTo("holiday, release 7");
        assertThat(titles(range + "&app=bot&environment=production")).isEqualTo("holiday, release 7");
        assertThat(titles(range + "&app=other")).isEqualTo("holiday");
        assertThat(titles(MARKERS + "?from=2026-11-20T10:00:01Z&to=2026-11-20T11:00:00Z"))
                .isEmpty();

        var id = first.path("id").stringValue();
        assertThat(send("DELETE", MARKERS + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", MARKERS + "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(titles(range)).isEqualTo("holiday");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                    | title
            {"title":" "}                                         | title
            {"title":"x","kind":"party"}                          | kind
            {"title":"x","link":"javascript:alert(1)"}            | link
            {"title":"x","at":"yesterday"}                        | at
            """)
    void whatMakesNoSenseIsRefusedByName(String body, String field) throws Exception {
        var answer = send("POST", MARKERS, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER
                        .readTree(answer.body())
                        .path("errors")
                        .get(0)
                        .path("field")
                        .stringValue())
                .isEqualTo(field);
    }

    private static String titles(String path) throws Exception {
        return String.join(
                ", ",
                ask("GET", path, "")
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("title").stringValue())
                        .toList());
    }

    private static JsonNode ask(String method, String path, String body) throws Exception {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.MAPPER.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(served.url().resolve(path))
                        .header("authorization", "Bearer " + served.key)
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
