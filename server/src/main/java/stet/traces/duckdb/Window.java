package stet.traces.duckdb;

/** A stretch of time in microseconds since 1970, both ends included. */
record Window(long fromUs, long toUs) {
    static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);
}
