package stet.traces.otlp;

/**
 * How much one request, and one span in it, may hold.
 *
 * @param bytes of the body after decompression
 * @param spans in one request
 * @param attributes of one span, event or link; more are left out and the span is marked truncated
 * @param events of one span, links likewise; more are left out and the span is marked truncated
 * @param depth of an attribute's value; what is deeper is left out and the span is marked truncated
 */
public record OtlpLimits(int bytes, int spans, int attributes, int events, int depth) {
    public static final OtlpLimits DEFAULT = new OtlpLimits(64 * 1024 * 1024, 50_000, 2_000, 2_000, 64);

    public OtlpLimits {
        if (bytes < 1 || spans < 1 || attributes < 1 || events < 1 || depth < 1) {
            throw new IllegalArgumentException("OTLP limits are at least 1");
        }
    }

    OtlpLimits withBytes(int limit) {
        return new OtlpLimits(limit, spans, attributes, events, depth);
    }
}
