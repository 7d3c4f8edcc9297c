package stet.evaluations.comparison;

/**
 * The pass share of the cases with one tag or of one split, for exploring; a gate on a slice is a criterion.
 *
 * @param kind {@code tag} or {@code split}
 * @param adjustedP adjusted for how many slices were looked at (Benjamini–Hochberg); 1 where nothing could be tested
 */
public record SliceComparison(String kind, String name, double adjustedP, MetricComparison pass) {}
