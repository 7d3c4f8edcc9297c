package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.json;
import static stet.traces.Spans.span;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;
import stet.platform.journal.Position;
import stet.traces.TraceStore.Amended;
import stet.traces.TraceStore.Item;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStore.Scored;
import stet.traces.query.Cursor;
import stet.traces.query.Dimension;
import stet.traces.query.ErrorGroup;
import stet.traces.query.Facets.Facet;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.Page;
import stet.traces.query.Rank;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.TimeRange;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;
import tools.jackson.databind.JsonNode;

/** What every telemetry store does. */
public abstract class TraceStoreContract {
    private static final UUID PROJECT = new UUID(1, 1);
    private static final UUID OTHER_PROJECT = new UUID(1, 2);

    @SuppressWarnings("NullAway.Init")
    private TraceStore store;

    private long position;

    /** Opens the store under test; what an earlier call kept is still there. */
    protected abstract TraceStore open();

    @BeforeEach
    void startEmpty() {
        store = open();
        assertThat(store.size().spans()).isZero();
        assertThat(store.position()).isEqualTo(Position.START);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSpanComesBackWhole() {
        var whole = new Span(
                "trace-1",
                "span-1",
                "gone",
                "chat",
                SpanKind.GENERATION,
                SpanSource.GATEWAY,
                NOON.plusNanos(123_456_000),
                NOON.plusMillis(700),
                Span.SpanStatus.failed("timeout", "took too long"),
                new Span.Generation(
                        "openai",
                        "gpt-5",
                        "gpt-5-2026",
                        json("{\"temperature\":0.10}"),
                        json("[{\"name\":\"refund\"}]"),
                        List.of("stop"),
                        new Span.Usage(10L, 20L, 3L, 4L, 5L, 6L, 7L),
                        Span.Cost.of(
                                Map.of(
                                        CostKind.INPUT,
                                        new BigDecimal("0.000000000001"),
                                        CostKind.OTHER,
                                        new BigDecimal("0.000000000002")),
                                "2026-11"),
                        Duration.ofMillis(12),
                        true,
                        "resp-1"),
                new Span.Dimensions(
                        "ada", "s-1", "production", "7", "bot", "refund", "v3", List.of("a", "b"), Map.of("k", "v")),
                json("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Grüße 👋 \\\"quoted\\\"\\n\"}]}]"),
                json("{\"any\":[1,2.50,null]}"),
                "req_1",
                "opentelemetry.instrumentation",
                true,
                true,
                json("{\"a\":1}"),
                json("{\"service.name\":\"bot\"}"),
                List.of(new Span.Event("retry", NOON.plusMillis(3), json("{\"n\":1}"))));
        keep(whole);

        assertThat(store.span(PROJECT, "trace-1", "span-1")).contains(whole);
        assertThat(store.trace(PROJECT, "trace-1").orElseThrow().spans()).containsExactly(whole);
        assertThat(store.span(PROJECT, "trace-1", "span-2")).isEmpty();
        assertThat(store.trace(PROJECT, "trace-2")).isEmpty();
        assertThat(store.trace(OTHER_PROJECT, "trace-1")).isEmpty();
    }

    @Test
    void aTraceTellsOfFailuresInsideItAndOfARootThatHasNotCome() {
        keep(
                span("t", "root").span(),
                span("t", "call").under("root").failed("timeout").span(),
                span("t", "tool").under("root").failed("tool_error").span());
        keep(span("u", "child").under("absent").span());

        assertThat(store.trace(PROJECT, "t").orElseThrow().row())
                .extracting(TraceRow::status, TraceRow::failedSpanCount, TraceRow::rootMissing)
                .containsExactly("ok", 2, false);
        assertThat(store.trace(PROJECT, "u").orElseThrow().row())
                .extracting(TraceRow::status, TraceRow::failedSpanCount, TraceRow::rootMissing)
                .containsExactly("ok", 0, true);
        assertFinds(where("failedSpanCount > 0"), "t");
        assertFinds(new Filter.Failed("timeout", "it broke"), "t");
        assertFinds(new Filter.Failed("timeout", "it broke again"));

        keep(span("u", "absent").span());
        assertThat(store.trace(PROJECT, "u").orElseThrow().row().rootMissing()).isFalse();
    }

    @Test
    void tracesAreRolledUpBySessionAndByEndUser() {
        keep(
                generation("t1", "a")
                        .dimensions("ada", "s1", "prod")
                        .at(NOON, 10)
                        .saying("hello", "hi")
                        .span(),
                generation("t2", "a")
                        .dimensions("ada", "s1", "prod")
                        .at(NOON.plusSeconds(2), 10)
                        .failed("timeout")
                        .span(),
                generation("t3", "a")
                        .dimensions("ada", "s2", "prod")
                        .at(NOON.plusSeconds(1), 10)
                        .span(),
                generation("t4", "a")
                        .dimensions("bo", "s3", "test")
                        .calling("openai", "new", 1L, 2L, null)
                        .span(),
                span("t5", "a").span());

        var sessions = rollups(Rollup.Of.SESSIONS, Filter.EVERYTHING, Rollup.Key.LAST_SEEN, 10, null);
        assertThat(sessions.items()).extracting(Rollup::id).containsExactly("s1", "s2", "s3");
        assertThat(sessions.nextCursor()).isNull();
        assertThat(sessions.items().getFirst())
                .isEqualTo(new Rollup(
                        "s1",
                        2,
                        1,
                        1,
                        "ada",
                        NOON,
                        NOON.plusSeconds(2),
                        20,
                        40,
                        new BigDecimal("0.5"),
                        false,
                        "hello"));
        assertThat(sessions.items().getLast().costUsd()).isNull();
        assertThat(sessions.items().getLast().costPartial()).isTrue();

        var users = rollups(Rollup.Of.END_USERS, where("environment = prod"), Rollup.Key.COST, 10, null);
        assertThat(users.items())
                .extracting(Rollup::id, Rollup::traceCount, Rollup::sessionCount)
                .containsExactly(tuple("ada", 3L, 2L));
    }

    @Test
    void rollUpsArePagedInEveryOrderWithoutGapsOrRepeats() {
        for (int i = 0; i < 11; i++) {
            keep(generation("t" + i, "a")
                    .dimensions("u", "s" + i, "prod")
                    .at(NOON.plusSeconds(i / 3), 5)
                    .span());
        }
        for (var key : Rollup.Key.values()) {
            var ids = new ArrayList<String>();
            Rank after = null;
            do {
                var page = rollups(Rollup.Of.SESSIONS, Filter.EVERYTHING, key, 3, after);
                page.items().forEach(it -> ids.add(it.id()));
                after = page.nextCursor() == null ? null : Rank.parse("cursor", page.nextCursor());
            } while (after != null);
            assertThat(ids).as(key.name()).hasSize(11).doesNotHaveDuplicates();
        }
    }

    @Test
    void theTracesOfASessionComeInTheOrderTheyHappened() {
        for (int i = 9; i >= 0; i--) {
            keep(span("t" + i, "a")
                    .dimensions("u", "s", "prod")
                    .at(NOON.plusSeconds(i), 5)
                    .span());
        }
        keep(span("other", "a").dimensions("u", "s2", "prod").span());

        assertThat(store.sessionTraces(PROJECT, "s", 4, 3))
                .extracting(TraceRow::traceId)
                .containsExactly("t4", "t5", "t6");
        assertThat(store.sessionTraces(PROJECT, "s", 9, 3)).hasSize(1);
        assertThat(store.sessionTraces(PROJECT, "none", 0, 3)).isEmpty();
        assertThat(store.sessionTraces(OTHER_PROJECT, "s", 0, 3)).isEmpty();
    }

    @Test
    void failuresAreGroupedByKindAndShape() {
        keep(
                generation("t1", "a")
                        .failed("rate_limited", "retry in 3 s")
                        .at(NOON, 5)
                        .span(),
                generation("t1", "b")
                        .under("a")
                        .failed("rate_limited", "retry in 12 s")
                        .at(NOON.plusSeconds(1), 5)
                        .span(),
                generation("t2", "a")
                        .failed("rate_limited", "retry in 4 s")
                        .at(NOON.plusSeconds(60), 5)
                        .span(),
                span("t3", "a")
                        .failed("timeout", null)
                        .at(NOON.plusSeconds(60), 5)
                        .span(),
                span("t4", "a").span());

        var late = new Filter.Started(NOON.plusSeconds(30), null);
        var all = errors(Filter.EVERYTHING, ErrorGroup.Key.COUNT, 10, null).items();
        assertThat(all)
                .extracting(
                        ErrorGroup::kind,
                        ErrorGroup::shape,
                        ErrorGroup::message,
                        ErrorGroup::count,
                        ErrorGroup::traceCount)
                .containsExactly(
                        tuple("rate_limited", "retry in <n> s", "retry in 4 s", 3L, 2L),
                        tuple("timeout", null, null, 1L, 1L));
        assertThat(all.getFirst().models()).containsExactly("gpt-5");
        assertThat(all.getFirst().examples())
                .extracting(ErrorGroup.Example::traceId, ErrorGroup.Example::spanId)
                .containsExactly(tuple("t2", "a"), tuple("t1", "b"), tuple("t1", "a"));
        var since = errors(late, ErrorGroup.Key.LAST_SEEN, 10, null).items();
        assertThat(since).extracting(ErrorGroup::count).containsOnly(1L);
        assertThat(since)
                .filteredOn(it -> "rate_limited".equals(it.kind()))
                .extracting(ErrorGroup::firstSeenAt, ErrorGroup::lastSeenAt)
                .containsExactly(tuple(NOON, NOON.plusSeconds(60)));
        var first = errors(Filter.EVERYTHING, ErrorGroup.Key.COUNT, 1, null);
        var second = errors(
                Filter.EVERYTHING, ErrorGroup.Key.COUNT, 1, Rank.parse("cursor", String.valueOf(first.nextCursor())));
        assertThat(second.items()).extracting(ErrorGroup::kind).containsExactly("timeout");
        assertThat(second.nextCursor()).isNull();
    }

    private Rollup.Rollups rollups(Rollup.Of of, Filter filter, Rollup.Key by, int limit, @Nullable Rank after) {
        return store.rollups(PROJECT, of, filter, new Ranking<>(by, true, limit, after));
    }

    private ErrorGroup.ErrorGroups errors(Filter filter, ErrorGroup.Key by, int limit, @Nullable Rank after) {
        return store.errors(PROJECT, filter, new Ranking<>(by, true, limit, after));
    }

    @Test
    void whatWasStoredAndThePositionOutliveARestart() {
        keep(generation("t", "a").span());
        store.close();
        store = open();

        assertThat(store.position()).isEqualTo(new Position(1));
        assertThat(store.span(PROJECT, "t", "a")).isPresent();
    }

    @Test
    void aRepeatChangesNothing() {
        keep(generation("t", "a").saying("hello", "hi").span());
        var before = rows(Filter.EVERYTHING);

        keep(generation("t", "a")
                .saying("other", "words")
                .at(NOON.plusSeconds(99), 5)
                .span());
        keep(
                generation("t", "b").span(),
                generation("t", "b").calling("x", "y", 1L, 1L, "9").span());

        assertThat(before.getFirst().inputTokens()).isEqualTo(10);
        assertThat(rows(Filter.EVERYTHING).getFirst().inputTokens()).isEqualTo(20);
        assertThat(store.size().spans()).isEqualTo(2);
        assertThat(store.position()).isEqualTo(new Position(3));
    }

    @Test
    void theSameIdsInAnotherProjectAreAnotherTrace() {
        store.store(
                List.of(
                        new Recorded(PROJECT, generation("t", "a").named("mine").span()),
                        new Recorded(
                                OTHER_PROJECT,
                                generation("t", "a").named("theirs").span())),
                new Position(1));

        assertThat(rows(Filter.EVERYTHING)).extracting(TraceRow::name).containsExactly("mine");
        assertThat(store.list(OTHER_PROJECT, Filter.EVERYTHING, new Page.First(10))
                        .items())
                .extracting(TraceRow::name)
                .containsExactly("theirs");
    }

    @Test
    void aTraceAddsUpItsSpans() {
        keep(
                span("t", "root")
                        .named("handle")
                        .at(NOON, 900)
                        .dimensions("ada", "s", "production", "vip")
                        .saying("Refund?", "No.")
                        .span(),
                generation("t", "one")
                        .under("root")
                        .at(NOON.plusMillis(10), 100)
                        .calling("openai", "gpt-5", 10L, 5L, "0.10")
                        .span(),
                generation("t", "two")
                        .under("root")
                        .at(NOON.plusMillis(200), 100)
                        .calling("anthropic", "claude", 1L, null, "0.02")
                        .failed("timeout")
                        .span());

        var row = rows(Filter.EVERYTHING).getFirst();

        assertThat(row.name()).isEqualTo("handle");
        assertThat(row.startedAt()).isEqualTo(NOON);
        assertThat(row.durationMs()).isEqualTo(900.0);
        assertThat(row.status()).isEqualTo("ok");
        assertThat(row.spanCount()).isEqualTo(3);
        assertThat(row.generationCount()).isEqualTo(2);
        assertThat(row.models()).containsExactly("gpt-5", "claude");
        assertThat(row.providers()).containsExactly("openai", "anthropic");
        assertThat(row.tags()).containsExactly("vip");
        assertThat(row.userId()).isEqualTo("ada");
        assertThat(row.inputTokens()).isEqualTo(11);
        assertThat(row.outputTokens()).isEqualTo(5);
        assertThat(row.totalTokens()).isEqualTo(16);
        assertThat(row.costUsd()).isEqualByComparingTo("0.12");
        assertThat(row.cacheReadTokens()).isNull();
        assertThat(row.timeToFirstTokenMs()).isEqualTo(12.0);
        assertThat(row.inputPreview()).isEqualTo("Refund?");
        assertThat(row.outputPreview()).isEqualTo("No.");
    }

    @Test
    void aCallRecordedByClientAndGatewayCountsOnce() {
        keep(
                span("t", "agent").kind(SpanKind.AGENT).span(),
                generation("t", "client")
                        .under("agent")
                        .calling("openai", "gpt-5", 100L, 50L, "1")
                        .span(),
                span("t", "http").under("client").span(),
                generation("t", "gateway")
                        .under("http")
                        .calling("openai", "gpt-5", 101L, 51L, "1.01")
                        .span(),
                generation("t", "other")
                        .under("agent")
                        .calling("openai", "gpt-5", 7L, 3L, null)
                        .span());

        var row = rows(Filter.EVERYTHING).getFirst();

        assertThat(row.inputTokens()).isEqualTo(108);
        assertThat(row.costUsd()).isEqualByComparingTo("1.01");
    }

    @Test
    void aResponseThatTheGatewayMeteredCountsOnceWhereverItsSpanHangs() {
        keep(generation("t", "client")
                .calling("openai", "gpt-5", 100L, 50L, null)
                .span());
        keep(generation("t", "gateway")
                .under("never-came")
                .calling("openai", "gpt-5", 101L, 51L, "1.01")
                .byGateway()
                .span());

        var row = rows(Filter.EVERYTHING).getFirst();

        assertThat(row.inputTokens()).isEqualTo(101);
        assertThat(row.costUsd()).isEqualByComparingTo("1.01");
        assertThat(row.costPartial()).isFalse();
    }

    @Test
    void aTraceSaysWhatItsMoneyWasPaidForAndWhatItDoesNotKnow() {
        keep(
                priced("a", Map.of(CostKind.INPUT, new BigDecimal("0.1"), CostKind.OUTPUT, new BigDecimal("0.2"))),
                priced("b", Map.of(CostKind.INPUT, new BigDecimal("0.01"))),
                generation("t", "c").calling("p", "m", 1L, 1L, "0.5").span());
        var whole = rows(Filter.EVERYTHING).getFirst();
        keep(generation("t", "d").calling("p", "other", 1L, 1L, null).span());
        var partial = rows(Filter.EVERYTHING).getFirst();

        assertThat(whole.costUsd()).isEqualByComparingTo("0.81");
        assertThat(whole.costParts())
                .isEqualTo(Map.of(
                        CostKind.INPUT,
                        new BigDecimal("0.11"),
                        CostKind.OUTPUT,
                        new BigDecimal("0.2"),
                        CostKind.OTHER,
                        new BigDecimal("0.5")));
        assertThat(whole.costPartial()).isFalse();
        assertThat(whole.costUnknownBecause()).isNull();
        assertThat(partial.costUsd()).isEqualByComparingTo("0.81");
        assertThat(partial.costPartial()).isTrue();
        assertThat(partial.costUnknownBecause()).isEqualTo("no price");
    }

    @Test
    void aCallThatFailedWithoutUsageTakesNothingFromTheCost() {
        keep(
                generation("t", "a").span(),
                generation("t", "b")
                        .calling("p", "m", null, null, null)
                        .failed("rate_limited")
                        .span());

        assertThat(rows(Filter.EVERYTHING).getFirst().costPartial()).isFalse();
    }

    @Test
    void aTraceIsOfTheAppAndPromptItsSpansSay() {
        var made = generation("t", "a").span();
        keep(made.withDimensions(new Span.Dimensions(
                null, null, null, null, "bot", "refund", "v3", List.of(), Map.of("a", "\u001e\u001f"))));

        var row = rows(Filter.EVERYTHING).getFirst();

        assertThat(row.app()).isEqualTo("bot");
        assertThat(row.promptName()).isEqualTo("refund");
        assertThat(row.promptVersion()).isEqualTo("v3");
    }

    @Test
    void unknownStaysUnknown() {
        keep(generation("t", "a")
                .calling("openai", "new-model", null, null, null)
                .span());

        var row = rows(Filter.EVERYTHING).getFirst();
        var count = store.count(PROJECT, Filter.EVERYTHING);

        assertThat(row.costUsd()).isNull();
        assertThat(row.costPartial()).isFalse();
        assertThat(row.costUnknownBecause()).isEqualTo("no price");
        assertThat(row.inputTokens()).isNull();
        assertThat(row.totalTokens()).isNull();
        assertThat(count.costUsd()).isNull();
        assertThat(rows(where("costUsd >= 0"))).isEmpty();
    }

    @Test
    void anyOrderAndAnyBatchesGiveTheSameTraces() {
        var random = new Random(7);
        var spans = new ArrayList<Span>();
        for (int trace = 0; trace < 5; trace++) {
            for (int i = 0; i < 12; i++) {
                var made = i % 3 == 0 ? span("t" + trace, "s" + i) : generation("t" + trace, "s" + i);
                made = made.at(NOON.plusMillis(random.nextInt(50)), random.nextInt(1000))
                        .named("n" + i);
                made = made.dimensions("u" + i, "s", "e", "tag" + i % 4).saying("q" + i, "a" + i);
                made = i == 0 ? made : made.under("s" + random.nextInt(i + 2));
                spans.add(random.nextInt(4) == 0 ? made.failed("kind" + i).span() : made.span());
            }
        }
        keep(spans.toArray(Span[]::new));
        var expected = rows(Filter.EVERYTHING);
        for (int round = 0; round < 5; round++) {
            var project = new UUID(2, round);
            Collections.shuffle(spans, random);
            for (int at = 0; at < spans.size(); ) {
                int next = Math.min(spans.size(), at + 1 + random.nextInt(20));
                var again = spans.subList(Math.max(0, at - 3), next);
                store.store(again.stream().map(it -> new Recorded(project, it)).toList(), new Position(++position));
                at = next;
            }

            assertThat(store.list(project, Filter.EVERYTHING, new Page.First(10))
                            .items())
                    .isEqualTo(expected);
        }
    }

    @Test
    void eachFilterFindsWhatItSays() {
        keep(generation("plain", "a").at(NOON, 50).span());
        keep(generation("full", "b")
                .at(NOON.plusSeconds(10), 5000)
                .calling("anthropic", "claude", 1L, 1L, "3")
                .dimensions("ada", "s-9", "staging", "vip", "x")
                .named("Refund bot")
                .failed("timeout")
                .span());

        assertFinds(new Filter.Started(NOON, NOON.plusSeconds(10)), "plain");
        assertFinds(new Filter.Started(NOON.plusSeconds(10), null), "full");
        assertFinds(new Filter.Is(Dimension.MODEL, Set.of("claude", "none")), "full");
        assertFinds(new Filter.Is(Dimension.PROVIDER, Set.of("openai")), "plain");
        assertFinds(new Filter.Is(Dimension.TAG, Set.of("vip")), "full");
        assertFinds(new Filter.Is(Dimension.TAG, Set.of("vi")));
        assertFinds(Filter.Is.of(Dimension.STATUS, "error"), "full");
        assertFinds(Filter.Is.of(Dimension.STATUS, "ok"), "plain");
        assertFinds(Filter.Is.of(Dimension.USER, "ada"), "full");
        assertFinds(Filter.Is.of(Dimension.SESSION, "s-9"), "full");
        assertFinds(Filter.Is.of(Dimension.ENVIRONMENT, "staging"), "full");
        assertFinds(where("durationMs >= 51"), "full");
        assertFinds(where("durationMs <= 50"), "plain");
        assertFinds(where("costUsd >= 0.26 and costUsd <= 3"), "full");
        assertFinds(new Filter.Not(Filter.Is.of(Dimension.USER, "ada")), "plain");
        assertFinds(new Filter.Not(new Filter.Is(Dimension.TAG, Set.of("vip"))), "plain");
        assertFinds(
                new Filter.Or(List.of(Filter.Is.of(Dimension.USER, "ada"), Filter.Is.of(Dimension.STATUS, "ok"))),
                "full",
                "plain");
        assertFinds(new Filter.Or(List.of()));
        assertFinds(new Filter.And(List.of(Filter.Is.of(Dimension.USER, "ada"), new Filter.Text("REFUND"))), "full");
    }

    @Test
    void aWrittenFilterReachesContentToolsAndAttributesOfAnySpan() {
        keep(
                span("bot", "root").dimensions("ada", "s-9", "staging", "vip").span(),
                generation("bot", "call")
                        .under("root")
                        .content(
                                json("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Where is it?\"}]}]"),
                                json(
                                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"name\":\"find_bill\",\"arguments\":{}}]}]"))
                        .span(),
                span("bot", "tool")
                        .under("root")
                        .kind(SpanKind.TOOL)
                        .named("look_up")
                        .content(json("{\"bill\":\"B-77\"}"), json("{\"due\":12}"))
                        .attributes("{\"http.status\":503,\"a\\\"b\":\"x\"}")
                        .span());
        keep(generation("other", "call")
                .saying("B-77 due look_up find_bill", "no")
                .span());

        assertFinds(where("tool = look_up"), "bot");
        assertFinds(where("tool in (find_bill, x)"), "bot");
        assertFinds(where("tool = find"));
        assertFinds(where("toolArguments ~ b-77"), "bot");
        assertFinds(where("toolResult ~ \"due\""), "bot");
        assertFinds(where("input ~ \"WHERE IS\" and not output ~ no"), "bot");
        assertFinds(where("attribute[\"http.status\"] = 503"), "bot");
        assertFinds(where("attribute[\"a\\\"b\"]"), "bot");
        assertFinds(where("attribute[\"http.status\"] = 504"));
        assertFinds(where("metadata[k] = v"), "bot");
        assertFinds(where("kind = tool"), "bot");
        assertFinds(where("user is unknown"), "other");
        assertFinds(where("user is not unknown and spanCount = 3 and generationCount < 2"), "bot");
        assertFinds(where("totalTokens = 30 and (timeToFirstTokenMs <= 12 or durationMs != 100)"), "bot", "other");
    }

    @Test
    void textIsFoundInNamesIdsAndContentInAnyCaseAndTakenLiterally() {
        keep(generation("aaa111", "span-one")
                .saying("Where is my REFUND? 100% \"now\"\nPlease", "Grüße aus KÖLN_X")
                .span());
        keep(generation("bbb222", "span-two")
                .named("Bills")
                .saying("hello", "path C:\\temp and it's fine")
                .at(NOON.plusSeconds(1), 1)
                .span());

        assertFinds(new Filter.Text("refund"), "aaa111");
        assertFinds(new Filter.Text("köln_x"), "aaa111");
        assertFinds(new Filter.Text("100% \"NOW\"\nplease"), "aaa111");
        assertFinds(new Filter.Text("c:\\TEMP"), "bbb222");
        assertFinds(new Filter.Text("it's"), "bbb222");
        assertFinds(new Filter.Text("BBB2"), "bbb222");
        assertFinds(new Filter.Text("span-ONE"), "aaa111");
        assertFinds(new Filter.Text("req_span-two"), "bbb222");
        assertFinds(new Filter.Text("bills"), "bbb222");
        assertFinds(new Filter.Text("_"), "aaa111", "bbb222");
        assertFinds(new Filter.Text("%%"));
        assertFinds(new Filter.Text("und"));
        assertFinds(new Filter.Text("*und"), "aaa111");
        assertFinds(new Filter.Text("*UND? 100%"), "aaa111");
        assertThat(store.count(PROJECT, new Filter.Text("refund")).count()).isEqualTo(1);
    }

    @Test
    void whereTheWordsStandIsToldWithWhatIsAroundThem() {
        keep(generation("t", "s")
                .saying("Hello\n\"Ada\", where is my REFUND? It is late.", "Refund sent.")
                .span());
        keep(generation("u", "s").named("refund").saying("a", "b").span());

        var page = store.list(PROJECT, new Filter.And(List.of(new Filter.Text("refund"))), new Page.First(5));

        assertThat(page.items()).hasSize(2);
        assertThat(page.matches())
                .containsOnlyKeys("t")
                .extractingByKey("t")
                .returns("s", TracePage.Match::spanId)
                .returns("input", TracePage.Match::place)
                .returns("REFUND", TracePage.Match::words)
                .returns("Hello \"Ada\", where is my ", TracePage.Match::before)
                .returns("? It is late.", TracePage.Match::after);
    }

    @Test
    void wordsAreFoundAcrossBlocksAndWhereNoneIsFullYet() {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 2500; i++) {
            spans.add(span("t%05d".formatted(i), "s")
                    .at(NOON.plusMillis(i), 1)
                    .saying("question number" + i, "answer")
                    .span());
        }
        keep(spans.subList(0, 100).toArray(Span[]::new));
        keep(spans.subList(100, 2500).toArray(Span[]::new));

        assertThat(store.count(PROJECT, new Filter.Text("number3")).count()).isEqualTo(111);
        assertFinds(new Filter.Text("NUMBER77 "), new String[0]);
        assertFinds(new Filter.Text("question number2499"), "t02499");
        assertFinds(new Filter.Says(Filter.Place.OUTPUT, "question"), new String[0]);
    }

