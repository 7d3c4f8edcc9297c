package stet.traces.query;

import java.util.List;

/** The values traces can be filtered by, the most frequent first, at most {@value #MOST} of each kind. */
public record Facets(
        List<Facet> models, List<Facet> providers, List<Facet> tags, List<Facet> users, List<Facet> environments) {
    public static final int MOST = 50;

    /** A value and how many traces have it. */
    public record Facet(String value, long count) {}
}
