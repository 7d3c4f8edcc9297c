package stet.traces.duckdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Texts as the beginnings of their words, so that words can be looked for by how they begin. A word is a run of letters and digits;
 * where a script puts nothing between words, each sign is one. The beginnings of 3, 5 and 8 letters are hashed, in any case alike.
 * Hashes are stored, so they must never change.
 */
final class Words {
    private static final int[] LENGTHS = {3, 5, 8};
    private static final int LONGEST = 8;
    private static final long PRIME = 0x100000001b3L;
    private static final long START = 0xcbf29ce484222325L;

    private Words() {}

    /** The beginnings that any text must have in which these words begin as they do here. */
    static Set<Long> beginnings(String words) {
        var beginnings = new LinkedHashSet<Long>();
        new Scan(words.getBytes(StandardCharsets.UTF_8), false, beginnings::add).run();
        return beginnings;
    }

    /** Gives the beginnings in a JSON text; what its escapes stand for separates words. */
    static void ofJson(byte[] json, LongConsumer beginnings) {
        new Scan(json, true, beginnings).run();
    }

    /** Whether it stands for a word alone, as in scripts without spaces. */
    static boolean isWordAlone(int point) {
        return point >= 0xE00
                && switch (Character.UnicodeScript.of(point)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
                    default -> false;
                };
    }

    private static final class Scan {
        private final byte[] text;
        private final boolean escaped;
        private final LongConsumer taker;
        private int at;
        private long hash;
        private int length;

        Scan(byte[] text, boolean escaped, LongConsumer taker) {
            this.text = text;
            this.escaped = escaped;
            this.taker = taker;
        }

        void run() {
            hash = START;
            while (at < text.length) {
                byte b = text[at];
                if (b < 0) {
                    wide();
                } else if (isLetterOrDigit(b)) {
                    take(b >= 'A' && b <= 'Z' ? b + 32 : b);
                    at++;
                } else {
                    end();
                    at += escaped && b == '\\' ? escape() : 1;
                }
            }
        }

        private static boolean isLetterOrDigit(byte b) {
            return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z');
        }

        private void wide() {
            int size = text[at] >= (byte) 0xF0 ? 4 : text[at] >= (byte) 0xE0 ? 3 : 2;
            int point = size == 4 ? text[at] & 7 : size == 3 ? text[at] & 15 : text[at] & 31;
            for (int i = 1; i < size && at + i < text.length; i++) {
                point = (point << 6) | (text[at + i] & 63);
            }
            at += size;
            if (!Character.isLetterOrDigit(point)) {
                end();
            } else if (isWordAlone(point)) {
                end();
                taker.accept(mixed((START ^ point) * PRIME, 1));
            } else {
                take(Character.toLowerCase(point));
            }
        }

        /**
         * The bytes of an escape. Behind an escaped backslash may stand the rest of an escape of a text in the text: the words of
         * {@code \\nline} are both "nline" and "line".
         */
        private int escape() {
            if (at + 1 >= text.length) {
                return 1;
            }
            if (text[at + 1] == 'u') {
                return 6;
            }
            if (text[at + 1] == '\\' && at + 2 < text.length && "nrtbf".indexOf(text[at + 2]) >= 0) {
                byte[] behind = Arrays.copyOfRange(text, at + 3, Math.min(text.length, at + 3 + LONGEST * 4));
                new Scan(behind, true, taker).run();
            }
            return 2;
        }

        private void take(int point) {
            if (length < LONGEST) {
                hash = (hash ^ point) * PRIME;
                length++;
                for (int whole : LENGTHS) {
                    if (length == whole) {
                        taker.accept(mixed(hash, length));
                    }
                }
            }
        }

        private void end() {
            hash = START;
            length = 0;
        }

        private static long mixed(long hash, int length) {
            long mixed = hash ^ length;
            mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
            return mixed ^ (mixed >>> 33);
        }
    }
}
