package stet.evaluators.text;

import com.google.re2j.Pattern;
import java.util.Locale;

/** How hard an English text is to read (Flesch 1948, Kincaid 1975). Syllables are counted by groups of vowels. */
public record Readability(int sentences, int words, int syllables) {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]+(\\s|$)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    public static Readability of(String text) {
        int words = 0;
        int syllables = 0;
        var found = WORD.matcher(text);
        while (found.find()) {
            words++;
            syllables += syllables(found.group().toLowerCase(Locale.ROOT));
        }
        return new Readability(Math.max(1, count(SENTENCE_END, text.strip())), words, syllables);
    }

    /** Flesch's reading ease: 100 is very easy, 0 very hard. */
    public double ease() {
        return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
    }

    /** The grade of an American school at which it is understood. */
    public double grade() {
        return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    }

    private static int syllables(String word) {
        int groups = count(VOWELS, word);
        boolean silent = word.endsWith("e") && !word.endsWith("le") && groups > 1;
        return Math.max(1, silent ? groups - 1 : groups);
    }

    private static int count(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        int count = 0;
        while (found.find()) {
            count++;
        }
        return count;
    }
}
