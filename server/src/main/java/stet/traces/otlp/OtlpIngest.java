package stet.traces.otlp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.Span;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;

/** Takes trace requests in: decoded, read in every convention, and written down before anyone is told so. */
final class OtlpIngest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OtlpDecoder decoder;
    private final Conventions conventions;
    private final SpanSink sink;
    private final RejectedSpans rejectedSpans;
    /** Decoding is work for processors and holds whole bodies: more of it at once is slower and takes more memory. */
    private final Semaphore decoding =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    OtlpIngest(OtlpLimits limits, Conventions conventions, SpanSink sink, RejectedSpans rejectedSpans) {
        this.decoder = new OtlpDecoder(limits);
        this.conventions = conventions;
        this.sink = sink;
        this.rejectedSpans = rejectedSpans;
    }

    /** Everything in the request that can be stored is on disk when this returns; the answer is the rest. */
    List<RejectedSpan> take(UUID projectId, OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        var read = read(format, contentEncoding, body);
        if (!read.spans().isEmpty()) {
            await(sink, projectId, read.spans());
        }
        if (!read.rejected().isEmpty()) {
            rejectedSpans.keep(projectId, read.rejected());
        }
        return read.rejected();
    }

    private record Read(List<Span> spans, List<RejectedSpan> rejected) {}

    private Read read(OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        decoding.acquireUninterruptibly();
        try {
            var batch = decoder.decode(format, contentEncoding, body);
            var spans = new ArrayList<Span>(batch.spans().size());
            batch.spans().forEach(reported -> spans.add(conventions.read(reported)));
            return new Read(spans, batch.rejected());
        } finally {
            decoding.release();
        }
    }

    private static void await(SpanSink sink, UUID projectId, List<Span> spans) {
        var written = sink.accept(projectId, spans);
        try {
            written.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException("spans could not be written", e.getCause());
        } catch (TimeoutException e) {
            throw new Problem.Unavailable(
                    "the spans were not written within " + PATIENCE.toSeconds() + " seconds; send them again",
                    Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("the server is stopping; send the spans again", Duration.ofSeconds(5));
        }
    }
}
