package stet.traces.query;

/** How much a store holds. */
public record StoreSize(long spans, long bytes) {}
