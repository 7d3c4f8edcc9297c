package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.journal.Position;
import stet.traces.PricedCall.Recosted;
import stet.traces.TraceStore.Amended;
import stet.traces.TraceStore.Recorded;
import stet.traces.query.CallGroup;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.MeasureText;
import stet.traces.query.Page;
import stet.traces.query.Query;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceRow;

/** What every telemetry store does when calls are priced anew. */
public abstract class CostContract {
    private static final UUID PROJECT = new UUID(3, 1);
    private static final TimeRange HOUR = new TimeRange(NOON, NOON.plusSeconds(3600));
    private static final Span.Cost DEARER = new Span.Cost(
            new BigDecimal("1.000000000000"),
            "new openai/gpt-5",
            null,
            Map.of(
                    CostKind.INPUT,
                    new BigDecimal("0.400000000000"),
                    CostKind.OUTPUT,
                    new BigDecimal("0.600000000000")));

    @SuppressWarnings("NullAway.Init")
    private TraceStore store;

    /** Opens an empty store. */
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
    void anotherCostStandsWhereverTheCostStood() {
        keep(
                span("t", "root").saying("why?", "because").span(),
                generation("t", "call").under("root").saying("why?", "because").span(),
                generation("t", "unpriced")
                        .under("root")
                        .calling("openai", "new", 1L, 2L, null)
                        .span(),
                generation("other", "call").span());

        assertThat(store.recost(PROJECT, List.of(recosted("t", "call", DEARER))))
                .isEqualTo(1);

        var trace = store.trace(PROJECT, "t").orElseThrow();
        assertThat(trace.row())
                .extracting(TraceRow::costUsd, TraceRow::spanCount, TraceRow::inputTokens)
                .containsExactly(new BigDecimal("1"), 3, 11L);
        assertThat(cost("t", "call")).isEqualTo(DEARER);
        var span = store.span(PROJECT, "t", "call").orElseThrow();
        assertThat(costOf(span).usd()).isEqualByComparingTo("1");
        assertThat(costOf(span).priceVersion()).isEqualTo("new openai/gpt-5");
        assertThat(span.input())
                .isEqualTo(
                        generation("t", "call").saying("why?", "because").span().input());
        assertThat(sum(Subject.TRACES, "sum(costUsd)")).isEqualByComparingTo("1.25");
        assertThat(sum(Subject.GENERATIONS, "sum(costUsd)")).isEqualByComparingTo("1.25");
        assertThat(sum(Subject.TRACES, "sum(inputCostUsd)")).isEqualByComparingTo("0.4");
        assertThat(sum(Subject.GENERATIONS, "sum(outputCostUsd)")).isEqualByComparingTo("0.6");
        assertThat(store.list(PROJECT, FilterText.parse("where", "costUsd = 1"), new Page.First(10))
                        .items())
                .extracting(TraceRow::traceId)
                .containsExactly("t");
    }

    @Test
    void aCostBecomesKnownOrUnknownWithItsReason() {
        keep(
                generation("a", "1").calling("openai", "new", 1L, 2L, null).span(),
                generation("b", "1").span());
        assertThat(store.trace(PROJECT, "a").orElseThrow().row().costUsd()).isNull();

        store.recost(
                PROJECT,
                List.of(recosted("a", "1", DEARER), recosted("b", "1", Span.Cost.unknown("there is no price"))));

        assertThat(store.trace(PROJECT, "a").orElseThrow().row().costUsd()).isEqualByComparingTo("1");
        assertThat(store.trace(PROJECT, "b").orElseThrow().row().costUsd()).isNull();
        assertThat(cost("b", "1")).isEqualTo(Span.Cost.unknown("there is no price"));
        assertThat(costOf(store.span(PROJECT, "b", "1").orElseThrow()).unknownBecause())
                .isEqualTo("there is no price");
    }

    @Test
    void aCallSeenTwiceStaysCountedOnce() {
        keep(
                generation("t", "client").span(),
                generation("t", "gateway").under("client").byGateway().span());

        store.recost(PROJECT, List.of(recosted("t", "client", DEARER), recosted("t", "gateway", DEARER)));

        assertThat(store.trace(PROJECT, "t").orElseThrow().row().costUsd()).isEqualByComparingTo("1");
        assertThat(sum(Subject.TRACES, "sum(costUsd)")).isEqualByComparingTo("1");
    }

    @Test
    void whatCostsSomethingElseMeanwhileIsLeftAlone() {
        keep(generation("t", "1").span());
        var first = recosted("t", "1", DEARER);

        assertThat(store.recost(PROJECT, List.of(first))).isEqualTo(1);
        assertThat(store.recost(PROJECT, List.of(first))).isZero();
        assertThat(store.recost(
                        PROJECT,
                        List.of(new Recosted("t", "1", NOON, first.before(), Span.Cost.of(BigDecimal.TEN, "v")))))
                .isZero();
        assertThat(store.recost(new UUID(3, 2), List.of(recosted("t", "1", Span.Cost.of(BigDecimal.TEN, "v")))))
                .isZero();
        assertThat(cost("t", "1")).isEqualTo(DEARER);
    }

