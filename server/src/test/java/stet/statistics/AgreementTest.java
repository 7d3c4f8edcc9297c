package stet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stet.statistics.agreement.Agreement;
import stet.statistics.agreement.Cohen;
import stet.statistics.agreement.Cohen.Weights;
import stet.statistics.agreement.Krippendorff;
import stet.statistics.agreement.Ratings;
import stet.statistics.agreement.Scale;
import stet.statistics.calibration.PredictionPowered;
import stet.statistics.calibration.RoganGladen;
import stet.statistics.proportions.Proportion;

class AgreementTest {
    private static final double X = Double.NaN;
    private static final double[][] BY_RATER = {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X},
        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3},
        {X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X},
        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X}
    };
    private static final Ratings CANONICAL = new Ratings(IntStream.range(0, 12)
            .mapToObj(item -> IntStream.range(0, 4)
                    .mapToDouble(rater -> BY_RATER[rater][item])
                    .toArray())
            .toArray(double[][]::new));

    @Test
    void alphaTakesGapsAndAnyScale() {
        assertThat(Krippendorff.alpha(CANONICAL, Scale.NOMINAL)).isCloseTo(.7434211, within(6e-8));
        assertThat(Krippendorff.alpha(CANONICAL, Scale.ORDINAL)).isCloseTo(.8153875, within(6e-8));
        assertThat(Krippendorff.alpha(CANONICAL, Scale.INTERVAL)).isCloseTo(.8491071, within(6e-8));
        assertThat(Krippendorff.alpha(CANONICAL, Scale.RATIO)).isCloseTo(.7974028, within(6e-8));
    }

    @Test
    void kappaWeighsDisagreements() {
        var ratings = Ratings.of(new double[] {2, 0, 2, 2, 0, 1}, new double[] {0, 0, 2, 2, 0, 2});
        assertThat(Cohen.of(ratings, Weights.EQUAL).kappa()).isCloseTo(.4285714, within(6e-8));
        assertThat(Cohen.of(ratings, Weights.LINEAR).kappa()).isCloseTo(.5, within(1e-12));
        assertThat(Cohen.of(ratings, Weights.QUADRATIC).kappa()).isCloseTo(.5454545, within(6e-8));

        var table = Cohen.of(new int[][] {{20, 5}, {10, 15}}, Weights.EQUAL);
        assertThat(table.kappa()).isCloseTo(.4, within(1e-12));
        assertThat(table.standardError()).isCloseTo(.1269961, within(6e-8));
        assertThat(table.interval(.05).contains(.4)).isTrue();
    }

    @Test
    void ac1LooksAtTheSameTableAnotherWay() {
        assertThat(Agreement.ac1(fifty())).isCloseTo(.4059406, within(6e-8));
        assertThat(Agreement.raw(fifty())).isCloseTo(.7, within(1e-12));
    }

    @Test
    void fleissTakesManyRaters() {
        int[][] counts = {
            {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
            {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
        };
        assertThat(Agreement.fleiss(counts)).isCloseTo(.2099307, within(6e-8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.fleiss(CANONICAL))
                .withMessageContaining("as many ratings of every item");
    }

    @Test
    void everyCoefficientHasAnInterval() {
        var interval = Agreement.interval(CANONICAL, it -> Krippendorff.alpha(it, Scale.ORDINAL), .05, 2_000, 1);

        assertThat(interval.contains(.8153875)).isTrue();
        assertThat(interval.width()).isBetween(.05, .9);
        assertThat(Agreement.interval(CANONICAL, it -> Krippendorff.alpha(it, Scale.ORDINAL), .05, 2_000, 1))
                .isEqualTo(interval);
    }

    @Test
    void aJudgesErrorsAreTakenOutOfItsShare() {
        var corrected = RoganGladen.of(new Proportion(780, 1000), new Proportion(90, 100), new Proportion(85, 100))
                .orElseThrow();
        double variance = (.78 * .22 / 1000 + .16 * .16 * .85 * .15 / 100 + .84 * .84 * .9 * .1 / 100) / (.75 * .75);

        assertThat(corrected.share()).isCloseTo(.84, within(1e-12));
        assertThat(corrected.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(RoganGladen.inflation(.9, .85)).isCloseTo(1.8, within(.03));
        assertThat(RoganGladen.of(new Proportion(1, 2), new Proportion(1, 2), new Proportion(1, 2)))
                .isEmpty();
    }

    @Test
    void manyJudgementsSharpenFewLabels() {
        double[] labels = {1, 0, 1, 1, 0, 1, 0, 1, 1, 1};
        double[] judged = {1, 0, 1, 1, 1, 1, 0, 1, 0, 1};
        double[] unlabelled = new double[100];
        Arrays.fill(unlabelled, 0, 70, 1);

        var whole = PredictionPowered.of(labels, judged, unlabelled, 1);
        assertThat(whole.mean()).isCloseTo(.7, within(1e-12));
        assertThat(whole.standardError()).isCloseTo(.14866, within(6e-6));
        var tuned = PredictionPowered.tuned(labels, judged, unlabelled);
        assertThat(tuned.trust()).isCloseTo(.52429, within(6e-6));
        assertThat(tuned.mean()).isCloseTo(.7, within(1e-12));
        assertThat(tuned.standardError()).isCloseTo(.12576, within(6e-6));
        assertThat(PredictionPowered.of(labels, judged, unlabelled, 0).standardError())
                .isCloseTo(.14491, within(6e-6));
    }

    private static Ratings fifty() {
        var items = new double[50][];
        for (int i = 0; i < 50; i++) {
            items[i] = i < 20
                    ? new double[] {0, 0}
                    : i < 25 ? new double[] {0, 1} : i < 35 ? new double[] {1, 0} : new double[] {1, 1};
        }
        return new Ratings(items);
    }
}
