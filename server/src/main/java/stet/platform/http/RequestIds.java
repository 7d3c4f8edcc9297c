package stet.platform.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names requests: unique across processes, increasing within one, cheap to make. */
final class RequestIds {
    static final String HEADER = "stet-request-id";

    private static final HexFormat HEX = HexFormat.of();

    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        process = "req_" + HEX.formatHex(random);
    }

    String next() {
        return process + HEX.toHexDigits(count.incrementAndGet(), 8);
    }
}
