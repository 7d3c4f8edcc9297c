package stet.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.query.Breakdown;
import stet.traces.query.Dimension;
import stet.traces.query.FilterText;
import stet.traces.query.MeasureText;
import stet.traces.query.Quantity;
import stet.traces.query.Query;
import stet.traces.query.Subject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Panels with charts over telemetry, in the order they are shown.
 *
 * @param where a filter that every panel's own is added to
 */
public record Dashboard(List<Panel> panels, @Nullable String where) {
    static final int MOST_PANELS = 50;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_COLUMNS = 3;

    /** How a panel's numbers are drawn. */
    static final Set<String> CHARTS =
            Set.of("line", "area", "bar", "histogram", "heatmap", "table", "number", "top", "text");

    /**
     * One chart, or a text.
     *
     * @param chart one of {@link Dashboard#CHARTS}
     * @param columns how wide it is: 1 to 3 of the 3 columns
     * @param measures, over, where, by, top as a query takes them
     * @param text Markdown, for the chart {@code text}
     */
    public record Panel(
            String title,
            String chart,
            @Nullable Integer columns,
            @Nullable List<String> measures,
            @Nullable String over,
            @Nullable String where,
            @Nullable String by,
            @Nullable Integer top,
            @Nullable String text) {}

    /** @throws Problem.Invalid that names the part which is wrong */
    static void check(JsonNode content) {
        var dashboard = read(content);
        if (dashboard.panels == null) {
            throw Problem.Invalid.field("content.panels", "is missing; an empty list makes an empty dashboard");
        }
        if (dashboard.panels.size() > MOST_PANELS) {
            throw Problem.Invalid.field(
                    "content.panels", "has " + dashboard.panels.size() + " panels; at most " + MOST_PANELS);
        }
        if (dashboard.where != null) {
            FilterText.parse("content.where", dashboard.where);
        }
        for (int i = 0; i < dashboard.panels.size(); i++) {
            check("content.panels[" + i + "].", dashboard.panels.get(i));
        }
    }

    private static Dashboard read(JsonNode content) {
        try {
            return Json.MAPPER.treeToValue(content, Dashboard.class);
        } catch (JacksonException e) {
            throw Problem.Invalid.field("content", "is not a dashboard: " + e.getOriginalMessage());
        }
    }

    private static void check(String at, Panel panel) {
        if (panel.title == null || panel.title.length() > LONGEST_TITLE) {
            throw Problem.Invalid.field(at + "title", "is needed, with at most " + LONGEST_TITLE + " characters");
        }
        if (panel.chart == null || !CHARTS.contains(panel.chart)) {
            throw Problem.Invalid.field(
                    at + "chart",
                    "is none of " + String.join(", ", CHARTS.stream().sorted().toList()));
        }
        if (panel.columns != null && (panel.columns < 1 || panel.columns > MOST_COLUMNS)) {
            throw Problem.Invalid.field(at + "columns", "is " + panel.columns + "; a panel is 1 to 3 columns wide");
        }
        if (panel.text != null && panel.text.length() > LONGEST_TEXT) {
            throw Problem.Invalid.field(at + "text", "has more than " + LONGEST_TEXT + " characters");
        }
        if (!panel.chart.equals("text")) {
            checkQuery(at, panel);
        }
    }

    private static void checkQuery(String at, Panel panel) {
        var measures = panel.measures == null ? new ArrayList<String>() : panel.measures;
        if (measures.isEmpty() || measures.size() > Query.MOST_MEASURES) {
            throw Problem.Invalid.field(
                    at + "measures", "has " + measures.size() + "; a chart needs 1 to " + Query.MOST_MEASURES);
        }
        measures.forEach(it -> MeasureText.parse(at + "measures", it));
        if (panel.over != null && Subject.of(panel.over).isEmpty()) {
            throw Problem.Invalid.field(at + "over", "'" + panel.over + "' is neither traces, generations nor spans");
        }
        if (panel.where != null) {
            FilterText.parse(at + "where", panel.where);
        }
        if (panel.by != null
                && Dimension.of(panel.by).isEmpty()
                && Quantity.of(panel.by).isEmpty()) {
            throw Problem.Invalid.field(at + "by", "'" + panel.by + "' is neither a dimension nor an amount");
        }
        if (panel.top != null && (panel.top < 1 || panel.top > Breakdown.MOST)) {
            throw Problem.Invalid.field(at + "top", "is " + panel.top + "; 1 to " + Breakdown.MOST + " can be shown");
        }
    }
}
