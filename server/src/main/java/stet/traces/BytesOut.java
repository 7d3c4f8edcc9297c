package stet.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes values one after the other into a growing array; {@link BytesIn} reads them in the same order. */
final class BytesOut {
    private static final int FIRST = 64 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int size;

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    BytesOut raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    BytesOut flag(boolean value) {
        return raw(value ? 1 : 0);
    }

    /** A number in as few bytes as it needs; near zero of either sign is short. */
    BytesOut number(long value) {
        room(10);
        for (long left = (value << 1) ^ (value >> 63); ; left >>>= 7) {
            if ((left & ~0x7fL) == 0) {
                bytes[size++] = (byte) left;
                return this;
            }
            bytes[size++] = (byte) (left | 0x80);
        }
    }

    BytesOut maybe(@Nullable Long value) {
        return value == null ? flag(false) : flag(true).number(value);
    }

    BytesOut bytes(byte @Nullable [] value) {
        if (value == null) {
            return number(-1);
        }
        return number(value.length).append(value);
    }

    /** Bytes of a length that the reader knows. */
    BytesOut append(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    BytesOut text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(UTF_8));
    }

    BytesOut texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    BytesOut money(@Nullable BigDecimal value) {
        if (value == null) {
            return raw(0);
        }
        return value.unscaledValue().bitLength() < Long.SIZE
                ? raw(1).number(value.scale()).number(value.unscaledValue().longValue())
                : raw(2).text(value.toString());
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
