package stet.statistics;

/** How far two distributions over the same bins are apart. */
public final class Shift {
    private Shift() {}

    /** The population stability index; infinite where only one of the two has anything in a bin. */
    public static double stabilityIndex(double[] shares, double[] reference) {
        same(shares, reference);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != reference[i]) {
                sum += (shares[i] - reference[i]) * Math.log(shares[i] / reference[i]);
            }
        }
        return sum;
    }

    /** The Jensen–Shannon divergence in nats: 0 when equal, ln 2 when nothing is shared. */
    public static double jensenShannon(double[] shares, double[] reference) {
        same(shares, reference);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double middle = (shares[i] + reference[i]) / 2;
            sum += half(shares[i], middle) + half(reference[i], middle);
        }
        return sum;
    }

    private static double half(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / 2;
    }

    private static void same(double[] shares, double[] reference) {
        if (shares.length != reference.length) {
            throw new IllegalArgumentException(shares.length + " bins cannot be held against " + reference.length);
        }
    }
}
