package stet.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.BodyReader;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/import}. */
record ImportRoutes(Imports imports, Path temporary, Callers callers, AuditTrail trail, int bodyLimit) {
    void declare(Api api) {
        api.post(
                        "/api/v1/projects/{project}/import",
                        "Takes exported spans and scores in; they are durable when this answers, and what is there already changes nothing")
                .tag("export")
                .query("format", String.class, "'jsonl' or 'parquet'; 'jsonl' unless said")
                .query("dryRun", Boolean.class, "'true': only say what would come of it")
                .takesFile(ExportFormat.JSONL.contentType, ExportFormat.PARQUET.contentType)
                .bodyLimit(bodyLimit)
                .answers(200, Imports.Imported.class)
                .by(this::take);
    }

    private Answer take(Call call) {
        var caller = callers.of(call);
        var project = call.path("project");
        var scope = caller.may(Permission.WRITE_TRACES, project);
        boolean dryRun = call.queryFlag("dryRun");
        var body = body(call);
        if (body.length == 0) {
            throw new Problem.Invalid("the body is empty; send the lines of an export");
        }
        var lines = switch (ExportFormat.of(call)) {
            case JSONL -> new JsonLines(body);
            case PARQUET -> new ParquetLines(body, temporary);
        };
        var done = imports.take(scope, lines, dryRun);
        if (!dryRun) {
            trail.add(
                    caller,
                    project,
                    "traces imported",
                    done.spans() + " spans, " + done.scores() + " scores",
                    call.peer());
        }
        return Answer.ok(done);
    }

    private byte[] body(Call call) {
        var encoding = call.header("content-encoding").orElse("identity");
        if (encoding.equals("identity")) {
            return call.body();
        }
        if (!encoding.equals("gzip")) {
            throw new Problem.UnsupportedMedia(
                    "content encoding '" + encoding + "' is not read here; send gzip or identity");
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(call.body()), 64 * 1024)) {
            var unzipped = in.readNBytes(bodyLimit + 1);
            if (unzipped.length > bodyLimit) {
                throw new Problem.TooLarge("the body is larger than the limit of " + BodyReader.size(bodyLimit)
                        + " after decompression; send fewer lines at once");
            }
            return unzipped;
        } catch (IOException e) {
            throw new Problem.Invalid("the body is not whole gzip, although its content encoding says so");
        }
    }
}
