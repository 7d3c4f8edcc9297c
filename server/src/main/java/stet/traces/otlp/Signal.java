package stet.traces.otlp;

import java.util.Locale;
import stet.platform.http.Problem;

/** What a request is about. */
enum Signal {
    TRACES("resourceSpans", "spans", "rejectedSpans", "trace.v1.TraceService"),
    LOGS("resourceLogs", "logRecords", "rejectedLogRecords", "logs.v1.LogsService"),
    METRICS("resourceMetrics", "metrics", "rejectedDataPoints", "metrics.v1.MetricsService");

    private final String outer;
    private final String records;
    private final String rejected;
    private final String service;

    Signal(String outer, String records, String rejected, String service) {
        this.outer = outer;
        this.records = records;
        this.rejected = rejected;
        this.service = service;
    }

    /** As in "the body is a … request". */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** JSON's name for the outermost list. */
    String outer() {
        return outer;
    }

    /** JSON's name for the list in the middle. */
    String middle() {
        return "scope" + outer.substring("resource".length());
    }

    /** JSON's name for the innermost list. */
    String records() {
        return records;
    }

    /** How the list of rejected records names it. */
    String source() {
        return "otlp-" + word();
    }

    /** One of them, in words. */
    String record() {
        return switch (this) {
            case TRACES -> "span";
            case LOGS -> "log record";
            case METRICS -> "metric";
        };
    }

    /** JSON's name for how many records of a request were rejected. */
    String rejected() {
        return rejected;
    }

    String path() {
        return "/v1/" + word();
    }

    /** The path of its gRPC method. */
    String method() {
        return "/opentelemetry.proto.collector." + service + "/Export";
    }

    /** The refusal of a request that was sent to another signal's path. */
    Problem sentElsewhere() {
        return new Problem.Invalid("the body is a " + word() + " request: send it to " + path());
    }

    Problem malformed(String why) {
        return new Problem.Invalid("the body is not an OTLP " + word() + " request: " + why);
    }

    Problem tooMany(int limit) {
        return new Problem.TooLarge(
                "the request has more than " + limit + " " + records + "; send them in smaller batches");
    }
}
