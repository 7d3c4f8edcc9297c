package stet.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import stet.platform.db.Scope;
import stet.traces.Durable;
import stet.traces.Masking;
import stet.traces.Score;
import stet.traces.ScoreSink;
import stet.traces.Span;
import stet.traces.SpanSink;
import stet.traces.rejected.RejectedRecords;
import stet.traces.rejected.Rejection;

/** Takes exported records in, the way any span or score comes in: what is there already changes nothing. */
record Imports(SpanSink spans, ScoreSink scores, RejectedRecords rejected, Masking masking) {
    /** Who rejects lines, on the list of rejected records. */
    static final String SOURCE = "import";

    private static final int MOST_KEPT = 1_000;
    private static final int PART_SPANS = 500;
    private static final long PART_BYTES = 4L * 1024 * 1024;
    private static final int MOST_PROBLEMS = 100;

    /** A record that cannot be taken in. */
    record LineProblem(long line, String detail) {}

    /**
     * What came of an import.
     *
     * @param refused how many lines could not be taken in
     * @param problems why, for the first 100 of them; the first 1,000 are among the rejected records
     * @param dryRun whether nothing was taken in, only looked at
     */
    record Imported(int spans, int scores, int refused, List<LineProblem> problems, boolean dryRun) {}

    Imported take(Scope.InProject scope, Lines lines, boolean dryRun) {
        var taking = new Part(scope.projectId(), dryRun);
        lines.each(line -> {
            switch (line) {
                case ImportedLine.OfSpan(var span, var bytes) -> taking.add(span, bytes);
                case ImportedLine.OfScore(var score) -> taking.add(score);
                case ImportedLine.Bad bad -> taking.refuse(bad);
            }
        });
        taking.send();
        if (!dryRun && !taking.kept.isEmpty()) {
            rejected.keep(scope, taking.kept);
        }
        return new Imported(taking.spanCount, taking.scoreCount, taking.refused, taking.problems, dryRun);
    }

    /** Takes one line in that was rejected before, and says why it still cannot be. */
    List<String> again(Scope.InProject scope, byte[] line) {
        var read = ImportedLine.read(1, line);
        if (read instanceof ImportedLine.Bad bad) {
            return List.of(bad.why());
        }
        take(scope, taking -> taking.accept(read), false);
        return List.of();
    }

    private final class Part {
        private final UUID project;
        private final boolean dryRun;
        private final List<Span> spanPart = new ArrayList<>();
        private final List<Score> scorePart = new ArrayList<>();
        private final List<LineProblem> problems = new ArrayList<>();
        private final List<Rejection> kept = new ArrayList<>();
        private long bytes;
        private int spanCount;
        private int scoreCount;
        private int refused;

        Part(UUID project, boolean dryRun) {
            this.project = project;
            this.dryRun = dryRun;
        }

        void add(Span span, long size) {
            spanCount++;
            spanPart.add(span);
            bytes += size;
            if (spanPart.size() >= PART_SPANS || bytes > PART_BYTES) {
                send();
            }
        }

        void add(Score score) {
            scoreCount++;
            scorePart.add(score);
            if (scorePart.size() >= PART_SPANS) {
                send();
            }
        }

        void refuse(ImportedLine.Bad bad) {
            refused++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new LineProblem(bad.number(), bad.why()));
            }
            if (kept.size() < MOST_KEPT) {
                kept.add(rejection(bad));
            }
        }

        private Rejection rejection(ImportedLine.Bad bad) {
            var why = masking.mask(project, "line " + bad.number() + ": " + bad.why());
            return masking.concerns(project)
                    ? Rejection.withoutPayload(SOURCE, why, Rejection.Format.JSON, bad.line().length)
                    : new Rejection(SOURCE, why, Rejection.Format.JSON, bad.line());
        }

        void send() {
            if (!dryRun) {
                Durable.await(
                        CompletableFuture.allOf(
                                spans.accept(project, List.copyOf(spanPart)),
                                scores.score(project, List.copyOf(scorePart))),
                        "records");
            }
            spanPart.clear();
            scorePart.clear();
            bytes = 0;
        }
    }
}
