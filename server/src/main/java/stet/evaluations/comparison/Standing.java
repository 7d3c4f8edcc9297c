package stet.evaluations.comparison;

/** Where a candidate stands beside its baseline. */
public enum Standing {
    /** The interval of the difference lies wholly on the bad side of the margin. */
    REGRESSION,
    /** The interval lies wholly on the good side of the margin. */
    NON_INFERIOR,
    /** The interval even lies wholly on the good side of no difference. */
    BETTER,
    /** These cases cannot tell. */
    INCONCLUSIVE
}
