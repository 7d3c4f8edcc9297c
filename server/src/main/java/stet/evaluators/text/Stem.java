package stet.evaluators.text;

import java.util.List;

/** An English word without its commonest endings: plural, past and present forms, adverb. Enough to see that two forms belong together. */
final class Stem {
    private static final List<String[]> ENDINGS = List.of(
            new String[] {"sses", "ss"},
            new String[] {"ies", "i"},
            new String[] {"ss", "ss"},
            new String[] {"us", "us"},
            new String[] {"s", ""});
    private static final int SHORTEST = 3;

    private Stem() {}

    static String of(String word) {
        String stem = word;
        for (String[] ending : ENDINGS) {
            if (stem.endsWith(ending[0]) && stem.length() > SHORTEST) {
                stem = stem.substring(0, stem.length() - ending[0].length()) + ending[1];
                break;
            }
        }
        stem = without(without(without(stem, "ing"), "ed"), "ly");
        if (stem.endsWith("y") && stem.length() > 2) {
            stem = stem.substring(0, stem.length() - 1) + "i";
        }
        return stem.endsWith("e") && stem.length() > SHORTEST ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String without(String word, String ending) {
        int rest = word.length() - ending.length();
        if (!word.endsWith(ending) || rest < SHORTEST || !hasVowel(word, rest)) {
            return word;
        }
        boolean doubled = word.charAt(rest - 1) == word.charAt(rest - 2) && "lsz".indexOf(word.charAt(rest - 1)) < 0;
        return word.substring(0, doubled ? rest - 1 : rest);
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
