package stet.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.traces.SpanFacts;
import stet.traces.TraceFilters;

/** {@code /api/v1/projects/{project}/export}. */
record ExportRoutes(Exports exports, ExportParts parts, Callers callers, AuditTrail trail, Semaphore running) {
    static final int MOST_AT_ONCE = 4;
    private static final String NEXT = "stet-next-cursor";
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int LONGEST_SUBJECT = 500;

    void declare(Api api) {
        TraceFilters.on(api.get(
                        "/api/v1/projects/{project}/export",
                        "Whole traces that match, oldest first. In JSONL one span or score a line, each with the 'cursor' to go on behind it; in Parquet a part, the header '"
                                + NEXT + "' leading to the next"))
                .tag("export")
                .query("format", String.class, "'jsonl' or 'parquet'; 'jsonl' unless said")
                .query("cursor", String.class, "how far an earlier answer came: what lies behind it")
                .answersFile(200, ExportFormat.JSONL.contentType, ExportFormat.PARQUET.contentType)
                .by(this::export);
    }

    private Answer export(Call call) throws IOException {
        var caller = callers.of(call);
        var project = call.path("project");
        var scope = caller.may(Permission.EXPORT_TRACES, project);
        var selection = new Exports.Selection(
                scope.projectId(),
                TraceFilters.of(call),
                call.queryTime("from").map(SpanFacts::micros).orElse(0L),
                call.queryTime("to").map(SpanFacts::micros).orElse(Long.MAX_VALUE));
        var cursor = call.query("cursor").map(ExportCursor::parse).orElse(null);
        var format = ExportFormat.of(call);
        if (call.method().equals("HEAD")) {
            return Answer.streamed(format.contentType, _ -> {});
        }
        var answer = switch (format) {
            case JSONL -> lines(call, caller, selection, cursor);
            case PARQUET -> part(call, caller, selection, cursor);
        };
        return answer.with(
                "content-disposition", "attachment; filename=\"traces-" + project + "." + format.word() + "\"");
    }

    private Answer lines(Call call, Caller caller, Exports.Selection selection, @Nullable ExportCursor cursor) {
        boolean zipped = acceptsGzip(call);
        var answer = Answer.streamed(ExportFormat.JSONL.contentType, out -> {
            admit();
            try {
                note(call, caller);
                write(selection, cursor, zipped ? new GZIPOutputStream(out, 64 * 1024, true) : out);
            } finally {
                running.release();
            }
        });
        return zipped ? answer.with("content-encoding", "gzip").with("vary", "accept-encoding") : answer;
    }

    private Answer part(Call call, Caller caller, Exports.Selection selection, @Nullable ExportCursor cursor)
            throws IOException {
        admit();
        ExportParts.Part part;
        try {
            note(call, caller);
            part = parts.next(selection, cursor, ExportFormat.PARQUET);
        } finally {
            running.release();
        }
        var answer = Answer.streamed(ExportFormat.PARQUET.contentType, out -> {
            try (var file = Files.newInputStream(part.file(), StandardOpenOption.DELETE_ON_CLOSE)) {
                file.transferTo(out);
            }
        });
        return part.next() == null ? answer : answer.with(NEXT, part.next().text());
    }

    private void admit() {
        if (!running.tryAcquire()) {
            throw new Problem.TooMany(MOST_AT_ONCE + " exports are running; try again when one has ended", WAIT);
        }
    }

    private void note(Call call, Caller caller) {
        var asked = call.queryText();
        var subject = asked.isEmpty()
                ? "everything"
                : asked.length() > LONGEST_SUBJECT ? asked.substring(0, LONGEST_SUBJECT - 1) + "…" : asked;
        trail.add(caller, call.path("project"), "traces exported", subject, call.peer());
    }

    private void write(Exports.Selection selection, @Nullable ExportCursor cursor, OutputStream out)
            throws IOException {
        exports.walk(selection, cursor, new Taking() {
            @Override
            public boolean take(Piece piece) throws IOException {
                out.write(piece.line());
                return true;
            }

            @Override
            public void pause() throws IOException {
                out.flush();
            }
        });
        out.close();
    }

    private static boolean acceptsGzip(Call call) {
        return call.header("accept-encoding")
                .map(it -> Arrays.stream(it.split(",", -1))
                        .map(String::strip)
                        .anyMatch(offered ->
                                offered.equals("gzip") || (offered.startsWith("gzip;") && !offered.endsWith("q=0"))))
                .orElse(false);
    }
}
