package stet.cli.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns names into paths that every file system takes, and back. What some system could not hold is written like in a URL, {@code %2A} for
 * an asterisk; so are capitals of names that differ only in them from another.
 */
final class FilePath {
    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|com[0-9]|lpt[0-9])([.].*)?", Pattern.CASE_INSENSITIVE);
    private static final String PLAIN = "-_.+,()=!&' ";
    private static final int MOST_BYTES = 180;

    /** Which exact segment has which place, by folder. */
    private final Map<String, String> taken = new HashMap<>();

    /** What a path says and whether it says it whole. */
    record Place(String path, boolean tellsName) {}

    /** The place of an artifact, apart from those placed before. */
    Place place(Key key) {
        var path = new StringBuilder(key.kind().folder());
        boolean tells = true;
        var segments = key.name().split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String end = i == segments.length - 1 ? key.kind().extension() : "";
            String free = free(path.toString(), segments[i], end);
            tells &= decode(free).equals(segments[i]);
            path.append('/').append(free).append(end);
        }
        return new Place(path.toString(), tells);
    }

    /** Holds a place that exists already. */
    void keep(Key key, String path) {
        String rest = path.substring(path.indexOf('/') + 1);
        var segments = rest.split("/", -1);
        var names = key.name().split("/", -1);
        var folder = new StringBuilder(key.kind().folder());
        for (int i = 0; i < segments.length && i < names.length; i++) {
            taken.putIfAbsent(folder + "/" + folded(segments[i]), names[i]);
            folder.append('/').append(segments[i]);
        }
    }

    private String free(String folder, String segment, String end) {
        String found = Stream.of(encode(segment, false), encode(segment, true), escape(segment))
                .map(it -> shortened(it, segment))
                .filter(it -> isFree(folder, it + end, segment))
                .findFirst()
                .orElseGet(() -> shortened("", segment));
        taken.put(folder + "/" + folded(found + end), segment);
        return found;
    }

    private boolean isFree(String folder, String file, String segment) {
        String holder = taken.get(folder + "/" + folded(file));
        return holder == null || holder.equals(segment);
    }

    /** As a file system compares that makes no difference between capitals. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String encode(String segment, boolean capitalsToo) {
        boolean none = segment.codePoints().noneMatch(FilePath::isCapital);
        var text = new StringBuilder();
        int[] points = segment.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean edge = i == 0 || i == points.length - 1;
            boolean plain = isPlain(points[i])
                    && !(edge && (points[i] == ' ' || points[i] == '.'))
                    && !(i == 0 && points[i] == '-');
            if (plain && capitalsToo) {
                plain = none ? i > 0 : !isCapital(points[i]);
            }
            append(text, points[i], plain);
        }
        return RESERVED.matcher(text).matches() ? percent(text.codePointAt(0)) + text.substring(1) : text.toString();
    }

    private static String escape(String segment) {
        return segment.codePoints().mapToObj(FilePath::percent).collect(Collectors.joining());
    }

    private static boolean isCapital(int point) {
        return Character.isUpperCase(point) || Character.isTitleCase(point);
    }

    private static boolean isPlain(int point) {
        return point < 0x80
                ? Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0
                : Character.isLetterOrDigit(point) && isStable(point);
    }

    /** Whether no file system writes it another way. */
    private static boolean isStable(int point) {
        String text = Character.toString(point);
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC);
    }

    private static void append(StringBuilder text, int point, boolean plain) {
        if (plain) {
            text.appendCodePoint(point);
        } else {
            text.append(percent(point));
        }
    }

    private static String percent(int point) {
        var text = new StringBuilder();
        for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(part));
        }
        return text.toString();
    }

    /** A name too long for a file; the file itself says it then. */
    private static String shortened(String encoded, String segment) {
        if (!encoded.isEmpty() && encoded.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return encoded;
        }
        String start = encoded.replaceAll("[^A-Za-z0-9_-]", "");
        return start.substring(0, Math.min(start.length(), 40)) + "~"
                + Digest.of(segment).substring(7, 31);
    }

    /** The segment that a part of a path stands for; the same text when it stands for none. */
    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return Normalizer.normalize(part, Normalizer.Form.NFC);
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); ) {
            int point = part.codePointAt(i);
            if (point == '%' && i + 2 < part.length() && isHex(part.charAt(i + 1)) && isHex(part.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(part, i + 1, i + 3));
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
            }
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        } catch (CharacterCodingException e) {
            return part;
        }
    }

    private static boolean isHex(char digit) {
        return Character.digit(digit, 16) >= 0 && digit < 0x80;
    }

    /** The artifact whose file a path is by its looks; null for a file of another sort. */
    static @Nullable Key key(String path) {
        int slash = path.indexOf('/');
        var kind = Kind.inFolder(slash < 0 ? "" : path.substring(0, slash)).orElse(null);
        if (kind == null) {
            return null;
        }
        String rest = path.substring(slash + 1);
        for (String end : kind == Kind.PROMPT
                ? new String[] {".md", ".yaml", ".yml", ".json"}
                : new String[] {".yaml", ".yml", ".json"}) {
            if (rest.endsWith(end) && rest.length() > end.length()) {
                String name = Stream.of(
                                rest.substring(0, rest.length() - end.length()).split("/", -1))
                        .map(FilePath::decode)
                        .collect(Collectors.joining("/"));
                return new Key(kind, name);
            }
        }
        return null;
    }
}
