package stet.traces.masking.pii;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** JSON web tokens: parts in base64 with dots between them, the first of which says how the token is signed or encrypted. */
final class JsonWebTokens implements Finder {
    /** How base64 writes the beginning of a JSON object. */
    private static final String BEGINS = "ey";

    private static final int LEAST_PARTS = 3;
    private static final int MOST_HEADER = 4096;

    @Override
    public @Nullable Found next(String text, int from) {
        for (int place = text.indexOf(BEGINS, from); place >= 0; place = text.indexOf(BEGINS, place + 1)) {
            if (base64(Around.before(text, place, from))) {
                continue;
            }
            int headerEnd = part(text, place);
            int end = headerEnd;
            int parts = 1;
            while (parts < 5 && Around.at(text, end) == '.') {
                int partEnd = part(text, end + 1);
                if (partEnd == end + 1 && parts == 1) {
                    break;
                }
                end = partEnd;
                parts++;
            }
            if (parts >= LEAST_PARTS && header(text, place, headerEnd)) {
                return new Found(place, end);
            }
        }
        return null;
    }

    private static int part(String text, int from) {
        int end = from;
        while (base64(Around.at(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean base64(char it) {
        return it < 128 && (Around.inWord(it) || it == '-');
    }

    private static boolean header(String text, int from, int to) {
        if (to - from > MOST_HEADER) {
            return false;
        }
        try {
            byte[] header = Base64.getUrlDecoder().decode(text.substring(from, to));
            return new String(header, ISO_8859_1).contains("\"alg\"");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
