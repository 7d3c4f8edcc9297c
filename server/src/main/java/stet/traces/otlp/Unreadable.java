package stet.traces.otlp;

/**
 * A record that could not be taken.
 *
 * @param reason in words its sender can act on
 * @param request a whole request with this record alone, who reported it included, as it was sent
 */
record Unreadable(String reason, OtlpFormat format, byte[] request) {}
