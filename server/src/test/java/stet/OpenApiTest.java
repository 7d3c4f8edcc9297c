package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final Path COMMITTED = Path.of("..", "openapi.json");

    @TempDir
    Path folder;

    @Test
    void theCommittedDocumentIsTheOneTheServerServes() throws Exception {
        try (var server = new TestServer(folder.resolve("home"), Map.of())) {
            String served = server.get("/api/openapi.json").body() + "\n";
            if (Boolean.getBoolean("docs.write")) {
                Files.writeString(COMMITTED, served);
            }

            assertThat(Files.readString(COMMITTED))
                    .as(
                            "openapi.json is out of date: ./mvnw -Pfast -pl server -am test -Dtest=OpenApiTest -Ddocs.write=true"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false")
                    .isEqualTo(served);
        }
    }

    @Test
    void everyKindOfSpanIsDescribed() throws Exception {
        var kinds = Json.MAPPER
                .readTree(Files.readString(COMMITTED))
                .at("/components/schemas/SpanDetail/properties/kind/enum");

        assertThat(kinds.valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Stream.of(SpanKind.values()).map(SpanKind::word).toList());
    }

    @Test
    void everyDescribedOperationIsServed() throws Exception {
        try (var server = new TestServer(folder.resolve("home"), Map.of())) {
            var paths =
                    Json.MAPPER.readTree(server.get("/api/openapi.json").body()).path("paths");
            assertThat(paths.size()).isGreaterThan(15);
            for (var path : paths.properties()) {
                String real = path.getKey().replace("{project}", "demo").replaceAll("\\{[a-zA-Z]+}", "none");
                for (var method : path.getValue().properties()) {
                    boolean endless = method.getKey().equals("get")
                            && method.getValue().at("/responses/200/content").has("text/event-stream");
                    var request = HttpRequest.newBuilder()
                            .method(
                                    endless ? "HEAD" : method.getKey().toUpperCase(Locale.ROOT),
                                    HttpRequest.BodyPublishers.noBody());
                    var answer = server.send(request, real, server.key);
                    assertThat(answer.statusCode())
                            .as(method.getKey() + " " + real)
                            .isNotEqualTo(405)
                            .isLessThan(500);
                    assertThat(answer.body()).doesNotContain("there is no page or operation");
                }
            }
        }
    }
}
