package stet.traces;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.json;
import static stet.traces.Spans.span;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.journal.Position;
import stet.traces.TraceStore.Amended;
import stet.traces.TraceStore.Item;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStore.Scored;
import stet.traces.Upkeep.Removed;
import stet.traces.Upkeep.Which;
import stet.traces.query.Cursor;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.Holdings;
import stet.traces.query.Holdings.Kind;
import stet.traces.query.Page;
import stet.traces.query.ScoreQuery;
import stet.traces.query.TraceCount;
import stet.traces.query.TraceRow;

/** How things are taken out of every telemetry store. */
public abstract class UpkeepContract {
    private static final UUID PROJECT = new UUID(3, 1);
    private static final UUID OTHER = new UUID(3, 2);
    private static final Filter EVERYTHING = new Filter.And(List.of());
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));

    @SuppressWarnings("NullAway.Init")
    private TraceStore store;

    private long position;

    /** Opens the store under test; what an earlier call kept is still there. */
    protected abstract TraceStore open();

    @BeforeEach
    void start() {
        store = open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWaitsForASpanThatDoesNotComeIsGivenUpAfterItsAge() {
        var week = Duration.ofDays(7);
        store(new Recorded(PROJECT, generation("met", "s").span()), amended("met"), amended("late"), amended("never"));
        assertThat(store.removeUnmet(NOON, NOON.minus(week), 100)).isEqualTo(Removed.NOTHING);
        store(amended("younger"));
        assertThat(store.removeUnmet(NOON.plus(week), NOON, 100)).isEqualTo(Removed.NOTHING);
        keep(generation("late", "s").span());

        var later = NOON.plus(week).plusSeconds(1);
        assertThat(store.removeUnmet(later, later.minus(week), 100).amendments())
                .isEqualTo(1);
        assertThat(store.removeUnmet(later, later.minus(week), 100)).isEqualTo(Removed.NOTHING);

        keep(generation("never", "s").span(), generation("younger", "s").span());
        assertThat(List.of("met", "late", "never", "younger"))
                .extracting(it -> store.span(PROJECT, it, "s").orElseThrow().input() != null)
                .containsExactly(true, true, false, true);
    }

    private static Amended amended(String trace) {
        return new Amended(
                PROJECT, new Amendment(trace, "s", NOON, json("\"said\""), null, List.of(), null, null, null, null));
    }

    @Test
    void contentGoesAndEverythingThatIsCountedStays() {
        keep(
                generation("old", "root")
                        .at(NOON, 100)
                        .dimensions("ada", "s", "production", "vip")
                        .saying("secret question", "secret answer")
                        .span(),
                span("old", "child")
                        .under("root")
                        .at(NOON.plusSeconds(1), 10)
                        .failed("timeout")
                        .span(),
                generation("new", "root")
                        .at(LATER, 100)
                        .saying("fresh", "words")
                        .span());
        var before = count();

        var removed = all(most -> store.removeContent(PROJECT, LATER, most));

        assertThat(removed.contents()).isEqualTo(2);
        assertThat(removed.bytes()).isGreaterThan("secret question".length());
        assertThat(count()).isEqualTo(before);
        var old = store.trace(PROJECT, "old").orElseThrow();
        assertThat(old.row().inputPreview()).isNull();
        assertThat(old.row().outputPreview()).isNull();
        assertThat(old.contentRemoved()).containsExactlyInAnyOrder("root", "child");
        assertThat(old.spans())
                .extracting(Span::spanId, Span::input, Span::output, Span::attributes)
                .containsExactly(tuple("root", null, null, null), tuple("child", null, null, null));
        var root = old.spans().getFirst();
        var whole = generation("old", "root")
                .dimensions("ada", "s", "production", "vip")
                .span();
        assertThat(root.dimensions()).isEqualTo(whole.dimensions());
        assertThat(root.generation()).isNotNull();
        assertThat(root.generation().usage())
                .isEqualTo(requireNonNull(whole.generation()).usage());
        assertThat(root.generation().cost())
                .isEqualTo(requireNonNull(whole.generation()).cost());
        assertThat(old.spans().getLast().status().message()).isEqualTo("it broke");
        assertThat(store.span(PROJECT, "old", "root")).contains(root);
        assertThat(store.hasContent(PROJECT, "old", "root")).isFalse();
        assertThat(store.hasContent(PROJECT, "new", "root")).isTrue();
        assertThat(found(new Filter.Text("secret"))).isEmpty();
        assertThat(found(new Filter.Text("fresh"))).containsExactly("new");
        assertThat(store.trace(PROJECT, "new").orElseThrow().contentRemoved()).isEmpty();
    }

    @Test
    void contentOfAnotherProjectStaysAndARepeatOfASpanDoesNotBringContentBack() {
        var old = generation("t", "a").saying("hello", "hi").span();
        keep(old);
        store.store(List.of(new Recorded(OTHER, old)), new Position(++position));

        all(most -> store.removeContent(PROJECT, LATER, most));
        keep(old);

        assertThat(store.hasContent(PROJECT, "t", "a")).isFalse();
        assertThat(store.span(OTHER, "t", "a")).contains(old);
    }

    @Test
    void aSpanThatComesAfterItsTraceLostContentKeepsItsOwnAndTheTraceStaysTheSum() {
        keep(generation("t", "a").saying("hello", "hi").span());
        all(most -> store.removeContent(PROJECT, LATER, most));

        keep(generation("t", "b")
                .under("a")
                .at(NOON.plusMillis(5), 10)
                .calling("openai", "gpt-5", 1L, 2L, "0.5")
                .span());

        var trace = store.trace(PROJECT, "t").orElseThrow();
        assertThat(trace.contentRemoved()).containsExactly("a");
        assertThat(trace.row().spanCount()).isEqualTo(2);
        assertThat(trace.row().inputTokens()).isEqualTo(1);
        assertThat(trace.spans()).extracting(Span::spanId).containsExactly("a", "b");
    }

    @Test
    void tracesWhoseLastSpanIsOldGoWithAllThatBelongsToThem() {
        keep(generation("old", "a").dimensions("ada", "s1", "production").span());
        keep(
                generation("long", "a").span(),
                span("long", "b").under("a").at(LATER, 10).span());
        keep(generation("new", "a")
                .at(LATER, 10)
                .dimensions("ada", "s2", "production")
                .span());
        store(
                new Scored(PROJECT, score("1", "old", null)),
                new Scored(PROJECT, score("2", "new", null)),
                new Scored(PROJECT, score("3", null, "s1")),
                new Scored(PROJECT, score("4", null, "s2")),
                amended("old", "a"));

        var counted = store.countOf(PROJECT, new Which.StartedBefore(LATER));
        var removed = all(most -> store.remove(PROJECT, new Which.StartedBefore(LATER), 1));

        assertThat(counted.traces()).isEqualTo(1);
        assertThat(removed)
                .extracting(Removed::traces, Removed::spans, Removed::contents, Removed::amendments, Removed::scores)
                .containsExactly(1L, 1L, 1L, 2L, 2L);
        assertThat(found(EVERYTHING)).containsExactlyInAnyOrder("long", "new");
        assertThat(store.trace(PROJECT, "old")).isEmpty();
        assertThat(store.trace(PROJECT, "new").orElseThrow().scores()).hasSize(1);
        assertThat(store.size().spans()).isEqualTo(3);
        assertThat(rows(Kind.SCORES)).isEqualTo(2);
        assertThat(rows(Kind.AMENDMENTS)).isZero();
    }

    @Test
    void aPersonsTracesGoWholeAlsoWhereOnlyOneSpanNamesThePersonAndWhatCameLaterStays() {
        keep(
                span("shared", "root").span(),
                generation("shared", "call")
                        .under("root")
                        .dimensions("ada", "s1", "production")
                        .span());
        keep(generation("own", "a").dimensions("ada", "s2", "production").span());
        keep(generation("later", "a")
                .at(LATER, 10)
                .dimensions("ada", "s2", "production")
                .span());
        keep(generation("other", "a").dimensions("bob", "s3", "production").span());
        store(
                amended("never came", "x", "{\"user.id\":\"ada\"}"),
                amended("never came either", "x", "{\"user.id\":\"adam\"}"),
                new Scored(PROJECT, score("1", "own", null)),
                new Scored(PROJECT, score("2", null, "s1")),
                new Scored(PROJECT, score("3", null, "s2")));
        var ada = new Which.OfUser("ada", LATER);

        var counted = store.countOf(PROJECT, ada);
        var removed = all(most -> store.remove(PROJECT, ada, most));

        assertThat(counted)
                .extracting(Removed::traces, Removed::spans, Removed::contents, Removed::amendments)
                .containsExactly(2L, 3L, 3L, 1L);
        assertThat(removed)
                .extracting(Removed::traces, Removed::spans, Removed::contents, Removed::amendments, Removed::scores)
                .containsExactly(2L, 3L, 3L, 1L, 2L);
        assertThat(found(EVERYTHING)).containsExactlyInAnyOrder("later", "other");
        assertThat(store.countOf(PROJECT, ada)).isEqualTo(Removed.NOTHING);
        assertThat(rows(Kind.AMENDMENTS)).isEqualTo(1);
    }

    @Test
    void aSessionGoesWithItsScoresAndTracesGoByIdAndByFilter() {
        keep(
                generation("a", "1").dimensions("ada", "s1", "production").span(),
                generation("b", "1").dimensions("ada", "s2", "production").span(),
                generation("c", "1")
                        .dimensions("bob", "s3", "production", "test")
                        .span(),
                generation("d", "1").dimensions("bob", "s4", "production").span());
        store(new Scored(PROJECT, score("1", null, "s1")), new Scored(PROJECT, score("2", null, "s2")));

        all(most -> store.remove(PROJECT, new Which.OfSession("s1", LATER), most));
        assertThat(found(EVERYTHING)).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(rows(Kind.SCORES)).isEqualTo(1);

        assertThat(all(most -> store.remove(PROJECT, new Which.Ids(Set.of("b", "none")), most))
                        .traces())
                .isEqualTo(1);
        var tagged = new Which.Matching(Filter.Is.of(Dimension.TAG, "test"));
        assertThat(store.countOf(PROJECT, tagged).spans()).isEqualTo(1);
        assertThat(all(most -> store.remove(PROJECT, tagged, most)).spans()).isEqualTo(1);
        assertThat(found(EVERYTHING)).containsExactly("d");
    }

    @Test
    void samplingKeepsAllThatIsWorthLookingAtAndEveryNumber() {
        var sampling = new Sampling(0, Duration.ofHours(1), Duration.ofSeconds(10));
        keep(
                generation("ordinary", "1").saying("a", "b").span(),
                generation("failed", "1").failed("timeout").span(),
                generation("inner", "1").span(),
                span("inner", "2").under("1").failed("tool_error").span(),
                generation("scored", "1").span(),
                generation("in scored session", "1")
                        .dimensions("ada", "s1", "production")
                        .span(),
                generation("slow", "1").at(NOON, 10_000).span(),
                generation("rollout", "1")
                        .attributes("{\"stet.rollout\":\"r1\"}")
                        .span(),
                generation("young", "1").at(LATER, 10).span());
        store(new Scored(PROJECT, score("1", "scored", null)), new Scored(PROJECT, score("2", null, "s1")));
        var before = count();

        var reached = NOON;
        var removed = Removed.NOTHING;
        while (reached.isBefore(LATER)) {
            var slice = store.sample(PROJECT, sampling, reached, LATER, 2);
            assertThat(slice.reached()).isAfter(reached);
            reached = slice.reached();
            removed = removed.plus(slice.removed());
        }

        assertThat(removed.contents()).isEqualTo(1);
        assertThat(store.hasContent(PROJECT, "ordinary", "1")).isFalse();
        assertThat(List.of("failed", "inner", "scored", "in scored session", "slow", "rollout", "young"))
                .allSatisfy(id -> assertThat(store.hasContent(PROJECT, id, "1")).isTrue());
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void samplingDrawsWholeTracesByTheirIdsInTheShareThatIsAsked() {
        var sampling = new Sampling(25, Duration.ZERO, null);
        keep(IntStream.range(0, 400)
                .boxed()
                .flatMap(i -> List.of(
                        span("t" + i, "a").span(), span("t" + i, "b").under("a").span())
                        .stream())
                .toArray(Span[]::new));

        var slice = store.sample(PROJECT, sampling, NOON, LATER, 10);

        assertThat(slice.removed().contents()).isBetween(2 * 270L, 2 * 330L);
        assertThat(IntStream.range(0, 400).mapToObj(i -> "t" + i)).allSatisfy(id -> {
            assertThat(store.hasContent(PROJECT, id, "a")).isEqualTo(sampling.draws(id));
            assertThat(store.hasContent(PROJECT, id, "b")).isEqualTo(sampling.draws(id));
        });
    }

    @Test
    void scoresAreListedNewestFirstByWhatIsAskedAndGoOneByOne() {
        store(
                new Scored(PROJECT, score("1", "t", null)),
                new Scored(PROJECT, score("2", null, "s")),
                new Scored(OTHER, score("3", "t", null)));
        var all = new ScoreQuery(null, null, null, null, null, null, null, 10);

        assertThat(store.scores(PROJECT, all)).extracting(Score::id).containsExactly("2", "1");
        assertThat(store.scores(PROJECT, new ScoreQuery("helpful", "user", "t", null, NOON, LATER, null, 10)))
                .containsExactly(score("1", "t", null));
        assertThat(store.scores(PROJECT, new ScoreQuery(null, "code", null, null, null, null, null, 10)))
                .isEmpty();
        var cursor = new Cursor(SpanFacts.micros(NOON), "2");
        assertThat(store.scores(PROJECT, new ScoreQuery(null, null, null, null, null, null, cursor, 10)))
                .extracting(Score::id)
                .containsExactly("1");

        assertThat(store.removeScore(PROJECT, "1")).isTrue();
        assertThat(store.removeScore(PROJECT, "1")).isFalse();
        assertThat(store.scores(PROJECT, all)).extracting(Score::id).containsExactly("2");
        assertThat(store.scores(OTHER, all)).hasSize(1);
    }

    @Test
    void scoresGoByTheirOwnAge() {
        keep(generation("t", "a").at(LATER, 10).span());
        store(new Scored(PROJECT, score("1", "t", null)), new Scored(OTHER, score("1", "t", null)));

        assertThat(all(most -> store.removeScores(PROJECT, NOON, most)).scores())
                .isZero();
        assertThat(all(most -> store.removeScores(PROJECT, LATER, most)).scores())
                .isEqualTo(1);

        assertThat(store.trace(PROJECT, "t").orElseThrow().scores()).isEmpty();
    }

    @Test
    void aStoreThatIsWrittenAnewHoldsTheSameAndTakesMore() {
        keep(
                generation("t", "a").saying("hello", "hi").span(),
                generation("gone", "a").span());
        store(new Scored(PROJECT, score("1", "t", null)), amended("t", "a"));
        var trace = store.trace(PROJECT, "t");
        all(most -> store.remove(PROJECT, new Which.Ids(Set.of("gone")), most));

        store.tidy();
        store.rewrite();

        assertThat(store.trace(PROJECT, "t")).isEqualTo(trace);
        assertThat(store.position()).isEqualTo(new Position(position));
        keep(generation("more", "a").saying("and", "more").span());
        store.close();
        store = open();
        assertThat(found(EVERYTHING)).containsExactlyInAnyOrder("t", "more");
        assertThat(found(new Filter.Text("more"))).containsExactly("more");
        assertThat(store.trace(PROJECT, "t")).isEqualTo(trace);
    }

    @Test
    void holdingsTellRowsOfEachKindAndHowOldTheyAre() {
        keep(
                generation("t", "a").saying("hello", "hi").span(),
                generation("t", "b").under("a").at(LATER, 5).span());
        store(new Scored(PROJECT, score("1", "t", null)));
        all(most -> store.removeContent(PROJECT, LATER, most));

        var holdings = store.holdings(LATER.plusSeconds(60));

        assertThat(holdings.fileBytes()).isPositive();
        assertThat(holdings.held())
                .extracting(Holdings.Held::project, Holdings.Held::kind, Holdings.Held::rows)
                .containsExactlyInAnyOrder(
                        tuple(PROJECT, Kind.SPANS, 2L),
                        tuple(PROJECT, Kind.CONTENT, 1L),
                        tuple(PROJECT, Kind.TRACES, 1L),
                        tuple(PROJECT, Kind.SCORES, 1L));
        assertThat(holdings.ages()).containsExactly(new Holdings.Ages(PROJECT, NOON, LATER, 1));
    }

    private long rows(Kind kind) {
        return store.holdings(LATER).held().stream()
                .filter(it -> it.project().equals(PROJECT) && it.kind() == kind)
                .mapToLong(Holdings.Held::rows)
                .sum();
    }

    private TraceCount count() {
        return store.count(PROJECT, EVERYTHING);
    }

    private List<String> found(Filter filter) {
        return store.list(PROJECT, filter, new Page.First(100)).items().stream()
                .map(TraceRow::traceId)
                .toList();
    }

    /** In slices of two until one finds nothing. */
    private static Removed all(IntFunction<Removed> slice) {
        var all = Removed.NOTHING;
        for (var removed = slice.apply(2); !removed.isNothing(); removed = slice.apply(2)) {
            all = all.plus(removed);
        }
        return all;
    }

    private void keep(Span... spans) {
        store(Arrays.stream(spans).map(it -> new Recorded(PROJECT, it)).toArray(Item[]::new));
    }

    private void store(Item... items) {
        store.store(List.of(items), new Position(++position));
    }

    private static Item amended(String traceId, String spanId) {
        return amended(traceId, spanId, "{\"n\":1}");
    }

    private static Item amended(String traceId, String spanId, String attributes) {
        return new Amended(
                PROJECT,
                new Amendment(traceId, spanId, NOON, null, null, List.of(), json(attributes), null, null, null));
    }

    private static Score score(String id, @Nullable String trace, @Nullable String session) {
        return new Score(id, trace, null, session, "helpful", Score.Value.of(1), Score.Source.USER, null, null, NOON);
    }
}
