package stet.evaluators.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A text's words: in small letters, parted by white space. */
public final class Words {
    private Words() {}

    public static List<String> of(String text) {
        String small = text.strip().toLowerCase(Locale.ROOT);
        return small.isEmpty() ? List.of() : List.of(small.split("\\s+", -1));
    }

    /** How often each run of n words occurs. */
    static Map<List<String>, Integer> runs(List<String> words, int n) {
        var counts = new HashMap<List<String>, Integer>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }

    /** How many are in both, each as often as in the one that has it less often. */
    static <T> int shared(Map<T, Integer> first, Map<T, Integer> second) {
        int shared = 0;
        for (var entry : first.entrySet()) {
            shared += Math.min(entry.getValue(), second.getOrDefault(entry.getKey(), 0));
        }
        return shared;
    }
}
