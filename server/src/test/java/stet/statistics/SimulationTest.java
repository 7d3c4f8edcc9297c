package stet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import stet.statistics.design.SampleSize;
import stet.statistics.design.Verdict;
import stet.statistics.paired.PairedT;
import stet.statistics.paired.SignFlip;
import stet.statistics.proportions.McNemar;
import stet.statistics.proportions.Newcombe;
import stet.statistics.proportions.PairedTable;
import stet.statistics.proportions.Proportion;

/** What the formulas promise, counted over simulated comparisons with fixed seeds. */
class SimulationTest {
    private static final int RUNS = 4_000;
    /** Three standard errors of a share of one in twenty. */
    private static final double SLACK = 3 * Math.sqrt(.05 * .95 / RUNS);

    @Test
    void equalVersionsAreSeldomCalledDifferent() {
        var random = new SeededRandom(1);
        int midP = 0;
        int exact = 0;
        int covered = 0;
        int regressions = 0;
        for (int run = 0; run < RUNS; run++) {
            var table = table(random, 150, .08, .08);
            var test = McNemar.of(table);
            exact += test.exact() <= .05 ? 1 : 0;
            midP += test.midP() <= .05 ? 1 : 0;
            var interval = Newcombe.paired(table, .05);
            covered += interval.contains(0) ? 1 : 0;
            regressions += verdict(table, 0) instanceof Verdict.Regression ? 1 : 0;
        }

        assertThat(share(exact)).isLessThanOrEqualTo(.05);
        assertThat(share(midP)).isLessThanOrEqualTo(.05 + SLACK);
        assertThat(share(covered)).isGreaterThanOrEqualTo(.95 - SLACK);
        assertThat(share(regressions)).isLessThanOrEqualTo(.025 + SLACK);
    }

    @Test
    void aVersionThatIsWorseByTheMarginIsSeldomLetThrough() {
        var random = new SeededRandom(2);
        int let = 0;
        for (int run = 0; run < RUNS; run++) {
            let += verdict(table(random, 400, .09, .04), .05) instanceof Verdict.NonInferior ? 1 : 0;
        }

        assertThat(share(let)).isLessThanOrEqualTo(.025 + SLACK);
    }

    @Test
    void realDifferencesAreFoundAsOftenAsPowerSays() {
        var random = new SeededRandom(3);
        int cases = (int) Math.ceil(SampleSize.mcNemar(.10, .05, .05, .8));
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            found += McNemar.of(table(random, cases, .10, .05)).midP() <= .05 ? 1 : 0;
        }

        assertThat(share(found)).isBetween(.77, .83);
    }

    @Test
    void groupedCasesAreJudgedByTheirGroups() {
        var random = new SeededRandom(4);
        int naive = 0;
        int grouped = 0;
        int flipped = 0;
        for (int run = 0; run < RUNS / 4; run++) {
            var differences = new double[200];
            var groups = new ArrayList<Integer>();
            for (int i = 0; i < differences.length; i++) {
                groups.add(i / 5);
            }
            for (int group = 0; group < 40; group++) {
                double shared = Normal.quantile(.0001 + .9998 * random.nextDouble());
                for (int i = 0; i < 5; i++) {
                    differences[group * 5 + i] = shared + Normal.quantile(.0001 + .9998 * random.nextDouble());
                }
            }
            var clusters = Clusters.of(differences, groups);
            naive += PairedT.of(differences).pValue() <= .05 ? 1 : 0;
            grouped += PairedT.of(clusters).pValue() <= .05 ? 1 : 0;
            flipped += SignFlip.of(clusters, 499, run).twoSided() <= .05 ? 1 : 0;
        }

        assertThat(share(naive) * 4).isGreaterThan(.15);
        assertThat(share(grouped) * 4).isLessThanOrEqualTo(.05 + 2 * SLACK);
        assertThat(share(flipped) * 4).isLessThanOrEqualTo(.05 + 2 * SLACK);
    }

    @Test
    void sharesLieInTheirIntervals() {
        var random = new SeededRandom(5);
        for (double truth : new double[] {.05, .2, .5, .9}) {
            int wilson = 0;
            int exact = 0;
            for (int run = 0; run < RUNS; run++) {
                int passed = 0;
                for (int i = 0; i < 60; i++) {
                    passed += random.nextDouble() < truth ? 1 : 0;
                }
                wilson += new Proportion(passed, 60).wilson(.05).contains(truth) ? 1 : 0;
                exact += new Proportion(passed, 60).clopperPearson(.05).contains(truth) ? 1 : 0;
            }
            assertThat(share(wilson)).isBetween(.92, .99);
            assertThat(share(exact)).isGreaterThanOrEqualTo(.95 - SLACK);
        }
    }

    @Test
    void whoCannotTellSaysHowManyCasesWould() {
        var seen = new Verdict.Seen(-.01, .02, Interval.around(-.01, .0392), 100);

        var verdict = (Verdict.Inconclusive) new Verdict.Demand(.04, .05, .8).of(seen);

        int needed = verdict.casesNeeded().orElseThrow();
        assertThat(needed).isEqualTo((int) Math.ceil(2.801585 * 2.801585 * .04 / (.03 * .03)) - 100);
        assertThat(new Verdict.Demand(.01, .05, .8).of(seen)).isEqualTo(new Verdict.Inconclusive(OptionalInt.empty()));
    }

    @Test
    void randomArrangementsAgreeWithAllArrangementsAndNeverSayNever() {
        double[] differences = new double[18];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (i % 5) - 1.2;
        }
        var exact = SignFlip.of(Clusters.single(differences), 1, 0);
        double[] more = Arrays.copyOf(differences, 40);
        Arrays.fill(more, 18, 40, .5);
        var sampled = SignFlip.of(Clusters.single(more), 999, 3);

        assertThat(exact.flips()).isEqualTo(1 << 18);
        assertThat(sampled.exact()).isFalse();
        assertThat(sampled.twoSided()).isGreaterThanOrEqualTo(.001);
        assertThat(SignFlip.of(Clusters.single(more), 999, 3)).isEqualTo(sampled);
    }

    private static Verdict verdict(PairedTable table, double margin) {
        return new Verdict.Demand(margin, .05, .8)
                .of(new Verdict.Seen(
                        table.difference(), table.standardError(), Newcombe.paired(table, .05), table.total()));
    }

    private static PairedTable table(SeededRandom random, int cases, double onlyFirst, double onlySecond) {
        int first = 0;
        int second = 0;
        int both = 0;
        for (int i = 0; i < cases; i++) {
            double drawn = random.nextDouble();
            if (drawn < onlyFirst) {
                first++;
            } else if (drawn < onlyFirst + onlySecond) {
                second++;
            } else if (drawn < .9) {
                both++;
            }
        }
        return new PairedTable(both, first, second, cases - first - second - both);
    }

    private static double share(int count) {
        return (double) count / RUNS;
    }
}
