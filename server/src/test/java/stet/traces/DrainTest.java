package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stet.traces.Spans.span;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalSettings;
import stet.platform.journal.Position;
import stet.traces.PricedCall.PricedCalls;
import stet.traces.PricedCall.Recosted;
import stet.traces.query.Activity;
import stet.traces.query.CallGroup;
import stet.traces.query.ErrorGroup;
import stet.traces.query.ErrorGroup.ErrorGroups;
import stet.traces.query.Facets;
import stet.traces.query.Filter;
import stet.traces.query.Holdings;
import stet.traces.query.Page;
import stet.traces.query.Query;
import stet.traces.query.QueryAnswer;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.Rollup.Rollups;
import stet.traces.query.ScoreName;
import stet.traces.query.ScoreQuery;
import stet.traces.query.StoreSize;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;

class DrainTest {
    private static final UUID PROJECT = new UUID(1, 1);

    @TempDir
    Path folder;

    @Test
    void whileTheStoreIsAwayTheJournalWaitsAndSaysSo() {
        var store = new Forgetful();
        store.away.set(true);
        try (var journal = Journal.open(folder, JournalSettings.DEFAULT, Set.of(Drain.CONSUMER));
                var drain =
                        new Drain(journal, store, RawSpans.NONE, new Refusals(), () -> true, InstantSource.system())) {
            var sink =
                    new Telemetry(journal, ContentLimit.DEFAULT, RawSpans.NONE, Masking.NONE, InstantSource.system());
            for (int i = 0; i < 5; i++) {
                sink.accept(PROJECT, List.of(span("t", "s" + i).span())).join();
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> drain.lag().problem() != null);
            await().atMost(Duration.ofSeconds(5)).until(() -> drain.lag().millis() > 300);
            assertThat(drain.lag().problem()).contains("the disk of the store is full");
            assertThat(drain.lag().records()).isEqualTo(5);
            assertThat(drain.lag().oldestUnstoredAt()).isNotNull();

            store.away.set(false);

            await().atMost(Duration.ofSeconds(15)).until(() -> drain.lag().records() == 0);
            assertThat(drain.lag().problem()).isNull();
            assertThat(store.spanIds()).containsExactly("s0", "s1", "s2", "s3", "s4");
            assertThat(folder.resolve("rejected")).doesNotExist();
        }
    }

    /** A store in memory that can be away; it answers no questions. */
    private static final class Forgetful implements TraceStore {
        final AtomicBoolean away = new AtomicBoolean();
        private final AtomicReference<Position> position = new AtomicReference<>(Position.START);
        private final List<Item> kept = new ArrayList<>();

        @Override
        public synchronized List<StoredCall> store(List<? extends Item> items, Position upTo) {
            if (away.get()) {
                throw new IllegalStateException("the disk of the store is full");
            }
            kept.addAll(items);
            position.set(upTo);
            return List.of();
        }

        synchronized List<String> spanIds() {
            return kept.stream()
                    .map(it -> ((Recorded) it).span().facts().spanId())
                    .toList();
        }

        @Override
        public Position position() {
            return position.get();
        }

        @Override
        public WholeTraces whole() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TracePage list(UUID project, Filter filter, Page page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TraceCount count(UUID project, Filter filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Facets facets(UUID project, Filter.Started when) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Activity activity(UUID project, Filter filter, TimeRange range, int buckets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueryAnswer query(UUID project, Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Rollups rollups(UUID project, Rollup.Of of, Filter filter, Ranking<Rollup.Key> ranking) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TraceRow> sessionTraces(UUID project, String session, long offset, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ScoreName> scoreNames(UUID project, TimeRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PricedCalls pricedCalls(UUID project, Filter filter, TimeRange range, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CallGroup> callGroups(UUID project, Filter filter, TimeRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int recost(UUID project, List<Recosted> calls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ErrorGroups errors(UUID project, Filter filter, Ranking<ErrorGroup.Key> ranking) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Trace> trace(UUID project, String traceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Span> span(UUID project, String traceId, String spanId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Score> scores(UUID project, ScoreQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean removeScore(UUID project, String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasContent(UUID project, String traceId, String spanId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Removed removeUnmet(Instant now, Instant before, int most) {
            return Removed.NOTHING;
        }

        @Override
        public Removed countOf(UUID project, Which which) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Removed remove(UUID project, Which which, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Removed removeContent(UUID project, Instant before, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Sampled sample(UUID project, Sampling sampling, Instant from, Instant before, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Removed removeScores(UUID project, Instant before, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tidy() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rewrite() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Holdings holdings(Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreSize size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
