package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.query.Filter;
import stet.traces.query.Measure;
import stet.traces.query.Quantity;
import stet.traces.query.Subject;

/** Measures as the columns {@code m0}, {@code m1} … of a question, and their values read back. */
record Measures(List<Measure> measures, Fields fields, UUID project, Window window) {

    /** The first alone, by which series are ranked. */
    Measures first() {
        return new Measures(measures.subList(0, 1), fields, project, window);
    }

    /**
     * The columns; their values stand before those of the condition.
     *
     * @param seconds an expression for the length of the time they are about
     */
    Where columns(String seconds) {
        var columns = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (int i = 0; i < measures.size(); i++) {
            columns.add(column(measures.get(i), seconds, values) + " AS m" + i);
        }
        return new Where(String.join(", ", columns), values);
    }

    private String column(Measure measure, String seconds, List<Object> values) {
        return switch (measure) {
            case Measure.Count count -> "count(*) FILTER (" + condition(count.filter(), values) + ")";
            case Measure.Rate _ -> "count(*) / (" + seconds + ")::DOUBLE";
            case Measure.Share share ->
                "count(*) FILTER (" + condition(share.filter(), values) + ") / nullif(count(*), 0)::DOUBLE";
            case Measure.Sum sum -> "sum(" + fields.measured(sum.quantity()) + ")";
            case Measure.Mean mean -> "avg(" + fields.measured(mean.quantity()) + ")::DOUBLE";
            case Measure.ScoreMean mean -> scoreMean(mean.name(), values);
            case Measure.Largest largest -> "max(" + fields.measured(largest.quantity()) + ")";
            case Measure.Quantile quantile ->
                "approx_quantile((" + fields.measured(quantile.quantity()) + ")::DOUBLE, " + quantile.rank() + ")";
            case Measure.Distinct distinct ->
                fields.isList(distinct.dimension())
                        ? "len(list_distinct(list_filter(flatten(list(string_split(" + fields.of(distinct.dimension())
                                + ", chr(31)))), lambda x: x <> '')))"
                        : "count(DISTINCT " + fields.of(distinct.dimension()) + ")";
        };
    }

    private String scoreMean(String name, List<Object> values) {
        values.add(project);
        values.add(name);
        var of = fields.subject() == Subject.TRACES ? "" : " AND x.span_id = s.span_id";
        return """
                avg((SELECT avg(x.number) FROM score x WHERE x.project = ? AND x.name = ?
                  AND x.trace_hash = %1$s.trace_hash AND x.trace_id = %1$s.trace_id%2$s))""".formatted(fields.alias(), of);
    }

    private String condition(Filter filter, List<Object> values) {
        var where = Where.inside(fields.subject(), project, filter, window);
        values.addAll(where.values());
        return where.sql();
    }

    /** A row's values, in the units that the measures name. */
    List<@Nullable Number> read(ResultSet row) throws SQLException {
        var read = new ArrayList<@Nullable Number>();
        for (int i = 0; i < measures.size(); i++) {
            read.add(value(measures.get(i), row.getBigDecimal("m" + i)));
        }
        return read;
    }

    /** What the measures say about nothing at all. */
    List<@Nullable Number> none() {
        var none = new ArrayList<@Nullable Number>();
        for (var measure : measures) {
            none.add(
                    switch (measure) {
                        case Measure.Count _, Measure.Distinct _, Measure.Rate _ -> 0L;
                        default -> null;
                    });
        }
        return none;
    }

    private static @Nullable Number value(Measure measure, @Nullable BigDecimal stored) {
        if (stored == null) {
            return null;
        }
        return switch (measure) {
            case Measure.Count _, Measure.Distinct _ -> stored.longValueExact();
            case Measure.Rate _, Measure.Share _, Measure.ScoreMean _ -> stored.doubleValue();
            case Measure.Sum sum -> exact(sum.quantity(), stored);
            case Measure.Largest largest -> exact(largest.quantity(), stored);
            case Measure.Mean mean -> inUnit(mean.quantity(), stored);
            case Measure.Quantile quantile -> inUnit(quantile.quantity(), stored);
        };
    }

    private static @Nullable Number exact(Quantity quantity, BigDecimal stored) {
        return switch (quantity.kind()) {
            case COUNT -> stored.longValueExact();
            case MONEY -> Questions.plain(stored);
            case TIME -> inUnit(quantity, stored);
        };
    }

    private static double inUnit(Quantity quantity, BigDecimal stored) {
        return quantity.kind() == Quantity.Kind.TIME ? stored.doubleValue() / 1000 : stored.doubleValue();
    }
}
