package stet.traces.otlp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;
import stet.traces.conventions.Reported;

/** Takes trace requests in: decoded, read in every convention, and written down before anyone is told so. */
final class OtlpIngest {
    private static final int PART = 64;
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
        var written = new ArrayList<CompletableFuture<Void>>();
        List<RejectedSpan> rejected;
        decoding.acquireUninterruptibly();
        try {
            var batch = decoder.decode(format, contentEncoding, body);
            rejected = batch.rejected();
            for (var part : parts(batch.spans())) {
                var spans = part.stream().map(conventions::read).toList();
                written.add(sink.accept(projectId, spans));
            }
        } finally {
            decoding.release();
        }
        await(CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)));
        if (!rejected.isEmpty()) {
            rejectedSpans.keep(projectId, rejected);
        }
        return rejected;
    }

    /** Spans are handed over a few at a time, so that few of their trees are in memory at once. */
    private static List<List<Reported>> parts(List<Reported> spans) {
        var parts = new ArrayList<List<Reported>>();
        for (int from = 0; from < spans.size(); from += PART) {
            parts.add(spans.subList(from, Math.min(spans.size(), from + PART)));
        }
        return parts;
    }

    private static void await(CompletableFuture<Void> written) {
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
