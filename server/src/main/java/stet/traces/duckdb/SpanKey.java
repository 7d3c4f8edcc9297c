package stet.traces.duckdb;

/** Which span of which trace. */
record SpanKey(TraceKey trace, String spanId) {}
