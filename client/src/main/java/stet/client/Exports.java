package stet.client;

import java.io.InputStream;
import java.util.List;

/** Takes the traces of one project out, and in again. */
public final class Exports {
    /** A line that was not taken in; {@code line} counts from 1 in what was sent. */
    public record LineProblem(long line, String detail) {}

    /** What came of an import; {@code problems} are the first 100 of those {@code refused}. */
    public record Imported(int spans, int scores, int refused, List<LineProblem> problems, boolean dryRun) {}

    private final Http http;
    private final String path;

    Exports(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project);
    }

    /**
     * Whole traces, oldest first, as lines of JSON. Each line has a {@code cursor}: given as the parameter of that name it leads to
     * what comes behind the line.
     *
     * @return to be closed; a connection that breaks makes reading it fail
     */
    public InputStream lines(TraceQuery query) {
        return http.open(path + "/export" + query.text()).body();
    }

    /** Takes such lines in, durable when this returns. What is there already changes nothing. */
    public Imported take(byte[] lines, boolean dryRun) {
        return http.post(path + "/import" + (dryRun ? "?dryRun=true" : ""), "application/jsonl", lines, Imported.class);
    }
}
