package stet.statistics.calibration;

import java.util.Optional;
import stet.statistics.Interval;
import stet.statistics.Normal;
import stet.statistics.proportions.Proportion;

/** The true share behind what a judge with known errors says (Rogan and Gladen). */
public record RoganGladen(double share, double standardError) {
    /**
     * Empty where the judge is no better than chance, of which nothing can be learnt.
     *
     * @param judged what the judge passed, of all
     * @param sensitivity what it passed, of those that people passed
     * @param specificity what it failed, of those that people failed
     */
    public static Optional<RoganGladen> of(Proportion judged, Proportion sensitivity, Proportion specificity) {
        double p = judged.share();
        double q1 = sensitivity.share();
        double q0 = specificity.share();
        double skill = q0 + q1 - 1;
        if (!(skill > 0) || judged.total() == 0) {
            return Optional.empty();
        }
        double share = Math.clamp((p + q0 - 1) / skill, 0, 1);
        double variance = (variance(judged)
                        + (1 - share) * (1 - share) * variance(specificity)
                        + share * share * variance(sensitivity))
                / (skill * skill);
        return Optional.of(new RoganGladen(share, Math.sqrt(variance)));
    }

    /** How many times as many cases such a judge needs to see the same difference as a judge without errors. */
    public static double inflation(double sensitivity, double specificity) {
        double skill = sensitivity + specificity - 1;
        return 1 / (skill * skill);
    }

    public Interval interval(double alpha) {
        return Interval.around(share, Normal.reach(alpha) * standardError).within(0, 1);
    }

    private static double variance(Proportion of) {
        return of.share() * (1 - of.share()) / of.total();
    }
}
