package stet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import stet.statistics.design.Attempts;
import stet.statistics.design.SampleSize;
import stet.statistics.paired.Bootstrap;
import stet.statistics.paired.MannWhitney;
import stet.statistics.paired.PairedT;
import stet.statistics.paired.SignFlip;
import stet.statistics.paired.Welch;
import stet.statistics.paired.Wilcoxon;
import stet.statistics.proportions.McNemar;
import stet.statistics.proportions.Newcombe;
import stet.statistics.proportions.PairedTable;
import stet.statistics.proportions.Proportion;

/** Published and independently computed values; each is met to the last digit it is given with. */
class ReferenceValuesTest {
    private static final double[] PLANTS = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
    private static final double[] TIED = {.1, 0, .2, 0, .1, -.1, .25, .2, 0, .05};
    private static final Offset<Double> SEVEN = within(6e-8);

    @Test
    void mcNemarCountsCasesThatChanged() {
        var few = McNemar.of(1, 8);
        is(few.exact(), .0390625, within(1e-12));
        is(few.midP(), .021484375, within(1e-12));
        is(few.chiSquared(), 5.444444, within(6e-7));
        is(few.asymptotic(), .0196307, SEVEN);
        is(McNemar.corrected(1, 8), .0455003, SEVEN);

        var some = McNemar.of(new PairedTable(40, 6, 16, 3));
        is(some.exact(), .0524788, SEVEN);
        is(some.midP(), .0346897, SEVEN);

        var many = McNemar.of(59, 121);
        is(many.exact(), 4.434449e-6, within(6e-13));
        is(many.chiSquared(), 21.355556, within(6e-7));
        is(McNemar.of(0, 0).exact(), 1, within(0.0));
    }

    @Test
    void wilcoxonRanksDifferences() {
        var plants = Wilcoxon.of(PLANTS, Wilcoxon.Zeros.DROPPED);
        assertThat(plants.statistic()).isEqualTo(24);
        is(plants.exact().orElseThrow(), .041259765625, within(1e-13));
        is(plants.exactGreater().orElseThrow(), .0206298828, within(6e-11));
        is(plants.normal(), .0408881, SEVEN);
        is(plants.corrected(), .0437723, SEVEN);

        var tied = Wilcoxon.of(TIED, Wilcoxon.Zeros.DROPPED);
        assertThat(tied.statistic()).isEqualTo(3);
        is(tied.pValue(), .0606324, SEVEN);
        var pratt = Wilcoxon.of(TIED, Wilcoxon.Zeros.RANKED);
        assertThat(pratt.statistic()).isEqualTo(6);
        is(pratt.pValue(), .0539237, SEVEN);
    }

    @Test
    void theTTestLooksAtTheMeanDifference() {
        var plants = PairedT.of(PLANTS);
        is(plants.mean(), 20.933333, within(6e-7));
        is(plants.standardError(), 9.7455566, SEVEN);
        is(plants.t(), 2.1479875, SEVEN);
        is(plants.pValue(), .0497029, SEVEN);

        var tied = PairedT.of(TIED);
        is(tied.mean(), .08, within(1e-12));
        is(tied.standardError(), .0351188, SEVEN);
        is(tied.pValue(), .0487232, SEVEN);
        is(tied.interval(.05).low(), .000556, within(6e-7));
        is(tied.interval(.05).high(), .159444, within(6e-7));
    }

    @Test
    void signsAreFlippedInEveryWayThereIs() {
        var plants = SignFlip.of(Clusters.single(PLANTS), 1, 0);
        assertThat(plants.exact()).isTrue();
        is(plants.twoSided(), .0526733, SEVEN);
        is(plants.greater(), .0263367, SEVEN);
        is(SignFlip.of(Clusters.single(TIED), 1, 0).twoSided(), .078125, within(0.0));
    }

    @Test
    void theBootstrapComesNearWhatAllDrawsTogetherWouldGive() {
        var drawn = Bootstrap.of(Clusters.single(TIED), .05, 50_000, 7);
        is(drawn.standardError(), .0333167, within(.0004));
        is(drawn.percentile().low(), .015, within(.0051));
        is(drawn.percentile().high(), .145, within(.0051));
        assertThat(drawn.corrected().contains(.08)).isTrue();
        assertThat(Bootstrap.of(Clusters.single(TIED), .05, 50_000, 7)).isEqualTo(drawn);
        assertThat(Bootstrap.of(Clusters.single(TIED), .05, 50_000, 8)).isNotEqualTo(drawn);
    }

