package stet.platform.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The bytes around one entry: length, checksum, payload. The checksum covers the entry's number and the length too, so
 * that bytes left over from another place are never taken for an entry.
 */
sealed interface Frame {
    int HEADER = 8;

    /** A whole entry whose checksum is right. */
    record Whole(byte[] payload) implements Frame {
        long size() {
            return HEADER + (long) payload.length;
        }
    }

    /** The file ends inside this frame: what a crash leaves of an entry nobody was promised. */
    record Torn() implements Frame {}

    /** The bytes are no entry. {@code size} is what the header claims, if it claims something possible, or 0. */
    record Damaged(long size) implements Frame {}

    /** Reads the frame of entry {@code number} at {@code offset}, which lies before {@code end}. */
    static Frame read(FileChannel file, long offset, long end, long number, int largest) throws IOException {
        var header = ByteBuffer.allocate(HEADER);
        if (end - offset < HEADER || !fill(file, header, offset)) {
            return new Torn();
        }
        int length = header.getInt(0);
        if (length < 1 || length > largest) {
            return new Damaged(0);
        }
        if (end - offset - HEADER < length) {
            return new Torn();
        }
        var payload = new byte[length];
        if (!fill(file, ByteBuffer.wrap(payload), offset + HEADER)) {
            return new Torn();
        }
        return checksum(number, payload) == header.getInt(4) ? new Whole(payload) : new Damaged(HEADER + (long) length);
    }

    static ByteBuffer header(long number, byte[] payload) {
        return ByteBuffer.allocate(HEADER)
                .putInt(payload.length)
                .putInt(checksum(number, payload))
                .flip();
    }

    private static int checksum(long number, byte[] payload) {
        var crc = new CRC32C();
        crc.update(
                ByteBuffer.allocate(12).putLong(number).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static boolean fill(FileChannel file, ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                return false;
            }
            at += read;
        }
        return true;
    }
}
