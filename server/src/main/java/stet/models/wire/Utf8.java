package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/** Strict UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** Where the first byte stands that is not UTF-8; -1 when all of it is. */
    static int firstInvalid(byte[] bytes) {
        int ascii = 0;
        while (ascii < bytes.length && bytes[ascii] >= 0) {
            ascii++;
        }
        if (ascii == bytes.length) {
            return -1;
        }
        var decoder = UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes, ascii, bytes.length - ascii);
        var out = CharBuffer.allocate(2048);
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
        }
    }
}
