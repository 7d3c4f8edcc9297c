package stet.traces.otlp;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the records of an {@code ExportLogsServiceRequest} from JSON. */
final class JsonLogs {
    private JsonLogs() {}

    static OtlpBatch<LoggedRecord> decode(byte[] body, OtlpLimits limits) {
        return JsonWalk.decode(
                body,
                whole -> new JsonWalk<LoggedRecord, LogDraft>(
                        Signal.LOGS, whole, limits, LogDraft::new, JsonLogs::read));
    }

    private static void read(JsonParser in, JsonFields fields, String name, LogDraft log) {
        switch (name) {
            case "timeUnixNano", "time_unix_nano" -> log.nanos = fields.unsigned("timeUnixNano");
            case "observedTimeUnixNano", "observed_time_unix_nano" ->
                log.observedNanos = fields.unsigned("observedTimeUnixNano");
            case "severityNumber", "severity_number" -> {
                if (in.currentToken() == JsonToken.VALUE_STRING) {
                    log.severityText = fields.text("severityNumber").replace("SEVERITY_NUMBER_", "");
                } else {
                    log.severity = fields.unsigned("severityNumber");
                }
            }
            case "severityText", "severity_text" -> log.severityText = fields.text("severityText");
            case "body" -> log.body = fields.value();
            case "attributes" -> fields.attributes(log.attributes);
            case "traceId", "trace_id" -> log.traceId = fields.id("traceId");
            case "spanId", "span_id" -> log.spanId = fields.id("spanId");
            case "eventName", "event_name" -> log.eventName = fields.text("eventName");
            default -> in.skipChildren();
        }
    }
}
