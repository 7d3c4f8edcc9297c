package stet.traces.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.traces.Amendment;
import stet.traces.AmendmentSink;
import stet.traces.Durable;
import stet.traces.Masked;
import stet.traces.Masking;
import stet.traces.Score;
import stet.traces.ScoreSink;
import stet.traces.Span;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;
import stet.traces.conventions.Reported;
import stet.traces.conventions.ReportedScores;
import stet.traces.rejected.RejectedRecords;
import stet.traces.rejected.Rejection;

/** Takes requests in: decoded, read in every convention, and written down before anyone is told so. */
final class OtlpIngest {
    private static final int PART = 64;

    private final OtlpDecoder decoder;
    private final Conventions conventions;
    private final SpanSink sink;
    private final AmendmentSink amendments;
    private final ScoreSink scores;
    private final Masking masking;
    private final RejectedRecords rejectedRecords;
    private final Pressure pressure;
    private final OtlpMeters meters;
    /** Decoding is work for processors and holds whole bodies: more of it at once is slower and takes more memory. */
    private final Semaphore decoding =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    OtlpIngest(
            OtlpLimits limits,
            Conventions conventions,
            SpanSink sink,
            AmendmentSink amendments,
            ScoreSink scores,
            Masking masking,
            RejectedRecords rejectedRecords,
            Pressure pressure,
            OtlpMeters meters) {
        this.decoder = new OtlpDecoder(limits);
        this.conventions = conventions;
        this.sink = sink;
        this.amendments = amendments;
        this.scores = scores;
        this.masking = masking;
        this.rejectedRecords = rejectedRecords;
        this.pressure = pressure;
        this.meters = meters;
        for (Signal signal : Signal.values()) {
            rejectedRecords.replayedBy(signal.source(), (scope, record) -> again(signal, scope, record));
        }
    }

    /** Everything in the request that can be stored is on disk when this returns; the answer is the rest. */
    List<Unreadable> take(
            Signal signal, Scope.InProject scope, OtlpFormat format, @Nullable String encoding, byte[] body) {
        pressure.check();
        var rejected = stored(signal, scope, format, encoding, body);
        if (!rejected.isEmpty()) {
            rejectedRecords.keep(
                    scope,
                    rejected.stream()
                            .map(it -> rejection(signal, scope.projectId(), it))
                            .toList());
        }
        return rejected;
    }

    /** What could not be read cannot be masked either: where there are rules, only the reason is kept. */
    private Rejection rejection(Signal signal, UUID project, Unreadable record) {
        var format = Rejection.Format.valueOf(record.format().name());
        String reason = masking.mask(project, record.reason());
        return masking.concerns(project)
                ? Rejection.withoutPayload(signal.source(), reason, format, record.request().length)
                : new Rejection(signal.source(), reason, format, record.request());
    }

    private List<String> again(Signal signal, Scope.InProject scope, Rejection record) {
        var format = OtlpFormat.valueOf(record.format().name());
        return stored(signal, scope, format, null, record.payload()).stream()
                .map(Unreadable::reason)
                .toList();
    }

    private List<Unreadable> stored(
            Signal signal, Scope.InProject scope, OtlpFormat format, @Nullable String encoding, byte[] body) {
        return switch (signal) {
            case TRACES -> spans(scope, format, encoding, body);
            case LOGS -> logs(scope, format, encoding, body);
            case METRICS -> metrics(format, encoding, body);
        };
    }

    private List<Unreadable> spans(Scope.InProject scope, OtlpFormat format, @Nullable String encoding, byte[] body) {
        var written = new ArrayList<CompletableFuture<Void>>();
        List<Unreadable> rejected;
        decoding.acquireUninterruptibly();
        try {
            var batch = decoder.spans(format, encoding, body);
            rejected = batch.rejected();
            UUID project = scope.projectId();
            for (var part : parts(batch.records())) {
                var spans = part.stream()
                        .map(it -> conventions.read(masking.mask(project, it)))
                        .toList();
                written.add(sink.accept(project, spans));
            }
        } finally {
            decoding.release();
        }
        Durable.await(CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)), "spans");
        return rejected;
    }

    /** Records that name a span are kept for it; the others are counted. */
    private List<Unreadable> logs(Scope.InProject scope, OtlpFormat format, @Nullable String encoding, byte[] body) {
        var batch = decoded(() -> decoder.logs(format, encoding, body));
        var events = new ArrayList<LoggedEvent>();
        for (var log : batch.records()) {
            var event = LoggedEvent.of(log);
            if (event != null) {
                events.add(event);
            }
            meters.log(event == null ? "counted" : "kept", log.severity());
        }
        UUID project = scope.projectId();
        var amended = new ArrayList<Amendment>();
        var judged = new ArrayList<Score>();
        for (var event : events) {
            var told = conventions.read(masking.mask(project, event.teller()));
            amended.add(amendment(event, told));
            judged.addAll(ReportedScores.of(told));
        }
        Durable.await(
                CompletableFuture.allOf(amendments.amend(project, amended), scores.score(project, judged)), "spans");
        return batch.rejected();
    }

    private static Amendment amendment(LoggedEvent logged, Span told) {
        return new Amendment(
                logged.traceId(),
                logged.spanId(),
                logged.event().at(),
                told.input(),
                told.output(),
                told.events(),
                Masked.only(told.attributes()),
                null,
                null,
                null);
    }

    private List<Unreadable> metrics(OtlpFormat format, @Nullable String encoding, byte[] body) {
        var batch = decoded(() -> decoder.metrics(format, encoding, body));
        batch.records().forEach(meters::metric);
        return batch.rejected();
    }

    private <T> OtlpBatch<T> decoded(Supplier<OtlpBatch<T>> work) {
        decoding.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            decoding.release();
        }
    }

    /** Spans are handed over a few at a time, so that few of their trees are in memory at once. */
    private static List<List<Reported>> parts(List<Reported> spans) {
        var parts = new ArrayList<List<Reported>>();
        for (int from = 0; from < spans.size(); from += PART) {
            parts.add(spans.subList(from, Math.min(spans.size(), from + PART)));
        }
        return parts;
    }
}
