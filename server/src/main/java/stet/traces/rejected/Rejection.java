package stet.traces.rejected;

/**
 * Something to be put on the list.
 *
 * @param source who rejected what, a word such as {@code otlp-traces}
 * @param format how the payload is written
 * @param bytes how large the payload was when it came; more than there is of it when it may not be kept
 */
public record Rejection(String source, String reason, Format format, byte[] payload, long bytes) {
    /** With all that came. */
    public Rejection(String source, String reason, Format format, byte[] payload) {
        this(source, reason, format, payload, payload.length);
    }

    /** Without what came, which may hold what its project has masked. */
    public static Rejection withoutPayload(String source, String reason, Format format, long bytes) {
        return new Rejection(source, reason, format, new byte[0], bytes);
    }

    /** How a payload is written. */
    public enum Format {
        JSON,
        PROTOBUF
    }
}
