package stet.traces.duckdb;

import org.jspecify.annotations.Nullable;
import stet.traces.query.Breakdown;
import stet.traces.query.Quantity;

/**
 * A breakdown in SQL. A row's groups are numbers: 1, 2 … for the names that are shown, {@value #OTHER} for the others,
 * {@value #UNKNOWN} for no value. The names stand in {@code shown.names}.
 */
record Grouping(@Nullable Breakdown breakdown, Fields fields) {
    static final int OTHER = 0;
    static final int UNKNOWN = -1;

    /** The value by which rows fall into groups, one row for each that a row has. */
    String value() {
        return switch (breakdown) {
            case null -> "''";
            case Breakdown.Values values ->
                fields.isList(values.dimension())
                        ? "unnest(string_split(" + fields.of(values.dimension()) + ", chr(31)))"
                        : fields.of(values.dimension());
            case Breakdown.Steps steps -> step(steps.quantity());
        };
    }

    /** The group, or each of the groups, of a row. A row with several values is in the group of each that is shown. */
    String group() {
        return switch (breakdown) {
            case null -> "1";
            case Breakdown.Values values
            when fields.isList(values.dimension()) -> {
                var column = fields.of(values.dimension());
                var hits = "list_filter(list_transform(string_split(" + column
                        + ", chr(31)), lambda x: list_position(shown.names, x)), lambda p: p IS NOT NULL)";
                yield "unnest(CASE WHEN %s IS NULL THEN [%s] WHEN len(%s) = 0 THEN [%s] ELSE %s END)"
                        .formatted(column, UNKNOWN, hits, OTHER, hits);
            }
            case Breakdown.Values values -> position(fields.of(values.dimension()));
            case Breakdown.Steps steps -> position(step(steps.quantity()));
        };
    }

    private static String position(String value) {
        return "CASE WHEN (%1$s) IS NULL THEN %2$s ELSE coalesce(list_position(shown.names, %1$s), %3$s) END"
                .formatted(value, UNKNOWN, OTHER);
    }

    /** The largest of 1, 2 and 5 times a power of ten that is not above the amount, in the amount's unit, as text. */
    private String step(Quantity quantity) {
        var amount =
                "((%s)::DOUBLE / %s)".formatted(fields.of(quantity), quantity.kind() == Quantity.Kind.TIME ? 1000 : 1);
        return """
            (CASE WHEN %1$s IS NULL THEN NULL WHEN %1$s < 1e-9 THEN '0' ELSE
               (CASE WHEN %1$s / pow(10, floor(log10(%1$s))) >= 5 THEN 5
                     WHEN %1$s / pow(10, floor(log10(%1$s))) >= 2 THEN 2 ELSE 1 END
                * pow(10, floor(log10(%1$s))))::DECIMAL(38, 9)::VARCHAR END)""".formatted(amount);
    }
}
