package stet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SpanRequestTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final ExportTraceServiceRequest made =
            new SpanBatches(7, 300, Instant.parse("2026-11-23T10:00:00Z")).next(20);

    @Test
    void everySendingHasOtherIdsAndItsTimesAreLaterAsAsked() throws Exception {
        var request = SpanRequest.of(made, "protobuf", "key");

        var first = spans(ExportTraceServiceRequest.parseFrom(body(request.numbered(1, 0))));
        var second = spans(ExportTraceServiceRequest.parseFrom(body(request.numbered(2, HOUR))));

        assertThat(first).hasSize(20).map(Span::getStartTimeUnixNano).isEqualTo(times(spans(made)));
        assertThat(second).map(it -> it.getStartTimeUnixNano() - HOUR).isEqualTo(times(first));
        assertThat(second)
                .map(it -> it.getEndTimeUnixNano() - it.getStartTimeUnixNano())
                .isEqualTo(first.stream()
                        .map(it -> it.getEndTimeUnixNano() - it.getStartTimeUnixNano())
                        .toList());
        assertThat(second)
                .map(Span::getTraceId)
                .doesNotContainAnyElementsOf(
                        first.stream().map(Span::getTraceId).toList());
        assertThat(responses(second)).isNotEmpty().doesNotContainAnyElementsOf(responses(first));
    }

    @Test
    void inJsonToo() {
        var request = SpanRequest.of(made, "json", "key");

        var spans =
                JsonMapper.shared().readTree(body(request.numbered(2, HOUR))).at("/resourceSpans/0/scopeSpans/0/spans");

        assertThat(spans).hasSize(20);
        for (int i = 0; i < spans.size(); i++) {
            assertThat(Long.parseLong(spans.get(i).path("startTimeUnixNano").asString()))
                    .isEqualTo(spans(made).get(i).getStartTimeUnixNano() + HOUR);
            assertThat(spans.get(i).path("traceId").asString()).startsWith("000000000002");
        }
    }

    private static List<String> responses(List<Span> spans) {
        return spans.stream()
                .flatMap(it -> it.getAttributesList().stream())
                .filter(it -> it.getKey().equals("gen_ai.response.id"))
                .map(it -> it.getValue().getStringValue())
                .toList();
    }

    private static List<Long> times(List<Span> spans) {
        return spans.stream().map(Span::getStartTimeUnixNano).toList();
    }

    private static List<Span> spans(ExportTraceServiceRequest request) {
        return request.getResourceSpans(0).getScopeSpans(0).getSpansList();
    }

    private static byte[] body(byte[] request) {
        int head = new String(request, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(request, head, request.length);
    }
}
