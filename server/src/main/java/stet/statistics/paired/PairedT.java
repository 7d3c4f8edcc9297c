package stet.statistics.paired;

import org.apache.commons.statistics.distribution.TDistribution;
import stet.statistics.Alpha;
import stet.statistics.Clusters;
import stet.statistics.Interval;

/**
 * The t test of a mean difference, robust against cases that come in groups.
 *
 * @param degrees one less than there are groups
 */
public record PairedT(double mean, double standardError, int degrees) {
    /** @throws IllegalArgumentException of fewer than two groups, which say nothing about chance */
    public static PairedT of(Clusters differences) {
        int groups = differences.count();
        if (groups < 2) {
            throw new IllegalArgumentException(groups + " groups cannot be tested; two are needed");
        }
        double mean = differences.mean();
        double squares = 0;
        for (int i = 0; i < groups; i++) {
            double off = differences.sums()[i] - differences.sizes()[i] * mean;
            squares += off * off;
        }
        double correction = (double) groups / (groups - 1);
        return new PairedT(mean, Math.sqrt(correction * squares) / differences.values(), groups - 1);
    }

    public static PairedT of(double[] differences) {
        return of(Clusters.single(differences));
    }

    public double t() {
        return mean == 0 ? 0 : mean / standardError;
    }

    /** Two-sided. Without any spread it is what a sign-flip test could say at best, since t then says nothing. */
    public double pValue() {
        if (standardError == 0) {
            return mean == 0 ? 1 : Math.scalb(1.0, -degrees);
        }
        return Math.min(1, 2 * TDistribution.of(degrees).survivalProbability(Math.abs(t())));
    }

    /** For the mean difference. */
    public Interval interval(double alpha) {
        double reach = TDistribution.of(degrees).inverseSurvivalProbability(Alpha.checked(alpha) / 2);
        return Interval.around(mean, reach * standardError);
    }
}
