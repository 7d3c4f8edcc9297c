package stet.traces.otlp;

/** Reads the metrics of an {@code ExportMetricsServiceRequest} from JSON. */
final class JsonMetrics {
    private JsonMetrics() {}

    static OtlpBatch<String> decode(byte[] body, OtlpLimits limits) {
        return JsonWalk.decode(
                body,
                whole -> new JsonWalk<String, MetricDraft>(
                        Signal.METRICS, whole, limits, MetricDraft::new, (in, fields, name, metric) -> {
                            if (name.equals("name")) {
                                metric.name = fields.text("name");
                            } else {
                                in.skipChildren();
                            }
                        }));
    }
}