    @Test
    void differentCasesAreComparedByRankAndMean() {
        double[] x = {19, 22, 16, 29, 24};
        double[] y = {20, 11, 17, 12};
        var ranks = MannWhitney.of(x, y);
        assertThat(ranks.u()).isEqualTo(17);
        is(ranks.exact().orElseThrow(), .1111111, SEVEN);
        is(ranks.normal(), .1113469, SEVEN);

        var means = Welch.of(x, y);
        is(means.difference(), 7, within(1e-12));
        is(means.standardError(), Math.sqrt(24.5 / 5 + 18. / 4), within(1e-12));
    }

    @Test
    void groupsOfCasesWidenTheError() {
        double[] passed = {1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1};
        var groups = List.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
        var clustered = PairedT.of(Clusters.of(passed, groups));
        is(clustered.mean(), .6666667, SEVEN);
        is(clustered.standardError(), .1360828, SEVEN);
        is(clustered.standardError() * Math.sqrt(3. / 4), .1178511, SEVEN);
        is(PairedT.of(passed).standardError(), .1421338, SEVEN);
    }

    @Test
    void sharesHaveIntervals() {
        interval(new Proportion(8, 10).wilson(.05), .4901625, .9433178);
        interval(new Proportion(0, 20).wilson(.05), 0, .1611252);
        interval(new Proportion(95, 100).wilson(.05), .8882495, .9784563);
        interval(new Proportion(3, 50).wilson(.05), .0206150, .1621709);
        interval(new Proportion(8, 10).clopperPearson(.05), .4439045, .9747893);
        interval(new Proportion(3, 50).clopperPearson(.05), .0125486, .1654820);
        interval(Newcombe.unpaired(new Proportion(56, 70), new Proportion(48, 80), .05), .0524315, .3338727);
    }

    @Test
    void powerSaysHowManyCasesAreNeeded() {
        var steady = SampleSize.Spread.of(1. / 9);
        var noisy = new SampleSize.Spread(1. / 9, 1. / 6, 1. / 6, 1, 1);
        assertThat(Math.ceil(SampleSize.paired(steady, .03, .05, .8))).isEqualTo(969);
        assertThat(Math.ceil(SampleSize.paired(noisy, .03, .05, .8))).isEqualTo(3876);
        is(SampleSize.power(steady, .03, .05, 969), .8, within(.0002));
        is(SampleSize.detectable(steady, .05, .8, 969), .03, within(.00001));
        is(SampleSize.mcNemar(.10, .05, .05, .8), 468.6, within(.06));
        is(SampleSize.mcNemar(.06, .02, .05, .8), 390.1, within(.06));
    }

    @Test
    void manyLooksAreAdjusted() {
        double[] p = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
        assertThat(Multiplicity.benjaminiHochberg(p))
                .containsExactly(
                        new double[] {.01, .04, .084, .084, .084, .1, .105714, .216, .216, .216}, within(6e-7));
        assertThat(Multiplicity.holm(p))
                .containsExactly(
                        new double[] {.01, .072, .312, .312, .312, .312, .312, .615, .615, .615}, within(1e-12));
    }

    @Test
    void distributionsShift() {
        double[] now = {.1, .2, .3, .25, .15};
        double[] even = {.2, .2, .2, .2, .2};
        is(Shift.stabilityIndex(now, even), .1354025, SEVEN);
        is(Shift.jensenShannon(now, even), .0167124, SEVEN);
    }

    @Test
    void severalRunsOfACaseSayHowReliableItIs() {
        var attempts = new Attempts(5, 3);
        is(attempts.anyOf(1), .6, within(1e-12));
        is(attempts.anyOf(2), .9, within(1e-12));
        is(attempts.allOf(2), .3, within(1e-12));
        is(attempts.anyOf(3), 1, within(1e-12));
        is(attempts.allOf(4), 0, within(0.0));
    }

    private static void interval(Interval interval, double low, double high) {
        is(interval.low(), low, SEVEN);
        is(interval.high(), high, SEVEN);
    }

    private static void is(double value, double expected, Offset<Double> tolerance) {
        assertThat(value).isCloseTo(expected, tolerance);
    }
}
