package stet.platform.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one message of a unary call, taken out of gRPC's frame, and the small notations that its headers use.
 *
 * @param encoding what the message is compressed with; null for nothing
 */
record GrpcFrame(byte[] message, @Nullable String encoding) {
    static final int HEADER = 5;

    private static final int MAX_TIMEOUT_DIGITS = 8;
    private static final int MAX_MESSAGE = 2_000;

    /** A call that breaks gRPC's own rules. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient RpcStatus status;

        Refused(int code, String why) {
            super(why);
            status = new RpcStatus(code, why, null);
        }

        RpcStatus status() {
            return status;
        }
    }

    static GrpcFrame read(Buffer body, @Nullable String encoding) {
        if (body.length() < HEADER || body.getUnsignedInt(1) != body.length() - HEADER) {
            throw new Refused(
                    RpcStatus.INTERNAL, "the call holds " + body.length() + " bytes, which are not one whole message");
        }
        boolean compressed = switch (body.getByte(0)) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Refused(RpcStatus.INTERNAL, "the message's first byte is neither 0 nor 1");
        };
        byte[] message = body.getBytes(HEADER, body.length());
        if (!compressed) {
            return new GrpcFrame(message, null);
        }
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            throw new Refused(RpcStatus.INTERNAL, "the message is compressed, but grpc-encoding does not say how");
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new Refused(
                    RpcStatus.UNIMPLEMENTED,
                    "grpc-encoding '" + encoding + "' is not read here; send gzip or identity");
        }
        return new GrpcFrame(message, encoding.toLowerCase(Locale.ROOT));
    }

    /** A number and a unit, such as {@code 10S}; null for none, or one that cannot be read. */
    static @Nullable Duration timeout(@Nullable String text) {
        if (text == null || text.length() < 2 || text.length() > MAX_TIMEOUT_DIGITS + 1) {
            return null;
        }
        long number;
        try {
            number = Long.parseUnsignedLong(text, 0, text.length() - 1, 10);
        } catch (NumberFormatException e) {
            return null;
        }
        return switch (text.charAt(text.length() - 1)) {
            case 'H' -> Duration.ofHours(number);
            case 'M' -> Duration.ofMinutes(number);
            case 'S' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMillis(number);
            case 'u' -> Duration.ofNanos(number * 1_000);
            case 'n' -> Duration.ofNanos(number);
            default -> null;
        };
    }

    /** Printable ASCII as it is, everything else and the percent sign as bytes in hex. */
    static String percentEncoded(String message) {
        var text = new StringBuilder();
        String kept = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
        for (byte b : kept.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b <= '~' && b != '%') {
                text.append((char) b);
            } else {
                text.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
            }
        }
        return text.toString();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
