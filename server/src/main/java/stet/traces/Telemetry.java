package stet.traces;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import stet.platform.http.Problem;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalException;

/**
 * The way in for spans: they are on the journal when their promise is kept, and in the store soon after. What their project has
 * masked is masked before, so entries that come unread are read first where there are rules.
 */
record Telemetry(Journal journal, ContentLimit limit, RawSpans raw, Masking masking, InstantSource clock)
        implements SpanSink, RawSink, AmendmentSink, ScoreSink {
    /** Content of the largest size, so many times, still fits the journal. */
    private static final int MOST_IN_ENTRY = 10;

    private static final Duration BUSY_WAIT = Duration.ofSeconds(1);
    private static final Duration DISK_WAIT = Duration.ofSeconds(5);

    @Override
    public CompletableFuture<Void> accept(UUID projectId, List<Span> spans) {
        if (spans.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var cut = spans.stream()
                .map(span -> limit.apply(masking.mask(projectId, span)))
                .toList();
        return written(JournalEntry.encode(projectId, clock.instant(), cut));
    }

    @Override
    public CompletableFuture<Void> accept(UUID projectId, byte[] entry) {
        return masking.concerns(projectId)
                ? accept(projectId, raw.read(projectId, entry))
                : written(List.of(JournalEntry.encodeRaw(projectId, clock.instant(), entry)));
    }

    @Override
    public CompletableFuture<Void> amend(UUID projectId, List<Amendment> amendments) {
        var entries = new ArrayList<byte[]>();
        for (int from = 0; from < amendments.size(); from += MOST_IN_ENTRY) {
            var part = amendments.subList(from, Math.min(amendments.size(), from + MOST_IN_ENTRY));
            var cut = part.stream()
                    .map(amendment -> limit.apply(masking.mask(projectId, amendment)))
                    .toList();
            entries.add(JournalEntry.encodeAmendments(projectId, clock.instant(), cut));
        }
        return entries.isEmpty() ? CompletableFuture.completedFuture(null) : written(entries);
    }

    @Override
    public CompletableFuture<Void> score(UUID projectId, List<Score> scores) {
        if (scores.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var masked =
                scores.stream().map(score -> masking.mask(projectId, score)).toList();
        return written(List.of(JournalEntry.encodeScores(projectId, clock.instant(), masked)));
    }

    private CompletableFuture<Void> written(List<byte[]> entries) {
        return journal.append(entries).handle((_, failure) -> {
            if (failure instanceof JournalException why) {
                throw problem(why);
            }
            if (failure != null) {
                throw new CompletionException(failure);
            }
            return null;
        });
    }

    private static Problem problem(JournalException why) {
        return switch (why) {
            case JournalException.Busy _ ->
                new Problem.Unavailable("the server takes in more than its disk can write; send again", BUSY_WAIT);
            case JournalException.DiskFailed _ ->
                new Problem.Unavailable(
                        "the server cannot write to its disk, which may be full; not all of this was kept, send it again later: what was kept changes nothing",
                        DISK_WAIT);
            case JournalException.Closed _ -> new Problem.Unavailable("the server is stopping; send again", BUSY_WAIT);
            case JournalException.TooLarge _ ->
                new Problem.TooLarge("a span is larger than the journal takes, even with its content cut");
        };
    }
}
