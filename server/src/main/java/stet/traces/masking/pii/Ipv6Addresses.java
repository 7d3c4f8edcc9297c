package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;

import org.jspecify.annotations.Nullable;

/**
 * Addresses such as {@code 2001:db8::7}: eight groups, or fewer around {@code ::} if the first is of a range in use, because
 * {@code add::face} is C++.
 */
final class Ipv6Addresses implements Finder {
    private static final int GROUPS = 8;

    @Override
    public @Nullable Found next(String text, int from) {
        for (int colon = text.indexOf(':', from); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int start = colon;
            while (start > from && colon - start < 4 && hex(text.charAt(start - 1))) {
                start--;
            }
            int end = mayBegin(Around.before(text, start, from)) ? end(text, start) : -1;
            if (end > 0) {
                return new Found(start, end);
            }
        }
        return null;
    }

    private static boolean hex(char it) {
        return Character.digit(it, 16) >= 0 && it < 128;
    }

    private static boolean mayBegin(char before) {
        return !Around.inWord(before) && before != ':' && before != '.';
    }

    private static int end(String text, int from) {
        int place = from;
        int groups = 0;
        boolean gap = false;
        while (groups < GROUPS) {
            if (at(text, place) == ':' && at(text, place + 1) == ':') {
                if (gap) {
                    return -1;
                }
                gap = true;
                place += 2;
            } else if (groups > 0) {
                if (at(text, place) != ':' || !hex(at(text, place + 1))) {
                    break;
                }
                place++;
            }
            int length = 0;
            while (length < 5 && hex(at(text, place + length))) {
                length++;
            }
            if (length == 0 || length > 4) {
                if (length == 0 && gap && at(text, place - 1) == ':') {
                    break;
                }
                return -1;
            }
            int dotted = at(text, place + length) == '.' ? Ipv4Addresses.end(text, place) : -1;
            groups += dotted > 0 ? 2 : 1;
            place = dotted > 0 ? dotted : place + length;
            if (dotted > 0) {
                break;
            }
        }
        boolean whole = gap ? groups >= 1 && groups < GROUPS && inUse(text, from) : groups == GROUPS;
        boolean ends =
                !Around.inWord(at(text, place)) && !(at(text, place) == ':' && Around.inWord(at(text, place + 1)));
        return whole && ends ? place : -1;
    }

    /** Loopback and mapped addresses begin with the gap; the others with a global, local, private or multicast group. */
    private static boolean inUse(String text, int from) {
        if (text.startsWith("::", from)) {
            return Around.digitAt(text, from + 2) || text.regionMatches(true, from, "::ffff:", 0, 7);
        }
        char second = Character.toLowerCase(at(text, from + 1));
        char third = Character.toLowerCase(at(text, from + 2));
        boolean range = switch (at(text, from)) {
            case '2', '3' -> true;
            case 'f', 'F' ->
                second == 'c'
                        || second == 'd'
                        || (second == 'e' && "89ab".indexOf(third) >= 0)
                        || (second == 'f' && third == '0');
            default -> false;
        };
        return range && at(text, from + 4) == ':';
    }
}
