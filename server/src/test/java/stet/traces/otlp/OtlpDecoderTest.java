package stet.traces.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.http.Problem;
import stet.traces.conventions.Reported;

class OtlpDecoderTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final long START = 1_790_000_000_000_000_001L;

    private final OtlpDecoder decoder = new OtlpDecoder(new OtlpLimits(100_000, 5, 3, 3, 4));

    @Test
    void protobufAndJsonOfTheSameSpanAreTheSame() {
        var fromProtobuf = protobuf(span("call").build()).records();
        var fromJson = json("""
                        {"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","name":"call","kind":3,
                         "startTimeUnixNano":"1790000000000000001","endTimeUnixNano":1790000000000001001}
                        """).records();

        assertThat(fromJson).isEqualTo(fromProtobuf);
        assertThat(fromJson.getFirst().startedAt()).isEqualTo(Instant.ofEpochSecond(1_790_000_000, 1));
        assertThat(fromJson.getFirst().role()).isEqualTo(Reported.Role.CLIENT);
    }

    @Test
    void jsonMayUseSnakeCaseNamesOfEnumsAndIntegersAsTextOrNumbers() {
        var read = decodeJson("""
                        {"resource_spans":[{"scope_spans":[{"spans":[{"trace_id":"%s","span_id":"%s","parent_span_id":"",
                         "kind":"SPAN_KIND_SERVER","start_time_unix_nano":1790000000000000001,"end_time_unix_nano":"1790000000000000002",
                         "status":{"code":"STATUS_CODE_ERROR","message":"no"},"later_field":[{"x":[1]}],
                         "attributes":[{"key":"text","value":{"intValue":"-9223372036854775808"}},{"key":"number","value":{"int_value":64}}]}],
                         "scope":{"name":"s","version":"1"}}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"bot"}}]}}]}
                        """.formatted(TRACE, SPAN)).records().getFirst();

        assertThat(read.role()).isEqualTo(Reported.Role.SERVER);
        assertThat(read.parentId()).isNull();
        assertThat(read.outcome()).isEqualTo(Reported.Outcome.ERROR);
        assertThat(read.outcomeMessage()).isEqualTo("no");
        assertThat(read.attributes()).hasToString("{text=-9223372036854775808, number=64}");
        assertThat(read.origin().resource()).hasToString("{service.name=\"bot\"}");
        assertThat(read.origin().scopeName()).isEqualTo("s");
    }

    @Test
    void nestedAttributeValuesStayTrees() {
        var read = json("""
                        {"traceId":"%s","spanId":"%s","startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[{"key":"a","value":{"kvlistValue":{"values":[
                          {"key":"list","value":{"arrayValue":{"values":[{"intValue":1},{"boolValue":true},{"doubleValue":"NaN"},{}]}}},
                          {"key":"bytes","value":{"bytesValue":"AQI="}}]}}}]}
                        """.formatted(TRACE, SPAN, START, START)).records().getFirst();

        assertThat(read.attributes()).hasToString("{a={\"list\":[1,true,\"NaN\",null],\"bytes\":\"AQI=\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'no ids'} | it has neither a trace id nor a span id",
                "{'traceId':'0af7','spanId':'b7ad6b7169203331'} | its trace id has 2.0 bytes and needs 16",
                "{'traceId':'CvdlGRbNQ92ESOshHIAxnA==','spanId':'x'} | its traceId is not hex digits (OTLP writes ids in JSON as hex, not as base64)",
                "{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'0000000000000000'} | its span id is all zeros",
                "{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331'} | it has neither a start nor an end",
                "{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331','startTimeUnixNano':1790000000000} | its start is 1970-01-01T00:29:50Z; times are nanoseconds since 1970, and 1790000000000 looks like another unit",
                "{'traceId':7} | its traceId is not text",
                "{'attributes':[{'key':'a','value':{'intValue':'many'}}]} | its intValue is not a whole number",
                "{'attributes':{'a':1}} | its attributes is not a list",
                "{'events':[{'timeUnixNano':-1}]} | its event.timeUnixNano is not an unsigned 64-bit integer",
                "'a span' | its span is not an object",
                "[[{}]] | its span is not an object",
            })
    void aBadSpanIsRejectedWithItsReasonAndItsNeighboursAreKept(String bad) {
        String[] parts = bad.replace('\'', '"').split(" \\| ");
        String reason = bad.split(" \\| ")[1];
        String good = "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}"
                .formatted(TRACE, SPAN, START, START);

        var batch = json(good + "," + parts[0] + "," + good);

        assertThat(batch.records()).hasSize(2);
        assertThat(batch.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(new String(rejected.request(), UTF_8))
                    .isEqualTo("{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":["
                            + parts[0] + "]}]}]}");
        });
    }

    @Test
    void aSpanOfBrokenProtobufIsRejectedAndItsNeighboursAreKept() {
        byte[] broken = {0x0a, 0x10, 1, 2, 3};
        var batch = decoder.spans(
                OtlpFormat.PROTOBUF,
                null,
                requestOf(
                        span("one").build().toByteArray(),
                        broken,
                        span("two").build().toByteArray()));

        assertThat(batch.records()).extracting(Reported::name).containsExactly("one", "two");
        assertThat(batch.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).startsWith("its protobuf is broken at its byte ");
            assertThat(rejected.request()).isEqualTo(requestOf(broken));
        });
    }

    @Test
    void textThatIsNotUtf8IsKeptWithItsBadBytesReplaced() {
        byte[] bytes = requestOf(span("caf?").build().toByteArray());
        byte[] text = ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + TRACE + "\",\"spanId\":\""
                        + SPAN
                        + "\",\"name\":\"caf?\",\"kind\":3,\"startTimeUnixNano\":" + START + ",\"endTimeUnixNano\":"
                        + (START + 1000)
                        + "}]}]}]}")
                .getBytes(UTF_8);

        assertThat(decoder.spans(OtlpFormat.PROTOBUF, null, with0xE9(bytes)).records())
                .isEqualTo(decoder.spans(OtlpFormat.JSON, null, with0xE9(text)).records())
                .extracting(Reported::name)
                .containsExactly("caf\uFFFD");
    }

    @Test
    void anEndBeforeTheStartIsClampedAndNoted() {
        var read = protobuf(span("back").setEndTimeUnixNano(START - 2_500_000).build())
                .records()
                .getFirst();

        assertThat(read.endedAt()).isEqualTo(read.startedAt());
        assertThat(read.notes()).hasToString("{stet.time=\"the end sent was 2.5 ms before the start\"}");
    }

    @Test
    void moreThanALimitIsLeftOutAndSaid() {
        var span = span("wide");
        for (int i = 0; i < 4; i++) {
            span.addAttributes(KeyValue.newBuilder()
                    .setKey("k" + i)
                    .setValue(AnyValue.newBuilder().setIntValue(i)));
        }

        var read = protobuf(span.build()).records().getFirst();

        assertThat(read.attributes()).containsOnlyKeys("k0", "k1", "k2");
        assertThat(read.truncated()).isTrue();
    }

    @Test
    void aValueNestedDeeperThanTheLimitIsLeftOutAndSaid() {
        var value = AnyValue.newBuilder().setStringValue("deep").build();
        for (int i = 0; i < 400; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }

        var read = protobuf(span("deep")
                        .addAttributes(KeyValue.newBuilder().setKey("a").setValue(value))
                        .build())
                .records()
                .getFirst();

        assertThat(read.truncated()).isTrue();
        assertThat(read.attributes()).hasToString("{a=[[[[]]]]}");
    }

    @Test
    void jsonNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> decodeJson("{\"x\":" + "[".repeat(50_000)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("it nests deeper than 2000 levels");
    }

    @Test
    void tooManySpansAreRefused() {
        byte[] one = span("x").build().toByteArray();

        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, null, requestOf(one, one, one, one, one, one)))
                .isInstanceOf(Problem.TooLarge.class)
                .hasMessage("the request has more than 5 spans; send them in smaller batches");
    }

    @Test
    void logsAndMetricsOnTheTracesPathAreRefusedByName() {
        var logs = ExportLogsServiceRequest.newBuilder();
        logs.addResourceLogsBuilder()
                .addScopeLogsBuilder()
                .addLogRecordsBuilder()
                .setObservedTimeUnixNano(START);
        var metrics = ExportMetricsServiceRequest.newBuilder();
        metrics.addResourceMetricsBuilder()
                .addScopeMetricsBuilder()
                .addMetricsBuilder()
                .setName("m")
                .getSumBuilder();

        assertThatThrownBy(() ->
                        decoder.spans(OtlpFormat.PROTOBUF, null, logs.build().toByteArray()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("the body is a logs request: send it to /v1/logs");
        assertThatThrownBy(() ->
                        decoder.spans(OtlpFormat.PROTOBUF, null, metrics.build().toByteArray()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("the body is a metrics request: send it to /v1/metrics");
        assertThatThrownBy(() -> decodeJson("{\"resourceLogs\":[]}"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("the body is a logs request: send it to /v1/logs");
    }

    @Test
    void spansOnTheOtherPathsAreRefusedByName() {
        byte[] spans = requestOf(span("call").build().toByteArray());
        byte[] json = "{\"resourceSpans\":[]}".getBytes(UTF_8);

        assertThatThrownBy(() -> decoder.logs(OtlpFormat.PROTOBUF, null, spans))
                .hasMessageContaining("the body is a traces request: send it to /v1/traces");
        assertThatThrownBy(() -> decoder.logs(OtlpFormat.JSON, null, json))
                .hasMessageContaining("the body is a traces request: send it to /v1/traces");
        assertThatThrownBy(() -> decoder.metrics(OtlpFormat.PROTOBUF, null, spans))
                .hasMessageContaining("the body is a traces request: send it to /v1/traces");
    }

    @Test
    void protobufAndJsonOfTheSameLogRecordAreTheSame() {
        var logs = ExportLogsServiceRequest.newBuilder();
        logs.addResourceLogsBuilder()
                .addScopeLogsBuilder()
                .addLogRecordsBuilder()
                .setTimeUnixNano(START)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN2)
                .setTraceId(ByteString.fromHex(TRACE))
                .setSpanId(ByteString.fromHex(SPAN))
                .setEventName("gen_ai.choice")
                .setBody(AnyValue.newBuilder().setStringValue("hi"))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("n")
                        .setValue(AnyValue.newBuilder().setIntValue(7)));
        var fromJson = decoder.logs(OtlpFormat.JSON, null, """
                        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1790000000000000001","severityNumber":14,
                         "traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","body":{"stringValue":"hi"},
                         "attributes":[{"key":"n","value":{"intValue":7}}],"eventName":"gen_ai.choice"}]}]}]}
                        """.getBytes(UTF_8)).records();

        assertThat(decoder.logs(OtlpFormat.PROTOBUF, null, logs.build().toByteArray())
                        .records())
                .isEqualTo(fromJson);
        assertThat(fromJson.getFirst().severity()).isEqualTo("warn");
        assertThat(fromJson.getFirst().name()).isEqualTo("gen_ai.choice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"resourceSpans\":",
                "{} {}",
                "{\"resourceSpans\":7}",
                "{\"resourceSpans\":[{\"scopeSpans\":{}}]}"
            })
    void jsonThatIsNoRequestIsRefused(String text) {
        assertThatThrownBy(() -> decodeJson(text))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith("the body is not an OTLP traces request: ");
    }

    @Test
    void protobufThatIsNoRequestIsRefusedWithThePlace() {
        byte[] whole = requestOf(span("cut").build().toByteArray());

        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, null, Arrays.copyOf(whole, whole.length - 3)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith(
                        "the body is not an OTLP traces request: at byte 2 of 56 the protobuf is broken");
    }

    @Test
    void anEmptyRequestIsEmpty() {
        assertThat(decoder.spans(OtlpFormat.PROTOBUF, null, new byte[0]).records())
                .isEmpty();
        assertThat(decodeJson("{}").records()).isEmpty();
        assertThat(decodeJson("{\"resourceSpans\":null}").records()).isEmpty();
    }

    @Test
    void aZipBombIsRefusedBeforeItIsWhole() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);

        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, "gzip", bomb))
                .isInstanceOf(Problem.TooLarge.class)
                .hasMessage(
                        "the body is larger than the limit of 100000 bytes after decompression; send smaller batches");
    }

    @Test
    void gzipThatEndsEarlyOrIsNoneIsRefused() throws IOException {
        byte[] whole = gzip(requestOf(span("zip").build().toByteArray()));

        assertThat(decoder.spans(OtlpFormat.PROTOBUF, "GZIP", whole).records()).hasSize(1);
        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, "gzip", Arrays.copyOf(whole, 30)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith("the gzip body ends early");
        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, "gzip", "no".getBytes(UTF_8)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> decoder.spans(OtlpFormat.PROTOBUF, "zstd", whole))
                .isInstanceOf(Problem.UnsupportedMedia.class);
    }

    private OtlpBatch<Reported> protobuf(Span span) {
        return decoder.spans(OtlpFormat.PROTOBUF, null, requestOf(span.toByteArray()));
    }

    private OtlpBatch<Reported> json(String spans) {
        return decodeJson("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}");
    }

    private OtlpBatch<Reported> decodeJson(String text) {
        return decoder.spans(OtlpFormat.JSON, null, text.getBytes(UTF_8));
    }

    private static Span.Builder span(String name) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(SPAN)))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(START)
                .setEndTimeUnixNano(START + 1000);
    }

    /** A request around the bytes of spans, whatever they are. */
    private static byte[] requestOf(byte[]... spans) {
        var scope = new ByteArrayOutputStream();
        for (byte[] span : spans) {
            field(scope, 2, span);
        }
        var resource = new ByteArrayOutputStream();
        field(resource, 2, scope.toByteArray());
        var request = new ByteArrayOutputStream();
        field(request, 1, resource.toByteArray());
        return request.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        out.write((number << 3) | 2);
        int length = content.length;
        while (length > 127) {
            out.write((length & 127) | 128);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(content);
    }

    private static byte[] with0xE9(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i] == '?' ? (byte) 0xE9 : changed[i];
        }
        return changed;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