    @Test
    void whatComesAboutACallLaterDoesNotBringItsOldCostBack() {
        keep(generation("t", "1").saying("hi", "there").span());
        amend("t", "1", "first");
        store.recost(PROJECT, List.of(recosted("t", "1", DEARER)));

        amend("t", "1", "second");

        assertThat(cost("t", "1")).isEqualTo(DEARER);
        assertThat(store.trace(PROJECT, "t").orElseThrow().row().costUsd()).isEqualByComparingTo("1");
        assertThat(String.valueOf(store.span(PROJECT, "t", "1").orElseThrow().attributes()))
                .contains("first", "second");
    }

    @Test
    void callsAreReadInPartsUntilAllWereReadOnce() {
        var all = new ArrayList<Span>();
        for (int i = 0; i < 50; i++) {
            all.add(generation("t" + i, "1").at(NOON.plusSeconds(i / 3), 10).span());
        }
        all.add(span("t0", "tool").span());
        all.add(generation("late", "1").at(NOON.plusSeconds(3600), 10).span());
        keep(all.toArray(Span[]::new));

        var seen = new ArrayList<String>();
        for (var from = HOUR.from(); from.isBefore(HOUR.to()); ) {
            var part = store.pricedCalls(PROJECT, Filter.EVERYTHING, new TimeRange(from, HOUR.to()), 7);
            part.calls().forEach(call -> seen.add(call.traceId()));
            from = part.upTo();
        }

        assertThat(seen).hasSize(50);
        assertThat(new HashSet<>(seen)).hasSize(50).doesNotContain("late");
        assertThat(store.pricedCalls(PROJECT, FilterText.parse("where", "durationMs > 99"), HOUR, 7)
                        .calls())
                .isEmpty();
    }

    @Test
    void aCallSaysWhatItsPriceDependsOn() {
        var usage = new Span.Usage(100L, 20L, 3L, 4L, 5L, 6L, 7L, "batch");
        var call = generation("t", "1").span();
        keep(new Spans(call)
                .using("openai", "gpt-5", "gpt-5-2026", usage)
                .byGateway()
                .span());

        assertThat(store.pricedCalls(PROJECT, Filter.EVERYTHING, HOUR, 7).calls())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.usage()).isEqualTo(usage);
                    assertThat(it.requestModel()).isEqualTo("gpt-5");
                    assertThat(it.model()).isEqualTo("gpt-5-2026");
                    assertThat(it.source()).isEqualTo(SpanSource.GATEWAY);
                    assertThat(it.cost().usd()).isEqualByComparingTo("0.25");
                    assertThat(it.cost().priceVersion()).isEqualTo("2026-11");
                });
    }

    @Test
    void modelsAreGroupedWithWhatNobodyKnowsOfThem() {
        keep(
                generation("a", "1").span(),
                generation("b", "1").span(),
                generation("c", "1").calling("openai", "new", 5L, 6L, null).span(),
                generation("d", "1")
                        .calling("openai", "new", null, null, null)
                        .failed("timeout")
                        .span());

        assertThat(store.callGroups(PROJECT, Filter.EVERYTHING, HOUR))
                .containsExactlyInAnyOrder(
                        new CallGroup("openai", "gpt-5", 2, 0, null, new BigDecimal("0.5"), 20L, 40L, NOON),
                        new CallGroup("openai", "new", 2, 1, "no price", null, 5L, 6L, NOON));
    }

    private void keep(Span... spans) {
        store.store(
                List.of(spans).stream().map(it -> new Recorded(PROJECT, it)).toList(),
                new Position(store.position().entry() + 1));
    }

    private void amend(String trace, String span, String word) {
        var amendment = new Amendment(
                trace,
                span,
                NOON.plusSeconds(1),
                null,
                null,
                List.of(),
                Spans.json("{\"" + word + "\":true}"),
                null,
                null,
                null);
        store.store(
                List.of(new Amended(PROJECT, amendment)),
                new Position(store.position().entry() + 1));
    }

    private Recosted recosted(String trace, String span, Span.Cost after) {
        return new Recosted(trace, span, NOON, cost(trace, span), after);
    }

    /** What a call costs by its columns. */
    private Span.Cost cost(String trace, String span) {
        return store.pricedCalls(PROJECT, Filter.EVERYTHING, HOUR, 1000).calls().stream()
                .filter(it -> it.traceId().equals(trace) && it.spanId().equals(span))
                .findFirst()
                .orElseThrow()
                .cost();
    }

    private static Span.Cost costOf(Span span) {
        var generation = span.generation();
        assertThat(generation).isNotNull();
        return generation == null ? Span.Cost.NONE : generation.cost();
    }

    private @Nullable BigDecimal sum(Subject subject, String measure) {
        var query =
                new Query(subject, List.of(MeasureText.parse("measure", measure)), Filter.EVERYTHING, HOUR, 0, null);
        return (BigDecimal) store.query(PROJECT, query).totals().getFirst();
    }
}
