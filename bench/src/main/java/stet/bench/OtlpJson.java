package stet.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes trace requests as OTLP/JSON the way SDKs do: ids in hex, times as text. */
final class OtlpJson {
    private OtlpJson() {}

    static byte[] of(ExportTraceServiceRequest request) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        var resources = root.putArray("resourceSpans");
        for (var resourceSpans : request.getResourceSpansList()) {
            ObjectNode resource = resources.addObject();
            attributes(
                    resource.putObject("resource"), resourceSpans.getResource().getAttributesList());
            var scopes = resource.putArray("scopeSpans");
            for (var scopeSpans : resourceSpans.getScopeSpansList()) {
                ObjectNode scope = scopes.addObject();
                scope.putObject("scope")
                        .put("name", scopeSpans.getScope().getName())
                        .put("version", scopeSpans.getScope().getVersion());
                var spans = scope.putArray("spans");
                scopeSpans.getSpansList().forEach(span -> write(span, spans.addObject()));
            }
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Span span, ObjectNode json) {
        json.put("traceId", hex(span.getTraceId())).put("spanId", hex(span.getSpanId()));
        if (!span.getParentSpanId().isEmpty()) {
            json.put("parentSpanId", hex(span.getParentSpanId()));
        }
        json.put("name", span.getName())
                .put("kind", span.getKindValue())
                .put("startTimeUnixNano", Long.toString(span.getStartTimeUnixNano()))
                .put("endTimeUnixNano", Long.toString(span.getEndTimeUnixNano()));
        attributes(json, span.getAttributesList());
        json.putObject("status");
        json.put("flags", span.getFlags());
    }

    private static void attributes(ObjectNode into, List<KeyValue> attributes) {
        var list = into.putArray("attributes");
        for (KeyValue attribute : attributes) {
            value(
                    attribute.getValue(),
                    list.addObject().put("key", attribute.getKey()).putObject("value"));
        }
    }

    private static void value(AnyValue value, ObjectNode json) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.put("stringValue", value.getStringValue());
            case INT_VALUE -> json.put("intValue", value.getIntValue());
            case DOUBLE_VALUE -> json.put("doubleValue", value.getDoubleValue());
            case ARRAY_VALUE -> {
                var values = json.putObject("arrayValue").putArray("values");
                value.getArrayValue().getValuesList().forEach(item -> value(item, values.addObject()));
            }
            default -> throw new IllegalArgumentException("no span here has a " + value.getValueCase());
        }
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
