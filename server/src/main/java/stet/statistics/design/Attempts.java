package stet.statistics.design;

/** Several runs of one case, some of which pass. */
public record Attempts(int runs, int passed) {
    public Attempts {
        if (passed < 0 || runs < passed) {
            throw new IllegalArgumentException(passed + " of " + runs + " runs cannot have passed");
        }
    }

    /** pass@k: the chance that at least one of k runs passes, an unbiased estimate. */
    public double anyOf(int k) {
        return 1 - allFrom(runs - passed, k);
    }

    /** pass^k: the chance that all of k runs pass, an unbiased estimate. */
    public double allOf(int k) {
        return allFrom(passed, k);
    }

    /** The chance that k runs drawn without replacement are all among some. */
    private double allFrom(int some, int k) {
        if (k < 1 || k > runs) {
            throw new IllegalArgumentException("k goes from 1 to the " + runs + " runs there are; " + k + " does not");
        }
        double chance = 1;
        for (int i = 0; i < k; i++) {
            chance *= Math.max(0, (double) (some - i) / (runs - i));
        }
        return chance;
    }
}
