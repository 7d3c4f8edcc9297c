package stet.gateway;

import io.vertx.core.buffer.Buffer;

/** The bytes of a plain reply, up to a limit. Written by one event loop, then read by the recorder. */
final class Capture {
    private final long limit;
    private final Buffer bytes = Buffer.buffer(0);
    private boolean cut;

    Capture(long limit) {
        this.limit = limit;
    }

    /** A reply that is whole. */
    static Capture of(byte[] reply) {
        var whole = new Capture(reply.length);
        whole.add(Buffer.buffer(reply));
        return whole;
    }

    /** A reply of which nothing was kept. */
    static Capture nothing() {
        var none = new Capture(0);
        none.cut = true;
        return none;
    }

    void add(Buffer chunk) {
        cut |= bytes.length() + chunk.length() > limit;
        if (!cut) {
            bytes.appendBuffer(chunk);
        }
    }

    long size() {
        return bytes.length();
    }

    /** Whether the reply was larger than the limit, so that its end is missing. */
    boolean isCut() {
        return cut;
    }

    byte[] bytes() {
        return bytes.getBytes();
    }
}
