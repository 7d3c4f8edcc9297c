package stet.exports;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.traces.Masking;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;
import stet.traces.WholeTraces;
import stet.traces.rejected.RejectedRecords;

/** Takes traces out of a project, and in again. */
public final class ExportFeature {
    private final ExportRoutes exports;
    private final ImportRoutes imports;

    private ExportFeature(ExportRoutes exports, ImportRoutes imports) {
        this.exports = exports;
        this.imports = imports;
    }

    /**
     * What the feature uses.
     *
     * @param spans where imported spans go in
     * @param scores where imported scores go in
     * @param rejected where lines go that cannot be taken in
     */
    public record Needs(
            Callers callers,
            AuditTrail trail,
            WholeTraces traces,
            SpanSink spans,
            ScoreSink scores,
            RejectedRecords rejected,
            Masking masking) {}

    /**
     * @param home where files lie while they are made
     * @param bodyLimit the most bytes of one import request, also after decompression
     */
    public static ExportFeature create(Needs needs, Path home, int bodyLimit) {
        var temporary = home.resolve("exports");
        var exports = new Exports(needs.traces);
        var imports = new Imports(needs.spans, needs.scores, needs.rejected, needs.masking);
        needs.rejected.replayedBy(Imports.SOURCE, (scope, line) -> imports.again(scope, line.payload()));
        return new ExportFeature(
                new ExportRoutes(
                        exports,
                        new ExportParts(exports, temporary),
                        needs.callers,
                        needs.trail,
                        new Semaphore(ExportRoutes.MOST_AT_ONCE)),
                new ImportRoutes(imports, temporary, needs.callers, needs.trail, bodyLimit));
    }

    public void declare(Api api) {
        exports.declare(api);
        imports.declare(api);
    }
}
