package stet.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link BytesOut} wrote. */
final class BytesIn {
    private final byte[] bytes;
    private int at;

    BytesIn(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    boolean ended() {
        return at >= bytes.length;
    }

    int raw() {
        if (ended()) {
            throw broken();
        }
        return bytes[at++];
    }

    boolean flag() {
        return raw() != 0;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = raw();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return (value >>> 1) ^ -(value & 1);
    }

    @Nullable
    Long maybe() {
        return flag() ? (Long) number() : null;
    }

    byte @Nullable [] maybeBytes() {
        int length = length();
        if (length < 0) {
            return null;
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    byte[] bytes() {
        return present(maybeBytes());
    }

    @Nullable
    String maybeText() {
        int length = length();
        if (length < 0) {
            return null;
        }
        at += length;
        return new String(bytes, at - length, length, UTF_8);
    }

    String text() {
        return present(maybeText());
    }

    List<String> texts() {
        int count = length();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    @Nullable
    BigDecimal maybeMoney() {
        return switch (raw()) {
            case 0 -> null;
            case 1 -> {
                int scale = (int) number();
                yield BigDecimal.valueOf(number(), scale);
            }
            default -> new BigDecimal(text());
        };
    }

    /** A length that the rest of the bytes has room for, or -1. */
    private int length() {
        long length = number();
        if (length < -1 || length > bytes.length - at) {
            throw broken();
        }
        return (int) length;
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw broken();
        }
        return value;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("the entry is broken near its byte " + at + " of " + bytes.length);
    }
}
