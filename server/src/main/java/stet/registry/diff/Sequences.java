package stet.registry.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which elements two lists have in common, in order: the fewest insertions and deletions that lead from one to the other. */
final class Sequences {
    /** Two lists with more differences share only their beginning and end: finding out more would take too long. */
    static final int MOST_EDITS = 1_500;

    private Sequences() {}

    /** For each element of {@code to} the index of its counterpart in {@code from}, or -1. */
    static <T> int[] matches(List<T> from, List<T> to) {
        var numbers = new HashMap<T, Integer>();
        return matches(numbered(from, numbers), numbered(to, numbers));
    }

    private static <T> int[] numbered(List<T> list, Map<T, Integer> numbers) {
        return list.stream()
                .mapToInt(it -> numbers.computeIfAbsent(it, _ -> numbers.size()))
                .toArray();
    }

    private static int[] matches(int[] from, int[] to) {
        var matched = new int[to.length];
        Arrays.fill(matched, -1);
        int start = 0;
        while (start < from.length && start < to.length && from[start] == to[start]) {
            matched[start] = start++;
        }
        int fromEnd = from.length;
        int toEnd = to.length;
        while (fromEnd > start && toEnd > start && from[fromEnd - 1] == to[toEnd - 1]) {
            matched[--toEnd] = --fromEnd;
        }
        shortest(from, to, start, fromEnd, toEnd, matched);
        return matched;
    }

    /** Myers' greedy search: {@code furthest} is how far each diagonal reaches with so many edits. */
    private static void shortest(int[] from, int[] to, int start, int fromEnd, int toEnd, int[] matched) {
        int n = fromEnd - start;
        int m = toEnd - start;
        if (n == 0 || m == 0) {
            return;
        }
        int most = Math.min(n + m, MOST_EDITS);
        var furthest = new int[2 * most + 3];
        int zero = most + 1;
        var steps = new ArrayList<int[]>();
        for (int edits = 0; edits <= most; edits++) {
            steps.add(Arrays.copyOfRange(furthest, zero - edits - 1, zero + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                boolean down = diagonal == -edits
                        || (diagonal != edits && furthest[zero + diagonal - 1] < furthest[zero + diagonal + 1]);
                int x = down ? furthest[zero + diagonal + 1] : furthest[zero + diagonal - 1] + 1;
                int y = x - diagonal;
                while (x < n && y < m && from[start + x] == to[start + y]) {
                    x++;
                    y++;
                }
                furthest[zero + diagonal] = x;
                if (x >= n && y >= m) {
                    trace(steps, edits, n, m, start, matched);
                    return;
                }
            }
        }
    }

    private static void trace(List<int[]> steps, int edits, int n, int m, int start, int[] matched) {
        int x = n;
        int y = m;
        for (int left = edits; left >= 0; left--) {
            int[] before = steps.get(left);
            int zero = left + 1;
            int diagonal = x - y;
            boolean down = diagonal == -left
                    || (diagonal != left && before[zero + diagonal - 1] < before[zero + diagonal + 1]);
            int previous = down ? diagonal + 1 : diagonal - 1;
            int previousX = left == 0 ? 0 : before[zero + previous];
            int previousY = left == 0 ? 0 : previousX - previous;
            while (x > previousX && y > previousY) {
                x--;
                y--;
                matched[start + y] = start + x;
            }
            x = previousX;
            y = previousY;
        }
    }
}
