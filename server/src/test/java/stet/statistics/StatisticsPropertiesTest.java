package stet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import stet.statistics.design.Attempts;
import stet.statistics.design.SampleSize;
import stet.statistics.design.SampleSize.Spread;
import stet.statistics.paired.PairedT;
import stet.statistics.paired.SignFlip;
import stet.statistics.paired.Wilcoxon;
import stet.statistics.proportions.McNemar;
import stet.statistics.proportions.Newcombe;
import stet.statistics.proportions.PairedTable;
import stet.statistics.proportions.Proportion;

class StatisticsPropertiesTest {
    @Property
    void exchangingVersionsTurnsTheDifferenceAround(
            @ForAll @IntRange(max = 50) int both,
            @ForAll @IntRange(max = 50) int first,
            @ForAll @IntRange(max = 50) int second,
            @ForAll @IntRange(max = 50) int neither) {
        var table = new PairedTable(both, first, second, neither);
        var interval = Newcombe.paired(table, .05);
        var turned = Newcombe.paired(table.swapped(), .05);

        assertThat(turned.low()).isCloseTo(-interval.high(), within(1e-12));
        assertThat(turned.high()).isCloseTo(-interval.low(), within(1e-12));
        assertThat(McNemar.of(table)).isEqualTo(McNemar.of(table.swapped()));
        if (table.total() > 0) {
            assertThat(interval.low()).isLessThanOrEqualTo(table.difference() + 1e-12);
            assertThat(interval.high()).isGreaterThanOrEqualTo(table.difference() - 1e-12);
        }
    }

    @Property
    void pValuesAreSharesAndDoNotKnowWhichVersionCameFirst(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = -1, max = 1) Double> drawn) {
        double[] differences = drawn.stream().mapToDouble(it -> it).toArray();
        var turned = new double[differences.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -differences[i];
        }

        assertThat(PairedT.of(differences).pValue()).isBetween(0.0, 1.0);
        assertThat(PairedT.of(turned).pValue())
                .isEqualTo(PairedT.of(differences).pValue());
        var flips = SignFlip.of(Clusters.single(differences), 1, 0);
        assertThat(SignFlip.of(Clusters.single(turned), 1, 0).twoSided()).isEqualTo(flips.twoSided());
        assertThat(flips.twoSided()).isBetween(0.0, 1.0);
        var ranks = Wilcoxon.of(differences, Wilcoxon.Zeros.RANKED);
        assertThat(Wilcoxon.of(turned, Wilcoxon.Zeros.RANKED).pValue()).isEqualTo(ranks.pValue());
        assertThat(ranks.pValue()).isBetween(0.0, 1.0);
    }

    @Property
    void intervalsHoldTheShareAndShrinkWithCases(
            @ForAll @IntRange(max = 200) int passed, @ForAll @IntRange(max = 200) int failed) {
        var few = new Proportion(passed, passed + failed);
        var many = new Proportion(passed * 4, (passed + failed) * 4);
        if (few.total() == 0) {
            assertThat(few.wilson(.05)).isEqualTo(new Interval(0, 1));
            return;
        }
        assertThat(few.wilson(.05).contains(few.share())).isTrue();
        assertThat(few.clopperPearson(.05).contains(few.share())).isTrue();
        assertThat(many.wilson(.05).width()).isLessThan(few.wilson(.05).width());
        assertThat(few.wilson(.01).width()).isGreaterThan(few.wilson(.1).width());
    }

    @Property
    void smallerDifferencesNeedMoreCasesAndMoreCasesGiveMorePower(
            @ForAll @DoubleRange(min = .01, max = .5) double difference,
            @ForAll @DoubleRange(min = .01, max = 1) double variance) {
        var spread = Spread.of(variance);
        double cases = SampleSize.paired(spread, difference, .05, .8);

        assertThat(SampleSize.paired(spread, difference / 2, .05, .8)).isCloseTo(4 * cases, within(cases * 1e-9));
        assertThat(SampleSize.power(spread, difference, .05, cases)).isCloseTo(.8, within(1e-6));
        assertThat(SampleSize.power(spread, difference, .05, 2 * cases)).isGreaterThan(.8);
        assertThat(SampleSize.detectable(spread, .05, .8, cases)).isCloseTo(difference, within(1e-9));
    }

    @Property
    void anotherTryNeverHurtsAndAnotherDemandNeverHelps(
            @ForAll @IntRange(min = 2, max = 30) int runs, @ForAll @IntRange(max = 30) int some) {
        var attempts = new Attempts(runs, Math.min(runs, some));
        for (int k = 2; k <= runs; k++) {
            assertThat(attempts.anyOf(k)).isGreaterThanOrEqualTo(attempts.anyOf(k - 1) - 1e-12);
            assertThat(attempts.allOf(k)).isLessThanOrEqualTo(attempts.allOf(k - 1) + 1e-12);
        }
    }
}