    /** The whole page, however slow the machine: a search may answer before the page is full. */
    private TracePage searched(Page page) {
        var found = new ArrayList<TraceRow>();
        for (var next = page; ; ) {
            var answer = store.list(PROJECT, new Filter.Text("NEEDLE"), next);
            found.addAll(answer.items());
            if (answer.searchedBackTo() == null || found.size() == 2) {
                return new TracePage(found, answer.nextCursor());
            }
            next = older(answer, 2 - found.size());
        }
    }

    @Test
    void aRareWordIsFoundAmongManyBlocks() {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 14_000; i++) {
            spans.add(span("t%05d".formatted(i), "s")
                    .at(NOON.plusMillis(i), 1)
                    .saying(i % 5000 == 7 ? "pelargonium" : "question", i == 2500 ? "quince" : "answer")
                    .span());
        }
        keep(spans.toArray(Span[]::new));

        var rare = new Filter.Text("pelargonium");
        assertThat(found(rare)).containsExactly("t10007", "t05007", "t00007");
        assertThat(found(new Filter.Or(List.of(new Filter.Says(Filter.Place.OUTPUT, "quince"), rare))))
                .containsExactly("t10007", "t05007", "t02500", "t00007");
        assertThat(found(new Filter.And(List.of(
                        new Filter.Not(new Filter.Says(Filter.Place.OUTPUT, "answer")), new Filter.Text("quince")))))
                .containsExactly("t02500");
        assertThat(found(new Filter.Text("nowhere"))).isEmpty();
    }

    /** All that a search finds, in pages of two, however far each gets in its time. */
    private List<String> found(Filter filter) {
        var found = new ArrayList<String>();
        var page = store.list(PROJECT, filter, new Page.First(2));
        while (true) {
            page.items().forEach(row -> found.add(row.traceId()));
            if (page.nextCursor() == null) {
                return found;
            }
            page = store.list(PROJECT, filter, older(page, 2));
        }
    }

    @Test
    void aSearchReachesTheOldestTraceAndPagesThroughAll() {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 5000; i++) {
            var text = i % 1000 == 7 ? "needle" : "hay";
            spans.add(span("t%05d".formatted(i), "s")
                    .at(NOON.plusMillis(i), 1)
                    .saying(text, text)
                    .span());
        }
        keep(spans.toArray(Span[]::new));

        var first = searched(new Page.First(2));
        assertThat(first.items()).extracting(TraceRow::traceId).containsExactly("t04007", "t03007");
        var second = searched(older(first, 2));
        assertThat(second.items()).extracting(TraceRow::traceId).containsExactly("t02007", "t01007");
        var third = searched(older(second, 2));
        assertThat(third.items()).extracting(TraceRow::traceId).containsExactly("t00007");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void pagesHaveNoGapsOrRepeatsWhileTracesArrive() {
        var spans = IntStream.range(0, 100)
                .mapToObj(i -> span("t%03d".formatted(i), "s")
                        .at(NOON.plusMillis(i / 10), 1)
                        .span())
                .toArray(Span[]::new);
        keep(spans);

        var seen = new ArrayList<String>();
        var page = store.list(PROJECT, Filter.EVERYTHING, new Page.First(7));
        while (true) {
            page.items().forEach(row -> seen.add(row.traceId()));
            if (page.nextCursor() == null) {
                break;
            }
            keep(span("new" + seen.size(), "s")
                    .at(NOON.plusSeconds(seen.size()), 1)
                    .span());
            page = store.list(PROJECT, Filter.EVERYTHING, older(page, 7));
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> "t%03d".formatted(99 - i))
                        .toList());
    }

    @Test
    void followingLiveGivesEveryNewerTraceOnce() {
        keep(span("old", "s").at(NOON, 1).span());
        var seen = rows(Filter.EVERYTHING).getFirst().cursor();
        keep(
                span("a", "s").at(NOON.plusMillis(1), 1).span(),
                span("b", "s").at(NOON.plusMillis(2), 1).span(),
                span("c", "s").at(NOON.plusMillis(3), 1).span());

        var first = store.list(PROJECT, Filter.EVERYTHING, new Page.NewerThan(Cursor.parse("after", seen), 2));
        var newest = first.items().getFirst().cursor();
        var second = store.list(PROJECT, Filter.EVERYTHING, new Page.NewerThan(Cursor.parse("after", newest), 2));

        assertThat(first.items()).extracting(TraceRow::traceId).containsExactly("b", "a");
        assertThat(second.items()).extracting(TraceRow::traceId).containsExactly("c");
    }

    @Test
    void anythingElseThanACursorIsRefused() {
        for (var wrong : List.of("", "!", "abc", "MTIz", "OmFiYw", "eDp5")) {
            assertThatThrownBy(() -> Cursor.parse("cursor", wrong))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("nextCursor");
        }
    }

    @Test
    void countsAndMoneyAreExact() {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 1000; i++) {
            var made =
                    generation("t" + i, "s").at(NOON.plusMillis(i), i + 1).calling("p", "m", 3L, 2L, "0.000000000001");
            spans.add(i % 10 == 0 ? made.failed("x").span() : made.span());
        }
        keep(spans.toArray(Span[]::new));

        var count = store.count(PROJECT, Filter.EVERYTHING);

        assertThat(count.count()).isEqualTo(1000);
        assertThat(count.failed()).isEqualTo(100);
        assertThat(count.costUsd()).isEqualByComparingTo("0.000000001");
        assertThat(count.inputTokens()).isEqualTo(3000);
        assertThat(count.outputTokens()).isEqualTo(2000);
        assertThat(count.durationP50Ms()).isBetween(485.0, 515.0);
        assertThat(count.durationP95Ms()).isBetween(940.0, 960.0);
        assertThat(store.count(OTHER_PROJECT, Filter.EVERYTHING).count()).isZero();
    }

    @Test
    void facetsCountTracesByValue() {
        keep(generation("a", "1").dimensions("ada", "s", "production", "x", "y").span());
        keep(generation("b", "1").dimensions("ada", "s", "staging", "x").span());
        keep(generation("b", "2").dimensions("ada", "s", "staging", "x").span());

        var facets = store.facets(PROJECT, new Filter.Started(NOON, null));

        assertThat(facets.tags()).containsExactly(new Facet("x", 2), new Facet("y", 1));
        assertThat(facets.users()).containsExactly(new Facet("ada", 2));
        assertThat(facets.models()).containsExactly(new Facet("gpt-5", 2));
        assertThat(facets.providers()).containsExactly(new Facet("openai", 2));
        assertThat(facets.environments()).containsExactly(new Facet("production", 1), new Facet("staging", 1));
        assertThat(store.facets(OTHER_PROJECT, new Filter.Started(null, null)).tags())
                .isEmpty();
        assertThat(store.facets(PROJECT, new Filter.Started(NOON.plus(Duration.ofDays(1)), null))
                        .tags())
                .isEmpty();
        store.tidy();
        assertThat(store.facets(PROJECT, new Filter.Started(null, null))).isEqualTo(facets);
    }

    @Test
    void activityHasABucketForEveryStretchOfTime() {
        keep(generation("a", "1").at(NOON.plusSeconds(5), 100).span());
        keep(generation("b", "1").at(NOON.plusSeconds(59), 100).failed("x").span());
        keep(generation("out", "1").at(NOON.plusSeconds(60), 100).span());

        var activity = store.activity(PROJECT, Filter.EVERYTHING, new TimeRange(NOON, NOON.plusSeconds(60)), 6);

        assertThat(activity.bucketMs()).isEqualTo(10_000.0);
        assertThat(activity.buckets()).extracting(it -> it.count()).containsExactly(1L, 0L, 0L, 0L, 0L, 1L);
        assertThat(activity.buckets().getFirst().costUsd()).isEqualByComparingTo("0.25");
        assertThat(activity.buckets().get(1).durationP50Ms()).isNull();
        assertThat(activity.buckets().getLast().failed()).isEqualTo(1);
        assertThat(activity.buckets().getLast().startedAt()).isEqualTo(NOON.plusSeconds(50));
    }

    @Test
    void aTraceOfManySpansComesWithoutContentAndEachSpanWithIt() {
        var spans = IntStream.range(0, 600)
                .mapToObj(i -> span("big", "s" + i)
                        .at(NOON.plusMillis(i), 1)
                        .under("absent")
                        .failed("timeout")
                        .saying("q" + i, "a")
                        .span())
                .toArray(Span[]::new);
        keep(spans);

        var trace = store.trace(PROJECT, "big").orElseThrow();

        assertThat(trace.spans().get(7))
                .extracting(Span::spanId, Span::parentId, Span::startedAt, Span::duration, Span::status)
                .containsExactly("s7", "absent", NOON.plusMillis(7), Duration.ofMillis(1), spans[7].status());

        assertThat(trace.contentOmitted()).isTrue();
        assertThat(trace.spans()).hasSize(600).allMatch(it -> it.input() == null);
        assertThat(trace.row().spanCount()).isEqualTo(600);
        assertThat(store.span(PROJECT, "big", "s7")).contains(spans[7]);
    }

    @Test
    void aSpanAndItsAmendmentsGiveTheSameInAnyOrderAndAnyBatchesAndAgain() {
        var random = new Random(11);
        var span = generation("t", "a")
                .content(message("user", "1"), null)
                .attributes("{\"x\":1,\"y\":1}")
                .span();
        var items = new ArrayList<Item>();
        items.add(new Recorded(PROJECT, span));
        items.add(new Recorded(PROJECT, span("t", "b").under("a").at(NOON, 1).span()));
        for (int i = 0; i < 6; i++) {
            items.add(new Amended(PROJECT, amendment("a", i)));
        }
        for (int round = 0; round < 20; round++) {
            var project = new UUID(3, round);
            Collections.shuffle(items, random);
            for (int at = 0; at < items.size(); ) {
                int next = Math.min(items.size(), at + 1 + random.nextInt(4));
                var again = items.subList(Math.max(0, at - 2), next);
                store.store(again.stream().map(it -> inProject(it, project)).toList(), new Position(++position));
                at = next;
            }

            var trace = store.trace(project, "t").orElseThrow();
            var merged = store.span(project, "t", "a").orElseThrow();
            assertThat(trace.row().spanCount()).isEqualTo(2);
            assertThat(trace.spans()).hasSize(2);
            assertThat(texts(merged.input())).containsExactly("1", "0", "2", "3", "4", "5");
            assertThat(merged.output()).isEqualTo(json("\"out 5\""));
            assertThat(merged.attributes())
                    .isEqualTo(json("{\"x\":1,\"y\":5,\"z0\":0,\"z1\":1,\"z2\":2,\"z3\":3,\"z4\":4,\"z5\":5}"));
            assertThat(merged.events())
                    .extracting(Span.Event::name)
                    .containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
            assertThat(merged.status()).isEqualTo(Span.SpanStatus.failed("late", "5"));
            assertThat(trace.row().failedSpanCount()).isEqualTo(1);
            assertThat(trace.row().outputTokens()).isEqualTo(105);
            assertThat(store.list(project, new Filter.Text("out 5"), new Page.First(10))
                            .items())
                    .hasSize(1);
            assertThat(store.list(project, new Filter.Text("out 3"), new Page.First(10))
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void anAmendmentWaitsForItsSpanAlsoThroughARestart() {
        store.store(List.of(new Amended(PROJECT, amendment("a", 0))), new Position(++position));
        assertThat(rows(Filter.EVERYTHING)).isEmpty();
        assertThat(store.trace(PROJECT, "t")).isEmpty();
        store.close();
        store = open();

        keep(generation("t", "other").span());
        keep(generation("t", "a").span());

        assertThat(store.span(PROJECT, "t", "a").orElseThrow().output()).isEqualTo(json("\"out 0\""));
        assertThat(rows(Filter.EVERYTHING)).hasSize(1);
    }

    @Test
    void ofScoresWithOneIdTheLatestCountsInAnyOrder() {
        var scores = new ArrayList<Score>();
        for (int i = 0; i < 5; i++) {
            scores.add(score("one", "t", "helpful", Score.Value.of(i / 10.0), NOON.plusSeconds(i % 4)));
        }
        var random = new Random(3);
        for (int round = 0; round < 10; round++) {
            var project = new UUID(4, round);
            Collections.shuffle(scores, random);
            for (var score : scores) {
                store.store(List.of(new Scored(project, score)), new Position(++position));
                store.store(List.of(new Scored(project, score)), new Position(++position));
            }
            store.store(List.of(new Recorded(project, span("t", "a").span())), new Position(++position));

            var kept = store.trace(project, "t").orElseThrow().scores();
            assertThat(kept).extracting(it -> it.value().number()).containsExactly(0.3);
        }
    }

    @Test
    void tracesAndSpansAreFoundByTheirScores() {
        keep(
                generation("good", "a").span(),
                generation("bad", "b").span(),
                generation("none", "c").span());
        var made = List.of(
                score("1", "good", "helpful", Score.Value.of(0.9), NOON),
                score("2", "bad", "helpful", Score.Value.of(0.2), NOON),
                score("3", "bad", "refused", Score.Value.of(true), NOON),
                score("4", "good", "verdict", Score.Value.category("fine"), NOON),
                new Score("5", null, null, "s", "helpful", Score.Value.of(1), Score.Source.USER, null, null, NOON));
        store.store(made.stream().map(it -> new Scored(PROJECT, it)).toList(), new Position(++position));

        assertFinds(new Filter.Scored("helpful", null, null), "good", "bad");
        assertFinds(new Filter.Scored("helpful", Filter.Comparison.AT_LEAST, "0.9"), "good");
        assertFinds(new Filter.Scored("helpful", Filter.Comparison.LESS, "0.9"), "bad");
        assertFinds(new Filter.Scored("refused", Filter.Comparison.EQUAL, "true"), "bad");
        assertFinds(new Filter.Scored("verdict", Filter.Comparison.EQUAL, "fine"), "good");
        assertFinds(new Filter.Scored("verdict", Filter.Comparison.EQUAL, "poor"));
        assertFinds(new Filter.Not(new Filter.Scored("helpful", null, null)), "none");
        assertThat(store.trace(PROJECT, "bad").orElseThrow().scores()).containsExactly(made.get(1), made.get(2));
        assertThat(store.count(OTHER_PROJECT, new Filter.Scored("helpful", null, null))
                        .count())
                .isZero();
    }

    @Test
    void strangeTextIsKept() {
        var strange = span("tr'ace\"\\ %_\u001f\u0000", "spän 👋")
                .named("\ud800 \u0000")
                .dimensions("u\u001fv", "", "e", "", "a\u001fb")
                .span();
        keep(strange);

        var row = rows(Filter.EVERYTHING).getFirst();

        assertThat(row.traceId()).isEqualTo(strange.traceId());
        assertThat(row.tags()).containsExactly("", "a b");
        assertThat(store.span(PROJECT, strange.traceId(), strange.spanId())).isPresent();
        assertFinds(new Filter.Is(Dimension.TAG, Set.of("a\u001fb")), strange.traceId());
    }

    @Test
    void aBatchThatCannotBeKeptChangesNothing() {
        keep(generation("t", "a").span());
        var tooMuchMoney =
                generation("t2", "b").calling("p", "m", 1L, 1L, "1e30").span();

        assertThatThrownBy(() -> keep(generation("t3", "c").span(), tooMuchMoney))
                .isInstanceOf(RuntimeException.class);

        assertThat(store.size().spans()).isEqualTo(1);
        assertThat(store.position()).isEqualTo(new Position(1));
        keep(generation("t3", "c").span());
        assertThat(rows(Filter.EVERYTHING)).hasSize(2);
    }

    @Test
    void aBatchThatFailsAtItsTracesKeepsNoneOfItsSpans() {
        var half = new BigDecimal("9000000000000000");

        assertThatThrownBy(() -> keep(
                        generation("t", "a").costing(Span.Cost.of(half, "v")).span(),
                        generation("t", "b").costing(Span.Cost.of(half, "v")).span()))
                .isInstanceOf(RuntimeException.class);

        assertThat(store.size().spans()).isZero();
        assertThat(store.position()).isEqualTo(Position.START);
        keep(generation("t", "a").costing(Span.Cost.of(half, "v")).span());
        assertThat(store.span(PROJECT, "t", "a")).isPresent();
    }

    private void keep(Span... spans) {
        store.store(Arrays.stream(spans).map(it -> new Recorded(PROJECT, it)).toList(), new Position(++position));
    }

    private static Amendment amendment(String spanId, int i) {
        return new Amendment(
                "t",
                spanId,
                NOON.plusSeconds(i),
                message("user", "" + i),
                json("\"out " + i + "\""),
                List.of(new Span.Event("e" + i, NOON.plusSeconds(i), null)),
                json("{\"y\":" + i + ",\"z" + i + "\":" + i + "}"),
                Span.SpanStatus.failed("late", "" + i),
                new Span.Usage(null, 100L + i, null, null, null),
                null);
    }

    private static JsonNode message(String role, String text) {
        return json("[{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"text\":\"%s\"}]}]".formatted(role, text));
    }

    private static List<String> texts(@Nullable JsonNode messages) {
        assertThat(messages).isNotNull();
        return messages.valueStream()
                .map(it -> it.at("/parts/0/text").stringValue())
                .toList();
    }

    private static Item inProject(Item item, UUID project) {
        return switch (item) {
            case Recorded it -> new Recorded(project, it.span());
            case Amended it -> new Amended(project, it.amendment());
            case Scored it -> new Scored(project, it.score());
        };
    }

    private static Score score(String id, String traceId, String name, Score.Value value, Instant at) {
        return new Score(id, traceId, null, null, name, value, Score.Source.EVALUATOR, "v1", null, at);
    }

    private static Span priced(String spanId, Map<CostKind, BigDecimal> parts) {
        return generation("t", spanId).costing(Span.Cost.of(parts, "v")).span();
    }

    private List<TraceRow> rows(Filter filter) {
        return store.list(PROJECT, filter, new Page.First(100)).items();
    }

    private void assertFinds(Filter filter, String... traceIds) {
        assertThat(rows(filter)).as("%s", filter).extracting(TraceRow::traceId).containsExactlyInAnyOrder(traceIds);
        assertThat(store.count(PROJECT, filter).count()).isEqualTo(traceIds.length);
    }

    private static Filter where(String text) {
        return FilterText.parse("where", text);
    }

    private static Page older(TracePage page, int limit) {
        var cursor = page.nextCursor();
        assertThat(cursor).isNotNull();
        return new Page.OlderThan(Cursor.parse("cursor", cursor), limit);
    }
}
