package stet.evaluators.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures of shared runs of words or letters. */
public final class Overlap {
    /** More words than this are not compared pair by pair. */
    public static final int MOST_WORDS = 5_000;

    private static final int LONGEST_LETTERS = 6;

    private Overlap() {}

    /** ROUGE-n: shared runs of n words (Lin 2004). */
    public static Match rouge(List<String> candidate, List<String> reference, int n) {
        return Match.of(
                Words.shared(Words.runs(candidate, n), Words.runs(reference, n)),
                Math.max(0, candidate.size() - n + 1),
                Math.max(0, reference.size() - n + 1));
    }

    /** ROUGE-L: the longest sequence of words that both have in this order. */
    public static Match rougeL(List<String> candidate, List<String> reference) {
        var row = new int[reference.size() + 1];
        for (String word : candidate) {
            int diagonal = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = word.equals(reference.get(j - 1)) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
                diagonal = above;
            }
        }
        return Match.of(row[row.length - 1], candidate.size(), reference.size());
    }

    /** BLEU without smoothing: precision of runs of 1 to n words, with a penalty for being shorter than the nearest reference (Papineni 2002). */
    public static double bleu(List<String> candidate, List<List<String>> references, int n) {
        double logs = 0;
        for (int length = 1; length <= n; length++) {
            Map<List<String>, Integer> most = new HashMap<>();
            for (var reference : references) {
                Words.runs(reference, length).forEach((run, count) -> most.merge(run, count, Math::max));
            }
            int runs = candidate.size() - length + 1;
            int shared = runs < 1 ? 0 : Words.shared(Words.runs(candidate, length), most);
            if (shared == 0) {
                return 0;
            }
            logs += Math.log((double) shared / runs) / n;
        }
        int nearest = references.getFirst().size();
        for (var reference : references) {
            int closer = Math.abs(reference.size() - candidate.size()) - Math.abs(nearest - candidate.size());
            if (closer < 0 || (closer == 0 && reference.size() < nearest)) {
                nearest = reference.size();
            }
        }
        double penalty = candidate.size() >= nearest ? 0 : 1 - (double) nearest / candidate.size();
        return Math.exp(logs + penalty);
    }

    /** GLEU: the lesser of precision and recall over runs of 1 to 4 words (Wu 2016). */
    public static double gleu(List<String> candidate, List<String> reference) {
        int shared = 0;
        int ofCandidate = 0;
        int ofReference = 0;
        for (int n = 1; n <= 4; n++) {
            shared += Words.shared(Words.runs(candidate, n), Words.runs(reference, n));
            ofCandidate += Math.max(0, candidate.size() - n + 1);
            ofReference += Math.max(0, reference.size() - n + 1);
        }
        int larger = Math.max(ofCandidate, ofReference);
        return larger == 0 ? 0 : (double) shared / larger;
    }

    /** chrF2: runs of 1 to 6 letters without white space, recall counting double (Popović 2015). */
    public static double chrF(String candidate, String reference) {
        int[] first =
                candidate.codePoints().filter(it -> !Character.isWhitespace(it)).toArray();
        int[] second =
                reference.codePoints().filter(it -> !Character.isWhitespace(it)).toArray();
        double precision = 0;
        double recall = 0;
        int lengths = 0;
        for (int n = 1; n <= LONGEST_LETTERS && n <= Math.max(first.length, second.length); n++) {
            var match = Match.of(
                    Words.shared(letters(first, n), letters(second, n)),
                    Math.max(0, first.length - n + 1),
                    Math.max(0, second.length - n + 1));
            precision += match.precision();
            recall += match.recall();
            lengths++;
        }
        return lengths == 0 ? 1 : new Match(precision / lengths, recall / lengths).f(2);
    }

    private static Map<String, Integer> letters(int[] text, int n) {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i + n <= text.length; i++) {
            counts.merge(new String(text, i, n), 1, Integer::sum);
        }
        return counts;
    }
}
