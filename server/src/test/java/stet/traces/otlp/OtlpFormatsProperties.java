package stet.traces.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import stet.platform.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Any valid request means the same in protobuf and in JSON. */
class OtlpFormatsProperties {
    private final OtlpDecoder decoder = new OtlpDecoder(OtlpLimits.DEFAULT);

    @Property(tries = 300)
    void protobufAndJsonOfARequestGiveEqualSpans(@ForAll("requests") ExportTraceServiceRequest request) {
        var protobuf = decoder.spans(OtlpFormat.PROTOBUF, null, request.toByteArray());
        var json =
                decoder.spans(OtlpFormat.JSON, null, asJson(request).toString().getBytes(UTF_8));

        assertThat(protobuf.rejected()).isEmpty();
        assertThat(json.rejected()).isEmpty();
        assertThat(json.records()).isEqualTo(protobuf.records());
        assertThat(json.records())
                .hasSize(request.getResourceSpansList().stream()
                        .flatMap(it -> it.getScopeSpansList().stream())
                        .mapToInt(ScopeSpans::getSpansCount)
                        .sum());
    }

    @Provide
    Arbitrary<ExportTraceServiceRequest> requests() {
        var scopes = Combinators.combine(text(), attributes(), spans().list().ofMaxSize(3))
                .as((name, attributes, spans) -> ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName(name)
                                .setVersion("1")
                                .addAllAttributes(attributes))
                        .addAllSpans(spans)
                        .build());
        var resources = Combinators.combine(attributes(), scopes.list().ofMaxSize(2))
                .as((attributes, scoped) -> ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(attributes))
                        .addAllScopeSpans(scoped)
                        .build());
        return resources
                .list()
                .ofMaxSize(2)
                .map(it -> ExportTraceServiceRequest.newBuilder()
                        .addAllResourceSpans(it)
                        .build());
    }

    private static Arbitrary<Span> spans() {
        var start = Arbitraries.longs().between(1_700_000_000_000_000_000L, 1_900_000_000_000_000_000L);
        var length = Arbitraries.longs().between(-1_000, 1_000_000_000_000L);
        var events = Combinators.combine(text(), attributes())
                .as((name, attributes) -> Span.Event.newBuilder()
                        .setName(name)
                        .setTimeUnixNano(1_800_000_000_000_000_000L)
                        .addAllAttributes(attributes)
                        .build());
        var status = Combinators.combine(Arbitraries.integers().between(0, 2), text())
                .as((code, message) -> Status.newBuilder()
                        .setCodeValue(code)
                        .setMessage(message)
                        .build());
        return Combinators.combine(
                        bytes(16),
                        bytes(8),
                        Arbitraries.integers().between(0, 5),
                        start,
                        length,
                        attributes(),
                        events.list().ofMaxSize(2),
                        status)
                .as((trace, span, kind, from, nanos, attributes, happened, ended) -> Span.newBuilder()
                        .setTraceId(trace)
                        .setSpanId(span)
                        .setParentSpanId(kind % 2 == 0 ? ByteString.EMPTY : span)
                        .setName(ended.getMessage())
                        .setKindValue(kind)
                        .setStartTimeUnixNano(from)
                        .setEndTimeUnixNano(from + nanos)
                        .addAllAttributes(attributes)
                        .addAllEvents(happened)
                        .addLinks(Span.Link.newBuilder()
                                .setTraceId(trace)
                                .setSpanId(span)
                                .addAllAttributes(attributes))
                        .setDroppedAttributesCount(kind)
                        .setStatus(ended)
                        .build());
    }

    private static Arbitrary<List<KeyValue>> attributes() {
        return Combinators.combine(text(), values(3))
                .as((key, value) ->
                        KeyValue.newBuilder().setKey(key).setValue(value).build())
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<AnyValue> values(int depth) {
        Arbitrary<AnyValue> leaves = Arbitraries.oneOf(
                text().map(it -> AnyValue.newBuilder().setStringValue(it).build()),
                Arbitraries.longs()
                        .map(it -> AnyValue.newBuilder().setIntValue(it).build()),
                Arbitraries.doubles()
                        .withSpecialValue(Double.NaN)
                        .withSpecialValue(Double.NEGATIVE_INFINITY)
                        .map(it -> AnyValue.newBuilder().setDoubleValue(it).build()),
                Arbitraries.of(true, false)
                        .map(it -> AnyValue.newBuilder().setBoolValue(it).build()),
                Arbitraries.of(AnyValue.getDefaultInstance()),
                bytes(5).map(it -> AnyValue.newBuilder().setBytesValue(it).build()));
        if (depth == 0) {
            return leaves;
        }
        var inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaves),
                Tuple.of(
                        1,
                        inner.list()
                                .ofMaxSize(3)
                                .map(it -> AnyValue.newBuilder()
                                        .setArrayValue(ArrayValue.newBuilder().addAllValues(it))
                                        .build())),
                Tuple.of(
                        1,
                        Combinators.combine(text(), inner)
                                .as((key, value) -> AnyValue.newBuilder()
                                        .setKvlistValue(KeyValueList.newBuilder()
                                                .addValues(KeyValue.newBuilder()
                                                        .setKey(key)
                                                        .setValue(value)))
                                        .build())));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(12),
                Arbitraries.of("", "gen_ai.system", "😀 \" \\"));
    }

    private static Arbitrary<ByteString> bytes(int length) {
        return Arbitraries.bytes().array(byte[].class).ofSize(length).map(it -> {
            it[0] |= 1;
            return ByteString.copyFrom(it);
        });
    }

    private static ObjectNode asJson(ExportTraceServiceRequest request) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        list(json, "resourceSpans", request.getResourceSpansList(), (resourceSpans, into) -> {
            list(into, "scopeSpans", resourceSpans.getScopeSpansList(), (scopeSpans, scoped) -> {
                list(scoped, "spans", scopeSpans.getSpansList(), OtlpFormatsProperties::span);
                ObjectNode scope = scoped.putObject("scope")
                        .put("name", scopeSpans.getScope().getName())
                        .put("version", scopeSpans.getScope().getVersion());
                attributes(scope, scopeSpans.getScope().getAttributesList());
            });
            attributes(into.putObject("resource"), resourceSpans.getResource().getAttributesList());
        });
        return json;
    }

    private static void span(Span span, ObjectNode json) {
        json.put("traceId", hex(span.getTraceId()))
                .put("spanId", hex(span.getSpanId()).toUpperCase(Locale.ROOT))
                .put("parentSpanId", hex(span.getParentSpanId()))
                .put("name", span.getName())
                .put("kind", span.getKindValue())
                .put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()))
                .put("endTimeUnixNano", span.getEndTimeUnixNano())
                .put("droppedAttributesCount", span.getDroppedAttributesCount());
        attributes(json, span.getAttributesList());
        list(json, "events", span.getEventsList(), (event, into) -> {
            into.put("name", event.getName()).put("timeUnixNano", Long.toString(event.getTimeUnixNano()));
            attributes(into, event.getAttributesList());
        });
        list(json, "links", span.getLinksList(), (link, into) -> {
            into.put("traceId", hex(link.getTraceId())).put("spanId", hex(link.getSpanId()));
            attributes(into, link.getAttributesList());
        });
        json.putObject("status")
                .put("code", span.getStatus().getCodeValue())
                .put("message", span.getStatus().getMessage());
    }

    private static void attributes(ObjectNode into, List<KeyValue> attributes) {
        list(into, "attributes", attributes, (attribute, pair) -> {
            pair.put("key", attribute.getKey());
            value(attribute.getValue(), pair.putObject("value"));
        });
    }

    private static void value(AnyValue value, ObjectNode json) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.put("stringValue", value.getStringValue());
            case BOOL_VALUE -> json.put("boolValue", value.getBoolValue());
            case INT_VALUE -> json.put("intValue", Long.toString(value.getIntValue()));
            case DOUBLE_VALUE -> {
                if (Double.isFinite(value.getDoubleValue())) {
                    json.put("doubleValue", value.getDoubleValue());
                } else {
                    json.put("doubleValue", Double.toString(value.getDoubleValue()));
                }
            }
            case BYTES_VALUE ->
                json.put(
                        "bytesValue",
                        Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            case ARRAY_VALUE ->
                list(
                        json.putObject("arrayValue"),
                        "values",
                        value.getArrayValue().getValuesList(),
                        OtlpFormatsProperties::value);
            case KVLIST_VALUE ->
                list(
                        json.putObject("kvlistValue"),
                        "values",
                        value.getKvlistValue().getValuesList(),
                        (pair, into) -> {
                            into.put("key", pair.getKey());
                            value(pair.getValue(), into.putObject("value"));
                        });
            case VALUE_NOT_SET, STRING_VALUE_STRINDEX -> {}
        }
    }

    private static <T> void list(ObjectNode into, String name, List<T> items, BiConsumer<T, ObjectNode> write) {
        ArrayNode array = into.putArray(name);
        items.forEach(item -> write.accept(item, array.addObject()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
