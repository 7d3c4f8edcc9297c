package stet.registry;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * What an artifact is called: segments joined by {@code /}, the last its own, those before it folders. Any Unicode but control
 * characters, {@code \} and {@code @}, which ends a name in {@code name@reference}.
 */
public record ArtifactName(String text) {
    public static final int LONGEST = 200;
    public static final int MOST_SEGMENTS = 10;

    /** @throws Problem.Invalid that says what is wrong with it */
    public ArtifactName {
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
        String wrong = wrong(text);
        if (wrong != null) {
            throw Problem.Invalid.field("name", wrong);
        }
    }

    private static @Nullable String wrong(String text) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > LONGEST) {
            return "has " + length + " characters; a name has 1 to " + LONGEST;
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.getType(c) == Character.SURROGATE) {
                return "holds half of a character (an unpaired surrogate)";
            }
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                return "holds a control character (U+%04X)".formatted(c);
            }
            if (c == '\\' || c == '@') {
                return "holds '" + (char) c + "', which names cannot have; folders are separated by '/'";
            }
        }
        var segments = segments(text);
        if (segments.size() > MOST_SEGMENTS) {
            return "has " + segments.size() + " parts between '/'; at most " + MOST_SEGMENTS;
        }
        for (String segment : segments) {
            if (segment.isEmpty()) {
                return "has an empty part: no '/' at the start or end, nor two in a row";
            }
            if (!segment.strip().equals(segment)) {
                return "has space around '" + segment.strip() + "'";
            }
            if (segment.equals(".") || segment.equals("..")) {
                return "has the part '" + segment + "', which means something else in paths";
            }
        }
        return null;
    }

    /** The folders it is in, with a {@code /} behind each; empty at the top. */
    public String folder() {
        return text.substring(0, text.lastIndexOf('/') + 1);
    }

    private static List<String> segments(String text) {
        return List.of(text.split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
