package stet.traces.otlp;

/**
 * A span that could not be stored.
 *
 * @param reason in words its sender can act on
 * @param payload the span as it was sent: JSON text, or a protobuf message
 */
public record RejectedRecord(String reason, OtlpFormat format, byte[] payload) {}
