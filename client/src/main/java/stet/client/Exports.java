package stet.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the traces of one project out, and in again. */
public final class Exports {
    /** A line that was not taken in; {@code line} counts from 1 in what was sent. */
    public record LineProblem(long line, String detail) {}

    /** What came of an import; {@code problems} are the first 100 of those {@code refused}. */
    public record Imported(int spans, int scores, int refused, List<LineProblem> problems, boolean dryRun) {}

    /**
     * A part of an export as Parquet.
     *
     * @param next the {@code cursor} that leads to the next part; absent on the last
     */
    public record Part(InputStream body, @Nullable String next) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

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

    /** The next part of whole traces as Parquet; a {@code cursor} in the query leads to what comes behind a part. */
    public Part part(TraceQuery query) {
        var answer =
                http.open(path + "/export" + query.where("format", "parquet").text());
        return new Part(
                answer.body(), answer.headers().firstValue("stet-next-cursor").orElse(null));
    }

    /** Takes a Parquet file in like lines. */
    public Imported takeParquet(byte[] file, boolean dryRun) {
        return http.post(
                path + "/import?format=parquet" + (dryRun ? "&dryRun=true" : ""),
                "application/vnd.apache.parquet",
                file,
                Imported.class);
    }

    /** Takes such lines in, durable when this returns. What is there already changes nothing. */
    public Imported take(byte[] lines, boolean dryRun) {
        return http.post(path + "/import" + (dryRun ? "?dryRun=true" : ""), "application/jsonl", lines, Imported.class);
    }
}
