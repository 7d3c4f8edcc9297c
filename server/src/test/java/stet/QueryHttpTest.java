package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;

class QueryHttpTest {
    @TempDir
    static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQuestionIsAnsweredWithTotalsAndSeriesOverTime() throws Exception {
        var answer = server.json(query(
                "measure", "count",
                "measure", "p95(durationMs)",
                "by", "model",
                "buckets", "3",
                "from", "2026-11-23T12:00:00Z",
                "to", "2026-11-23T12:00:30Z"));

        assertThat(answer.path("totals").toString()).isEqualTo("[0,null]");
        assertThat(answer.path("bucketMs").intValue()).isEqualTo(10_000);
        assertThat(answer.path("startedAt").get(1).stringValue()).isEqualTo("2026-11-23T12:00:10Z");
        assertThat(answer.path("series").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    measure=total                        | measure | measures are count
                    measure=sum(price)                   | measure | amounts are durationMs
                    measure=p0(durationMs)               | measure | above p0
                    measure=count count                  | measure | expected the end
                    measure=count;over=calls             | over    | 'calls' is none of traces
                    measure=count;by=colour              | by      | neither a dimension
                    measure=count;where=model =          | where   | expected a value
                    measure=count;buckets=1001           | buckets | from 0 to 1000
                    measure=count;by=user;top=51         | top     | from 1 to 50
                    measure=count;buckets=1000;by=user;top=50 | buckets | at most 20000
                    measure=count;from=2026-11-23T12:00:00Z;to=2026-11-23T12:00:00Z | to | not after 'from'
                    over=traces                          | measure | give 1 to 10
                    """)
    void aWrongQuestionIsRefusedByName(String parameters, String field, String message) throws Exception {
        var pairs = Stream.of(parameters.split(";"))
                .flatMap(it -> Stream.of(it.split("=", 2)))
                .toArray(String[]::new);

        var answer = server.get(query(pairs));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var error = Json.MAPPER.readTree(answer.body()).path("errors").get(0);
        assertThat(error.path("field").stringValue()).isEqualTo(field);
        assertThat(error.path("detail").stringValue()).contains(message);
    }

    private static String query(String... pairs) {
        return "/api/v1/projects/demo/query?"
                + Stream.iterate(0, it -> it < pairs.length, it -> it + 2)
                        .map(it -> pairs[it] + "=" + URLEncoder.encode(pairs[it + 1], StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
