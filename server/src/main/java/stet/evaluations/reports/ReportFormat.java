package stet.evaluations.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import stet.platform.http.Problem;
import stet.platform.json.Json;

/** What a report can be written as. */
public enum ReportFormat {
    TABLE("text/plain; charset=utf-8"),
    JSON("application/json"),
    HTML("text/html; charset=utf-8"),
    JUNIT("application/xml"),
    MARKDOWN("text/markdown; charset=utf-8");

    private final String contentType;

    ReportFormat(String contentType) {
        this.contentType = contentType;
    }

    public static ReportFormat of(String name) {
        return Arrays.stream(values())
                .filter(it -> it.word().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.Invalid.field(
                        "format",
                        "'" + name + "' is none of "
                                + Arrays.stream(values())
                                        .map(ReportFormat::word)
                                        .collect(Collectors.joining(", "))));
    }

    public String contentType() {
        return contentType;
    }

    public String write(Report report) {
        return switch (this) {
            case TABLE -> new TableReport(report).text();
            case JSON -> Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
            case HTML -> new HtmlReport(report).text();
            case JUNIT -> new JunitReport(report).text();
            case MARKDOWN -> new MarkdownReport(report).text();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
