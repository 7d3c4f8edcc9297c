package stet.registry.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/** Which elements of two arrays are the same thing: equal ones first, then those that resemble each other. */
final class Alignment {
    private static final double RESEMBLES = 0.5;
    private static final double RENAMED = 0.8;
    private static final List<String> IDENTIFYING = List.of("id", "name", "ref", "placeholder", "include");
    private static final Set<String> SAID_BY_MANY = Set.of("role", "content", "name", "type", "text");
    private static final int MOST_PAIRS = 40_000;
    private static final int MOST_WORDS = 2_000_000;

    private final List<JsonNode> from;
    private final List<JsonNode> to;
    private final int[] matched;
    private final BitSet taken = new BitSet();

    private Alignment(List<JsonNode> from, List<JsonNode> to) {
        this.from = from;
        this.to = to;
        this.matched = Sequences.matches(from, to);
        Arrays.stream(matched).filter(it -> it >= 0).forEach(taken::set);
    }

    /** For each element of {@code to} the index of its counterpart in {@code from}, or -1. */
    static int[] of(JsonNode from, JsonNode to) {
        var alignment =
                new Alignment(from.valueStream().toList(), to.valueStream().toList());
        alignment.matchEqual();
        alignment.matchAlike();
        return alignment.matched;
    }

    /** Those of the new array that kept their place among the others, as many as can be. */
    static BitSet inOrder(int[] matched) {
        var length = new int[matched.length];
        var before = new int[matched.length];
        var tails = new ArrayList<Integer>();
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] < 0) {
                continue;
            }
            int low = 0;
            int high = tails.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (matched[tails.get(middle)] < matched[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : tails.get(low - 1);
            length[i] = low + 1;
            if (low == tails.size()) {
                tails.add(i);
            } else {
                tails.set(low, i);
            }
        }
        var kept = new BitSet();
        for (int i = tails.isEmpty() ? -1 : tails.getLast(); i >= 0; i = before[i]) {
            kept.set(i);
        }
        return kept;
    }

    private void matchEqual() {
        var free = new HashMap<JsonNode, ArrayList<Integer>>();
        for (int i = 0; i < from.size(); i++) {
            if (!taken.get(i)) {
                free.computeIfAbsent(from.get(i), _ -> new ArrayList<>()).add(i);
            }
        }
        for (int i = 0; i < to.size(); i++) {
            var candidates = matched[i] < 0 ? free.get(to.get(i)) : null;
            if (candidates != null && !candidates.isEmpty()) {
                match(i, candidates.removeFirst());
            }
        }
    }

    private record Pair(int to, int from, double likeness) {}

    private void matchAlike() {
        var newOnes = free(to.size(), i -> matched[i] >= 0);
        var oldOnes = free(from.size(), taken::get);
        if (newOnes.isEmpty() || oldOnes.isEmpty() || (long) newOnes.size() * oldOnes.size() > MOST_PAIRS) {
            return;
        }
        var newWords = newOnes.stream().map(i -> words(to.get(i))).toList();
        var oldWords = oldOnes.stream().map(i -> words(from.get(i))).toList();
        long work = newWords.stream().mapToLong(Map::size).sum() * oldOnes.size();
        if (work > MOST_WORDS) {
            return;
        }
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < newOnes.size(); i++) {
            for (int j = 0; j < oldOnes.size(); j++) {
                double likeness =
                        likeness(to.get(newOnes.get(i)), newWords.get(i), from.get(oldOnes.get(j)), oldWords.get(j));
                if (likeness >= RESEMBLES) {
                    pairs.add(new Pair(newOnes.get(i), oldOnes.get(j), likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair it) -> -it.likeness())
                .thenComparingInt(it -> Math.abs(it.to() - it.from()))
                .thenComparingInt(Pair::to));
        for (Pair pair : pairs) {
            if (matched[pair.to()] < 0 && !taken.get(pair.from())) {
                match(pair.to(), pair.from());
            }
        }
    }

    private void match(int newOne, int oldOne) {
        matched[newOne] = oldOne;
        taken.set(oldOne);
    }

    private static List<Integer> free(int size, IntPredicate gone) {
        var free = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            if (!gone.test(i)) {
                free.add(i);
            }
        }
        return free;
    }

    /** From 0 to 1: things of one name are one thing; of others, the share of words they have in common. */
    private static double likeness(JsonNode a, Map<String, Integer> aWords, JsonNode b, Map<String, Integer> bWords) {
        if (a.getNodeType() != b.getNodeType() || !(a.isContainer() || a.isString())) {
            return 0;
        }
        boolean renamed = false;
        if (a.isObject()) {
            for (String name : IDENTIFYING) {
                if (a.path(name).isString() && b.path(name).isString()) {
                    boolean same = a.path(name).equals(b.path(name));
                    if (same || !name.equals("name")) {
                        return same ? 1 : 0;
                    }
                    renamed = true;
                }
            }
            if (!a.path("role").equals(b.path("role"))) {
                return 0;
            }
        }
        double common = common(aWords, bWords);
        return renamed && common < RENAMED ? 0 : common;
    }

    private static double common(Map<String, Integer> a, Map<String, Integer> b) {
        long common = 0;
        long all = 0;
        for (var word : a.entrySet()) {
            common += Math.min(word.getValue(), b.getOrDefault(word.getKey(), 0));
            all += word.getValue();
        }
        for (int count : b.values()) {
            all += count;
        }
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private static Map<String, Integer> words(JsonNode value) {
        var words = new HashMap<String, Integer>();
        collect(value, words);
        return words;
    }

    private static void collect(JsonNode value, Map<String, Integer> words) {
        if (value.isContainer()) {
            value.properties().forEach(member -> {
                if (!SAID_BY_MANY.contains(member.getKey())) {
                    words.merge(member.getKey(), 1, Integer::sum);
                }
                collect(member.getValue(), words);
            });
            if (value.isArray()) {
                value.forEach(it -> collect(it, words));
            }
            return;
        }
        for (String word : TextDiff.words(value.asString())) {
            if (Character.isLetterOrDigit(word.codePointAt(0))) {
                words.merge(word, 1, Integer::sum);
            }
        }
    }
}
