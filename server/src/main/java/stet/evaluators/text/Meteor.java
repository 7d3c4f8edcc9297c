package stet.evaluators.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * METEOR without synonyms: words aligned first as they are, then by their stems (English); recall counts nine times as much as precision, and scattered
 * matches cost up to half (Banerjee, Lavie 2005).
 */
public final class Meteor {
    private Meteor() {}

    public static double score(List<String> candidate, List<String> reference) {
        var partner = new int[candidate.size()];
        Arrays.fill(partner, -1);
        var taken = new boolean[reference.size()];
        align(candidate, reference, partner, taken, word -> word);
        align(candidate, reference, partner, taken, Stem::of);
        int matches = 0;
        int chunks = 0;
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                matches++;
                boolean goesOn = i > 0 && partner[i - 1] >= 0 && partner[i] == partner[i - 1] + 1;
                chunks += goesOn ? 0 : 1;
            }
        }
        if (matches == 0) {
            return 0;
        }
        double precision = (double) matches / candidate.size();
        double recall = (double) matches / reference.size();
        double mean = 10 * precision * recall / (recall + 9 * precision);
        return mean * (1 - 0.5 * Math.pow((double) chunks / matches, 3));
    }

    /** Each word takes the partner that goes on from the one before, else the first that is free. */
    private static void align(
            List<String> candidate,
            List<String> reference,
            int[] partner,
            boolean[] taken,
            UnaryOperator<String> form) {
        var forms = reference.stream().map(form).toList();
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                continue;
            }
            String word = form.apply(candidate.get(i));
            int next = i > 0 ? partner[i - 1] + 1 : 0;
            int found = next < taken.length && !taken[next] && forms.get(next).equals(word) ? next : -1;
            for (int j = 0; found < 0 && j < taken.length; j++) {
                found = !taken[j] && forms.get(j).equals(word) ? j : -1;
            }
            if (found >= 0) {
                partner[i] = found;
                taken[found] = true;
            }
        }
    }
}
