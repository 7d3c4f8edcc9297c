package stet.statistics.calibration;

import java.util.Arrays;
import stet.statistics.Interval;
import stet.statistics.Normal;

/**
 * The mean that people would have given, from few of their labels and many of a judge's: never far worse than the labels alone, however bad the judge
 * (Angelopoulos and others).
 *
 * @param trust how much the judge counts: 0 not at all, 1 as much as it says
 */
public record PredictionPowered(double mean, double standardError, double trust) {
    /**
     * With the trust that makes the error smallest.
     *
     * @param labels of people
     * @param judged the judge on the same cases
     * @param unlabelled the judge on all other cases
     */
    public static PredictionPowered tuned(double[] labels, double[] judged, double[] unlabelled) {
        paired(labels, judged, unlabelled);
        var all = Arrays.copyOf(judged, judged.length + unlabelled.length);
        System.arraycopy(unlabelled, 0, all, judged.length, unlabelled.length);
        double spread = covariance(all, all) * all.length / (all.length - 1.0);
        double shared = covariance(labels, judged) * labels.length / (labels.length - 1.0);
        double ratio = 1 + (double) labels.length / unlabelled.length;
        return of(labels, judged, unlabelled, spread == 0 ? 0 : shared / (ratio * spread));
    }

    public static PredictionPowered of(double[] labels, double[] judged, double[] unlabelled, double trust) {
        paired(labels, judged, unlabelled);
        var rest = new double[labels.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = labels[i] - trust * judged[i];
        }
        double variance = trust * trust * covariance(unlabelled, unlabelled) / unlabelled.length
                + covariance(rest, rest) / rest.length;
        return new PredictionPowered(trust * mean(unlabelled) + mean(rest), Math.sqrt(variance), trust);
    }

    public Interval interval(double alpha) {
        return Interval.around(mean, Normal.reach(alpha) * standardError);
    }

    private static void paired(double[] labels, double[] judged, double[] unlabelled) {
        if (labels.length != judged.length || labels.length < 2 || unlabelled.length == 0) {
            throw new IllegalArgumentException(
                    "two labels with a judgement each and one judgement without a label are needed; there are "
                            + labels.length + ", " + judged.length + " and " + unlabelled.length);
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / a.length;
    }
}
