package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;
import static stet.traces.masking.pii.Around.digitAt;
import static stet.traces.masking.pii.Around.letter;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** International bank account numbers: as long as their country's are, in one piece or in groups of four, with the remainder 1 by 97. */
final class Ibans implements Finder {
    private static final Map<String, Integer> LENGTHS = Stream.of(("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 "
                            + "BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 "
                            + "GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
                            + "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 "
                            + "NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 "
                            + "SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
                    .split(" ", -1))
            .collect(Collectors.toUnmodifiableMap(it -> it.substring(0, 2), it -> Integer.valueOf(it.substring(2))));

    @Override
    public @Nullable Found next(String text, int from) {
        for (int place = from; place + 3 < text.length(); place++) {
            if (letter(text.charAt(place))
                    && letter(text.charAt(place + 1))
                    && digitAt(text, place + 2)
                    && digitAt(text, place + 3)
                    && !Around.inWord(Around.before(text, place, from))) {
                var found = beginning(text, place);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Found beginning(String text, int from) {
        Integer length = LENGTHS.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
        if (length == null) {
            return null;
        }
        var number = new StringBuilder(length);
        int place = from;
        while (number.length() < length) {
            char it = at(text, place);
            if (number.length() > 0 && number.length() % 4 == 0 && (it == ' ' || it == '-' || it == '\u00a0')) {
                it = at(text, ++place);
            }
            if (!letter(it) && !Around.digit(it)) {
                return null;
            }
            number.append(it);
            place++;
        }
        return !Around.inWord(at(text, place)) && checks(number.toString()) ? new Found(from, place) : null;
    }

    /** Whether the number, its first four characters put last and its letters read as 10 to 35, leaves 1 when divided by 97. */
    static boolean checks(String number) {
        int remainder = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }
}
