package stet.traces;

/**
 * A model call of a trace that another trace reports too: one by its client, one by the gateway, known again by the response's id.
 *
 * @param countedHere whether its tokens and money count here, and not there
 */
public record CallLink(String spanId, String otherTraceId, String otherSpanId, boolean countedHere) {}
