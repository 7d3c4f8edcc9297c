package stet.evaluations.comparison;

import java.util.ArrayList;
import java.util.List;
import stet.statistics.design.Attempts;

/**
 * What repetitions say about trying again, mean over cases.
 *
 * @param any pass@k: at least one of k tries passes
 * @param all pass^k: all of k tries pass
 */
public record RepeatedPass(int k, double any, double all) {
    private static final int MOST = 10;

    /** For each k that every case has been tried, errors aside. */
    static List<RepeatedPass> of(CaseValues passes) {
        var attempts = passes.of().values().stream()
                .map(it -> new Attempts(it.each().size(), (int)
                        it.each().stream().filter(one -> one == 1).count()))
                .toList();
        int most = attempts.stream().mapToInt(Attempts::runs).min().orElse(0);
        var of = new ArrayList<RepeatedPass>();
        for (int k = 1; k <= Math.min(most, MOST); k++) {
            int tries = k;
            of.add(new RepeatedPass(
                    k,
                    attempts.stream()
                            .mapToDouble(it -> it.anyOf(tries))
                            .average()
                            .orElse(0),
                    attempts.stream()
                            .mapToDouble(it -> it.allOf(tries))
                            .average()
                            .orElse(0)));
        }
        return of;
    }
}
