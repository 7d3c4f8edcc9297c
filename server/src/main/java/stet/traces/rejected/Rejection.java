package stet.traces.rejected;

/**
 * Something to be put on the list.
 *
 * @param source who rejected what, a word such as {@code otlp-traces}
 * @param format how the payload is written
 */
public record Rejection(String source, String reason, Format format, byte[] payload) {
    /** How a payload is written. */
    public enum Format {
        JSON,
        PROTOBUF
    }
}
