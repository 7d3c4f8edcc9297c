package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.journal.Position;
import stet.traces.PricedCall.Recosted;
import stet.traces.TraceStore.Recorded;
import stet.traces.Upkeep.Which;
import stet.traces.query.Filter;
import stet.traces.query.MeasureText;
import stet.traces.query.Query;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;

/** What every telemetry store does with a call that a client and the gateway reported in traces of their own. */
public abstract class LinkContract {
    private static final UUID PROJECT = new UUID(4, 1);
    private static final TimeRange DAY =
            new TimeRange(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));

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

    private static Spans byClient(String trace) {
        return generation(trace, "client")
                .under("agent")
                .calling("openai", "gpt-5", 100L, 50L, "1")
                .dimensions("ada", "s-" + trace, "production")
                .answered("chatcmpl-1");
    }

    private static Spans byGateway(String trace) {
        return generation(trace, "gateway")
                .calling("openai", "gpt-5", 101L, 51L, "1.01")
                .dimensions("ada", "s-" + trace, "production")
                .byGateway()
                .at(NOON.plusMillis(20), 70)
                .answered("chatcmpl-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway, client",
                "client, gateway",
                "both at once",
                "gateway, restart, client",
                "client, restart, gateway"
            })
    void usageAndCostCountOnceWhicheverReportComesFirst(String order) {
        var client = byClient("c").span();
        var gateway = byGateway("g").span();
        var told = new ArrayList<StoredCall>();
        for (var part : order.split(", ")) {
            switch (part) {
                case "gateway" -> told.addAll(keep(gateway));
                case "client" -> told.addAll(keep(client));
                case "restart" -> {
                    store.close();
                    store = open();
                }
                default -> told.addAll(keep(client, gateway));
            }
        }

        assertThat(count().inputTokens()).isEqualTo(101);
        assertThat(count().costUsd()).isEqualByComparingTo("1.01");
        for (var subject : Subject.values()) {
            assertThat(sum(subject, "sum(costUsd)")).as("%s", subject).isEqualByComparingTo("1.01");
            assertThat(sum(subject, "sum(totalTokens)")).as("%s", subject).isEqualByComparingTo("152");
        }
        var users = store.rollups(
                PROJECT, Rollup.Of.END_USERS, Filter.EVERYTHING, new Ranking<>(Rollup.Key.COST, true, 10, null));
        assertThat(users.items()).singleElement().satisfies(user -> {
            assertThat(user.costUsd()).isEqualByComparingTo("1.01");
            assertThat(user.outputTokens()).isEqualTo(51);
            assertThat(user.costPartial()).isFalse();
        });
        assertThat(told).as("calls that are counted in metrics").hasSize(1);
        assertThat(trace("c").row().costUsd()).isNull();
        assertThat(trace("c").links()).containsExactly(new CallLink("client", "g", "gateway", false));
        assertThat(trace("g").links()).containsExactly(new CallLink("gateway", "c", "client", true));
    }

    @Test
    void whatAClientAddsUpAboveItsCallDoesNotCountEither() {
        keep(byGateway("g").span());
        keep(
                generation("c", "agent")
                        .calling("openai", "gpt-5", 100L, 50L, "1")
                        .answered("none")
                        .span(),
                byClient("c")
                        .calling("openai", "gpt-5", null, null, null)
                        .answered("chatcmpl-1")
                        .span());

        assertThat(count().inputTokens()).isEqualTo(101);
        assertThat(trace("c").row().costPartial()).isFalse();
    }

    @Test
    void aSpanThatComesLaterLeavesTheCountAsItIs() {
        keep(byClient("c").span());
        keep(byGateway("g").span());
        keep(
                span("c", "agent").kind(SpanKind.AGENT).span(),
                generation("c", "other")
                        .calling("openai", "gpt-5", 7L, 3L, "0.5")
                        .answered("chatcmpl-2")
                        .span());

        assertThat(trace("c").row().inputTokens()).isEqualTo(7);
        assertThat(count().costUsd()).isEqualByComparingTo("1.51");
        assertThat(sum(Subject.GENERATIONS, "sum(costUsd)")).isEqualByComparingTo("1.51");
    }

    @Test
    void aReportOfTheGatewayThatSaysNoTokensLeavesThemToTheClient() {
        keep(byClient("c").span());
        keep(byGateway("g")
                .calling("openai", "gpt-5", null, null, null)
                .answered("chatcmpl-1")
                .span());

        assertThat(count().inputTokens()).isEqualTo(100);
        assertThat(trace("c").links()).containsExactly(new CallLink("client", "g", "gateway", true));
    }

    @Test
    void otherCallsAreNotTakenForTheSame() {
        keep(byClient("c").span());
        keep(byGateway("other-id").answered("chatcmpl-2").span());
        keep(byGateway("long-after").at(NOON.plus(Duration.ofHours(2)), 70).span());
        store.store(
                List.of(new Recorded(new UUID(4, 2), byGateway("other-project").span())), new Position(++position));
        keep(byClient("another-client").span());

        assertThat(trace("c").links()).isEmpty();
        assertThat(count().inputTokens()).isEqualTo(100 + 101 + 101 + 100);
    }

    @Test
    void anIdThatVeryManyCallsHaveIsNone() {
        for (int i = 0; i < 20; i++) {
            keep(byGateway("g" + i).span());
        }
        keep(byClient("c").span());

        assertThat(trace("c").links()).isEmpty();
        assertThat(trace("c").row().inputTokens()).isEqualTo(100);
    }

    @Test
    void whatIsLeftCountsAgainWhenTheOtherTraceIsRemoved() {
        keep(byClient("c").span(), byGateway("g").span());

        store.remove(PROJECT, new Which.Ids(Set.of("g")), 10);

        assertThat(trace("c").links()).isEmpty();
        assertThat(trace("c").row().costUsd()).isEqualByComparingTo("1");
        assertThat(sum(Subject.GENERATIONS, "sum(costUsd)")).isEqualByComparingTo("1");
    }

    @Test
    void anotherPriceLeavesTheCountAsItIs() {
        keep(byClient("c").span(), byGateway("g").span());
        var before = new Span.Cost(new BigDecimal("1.000000000000"), "2026-11", null, Map.of());

        int changed = store.recost(
                PROJECT,
                List.of(new Recosted("c", "client", NOON, before, Span.Cost.of(new BigDecimal("9"), "2026-12"))));

        assertThat(changed).isEqualTo(1);
        assertThat(count().costUsd()).isEqualByComparingTo("1.01");
    }

    @Test
    void anyOrderAndAnyBatchesGiveTheSameSums() {
        var random = new Random(11);
        var spans = new ArrayList<Span>();
        for (int call = 0; call < 40; call++) {
            var at = NOON.plusSeconds(random.nextInt(3000));
            spans.add(byGateway("g" + call).at(at, 70).answered("r" + call).span());
            if (call % 3 != 0) {
                spans.add(generation("c" + call % 7, "call" + call)
                        .calling("openai", "gpt-5", 90L, 40L, call % 2 == 0 ? null : "1")
                        .at(at.minusSeconds(random.nextInt(400)), 100)
                        .answered("r" + call)
                        .span());
            }
        }
        for (int round = 0; round < 5; round++) {
            var project = new UUID(5, round);
            Collections.shuffle(spans, random);
            for (int at = 0; at < spans.size(); ) {
                int next = Math.min(spans.size(), at + 1 + random.nextInt(20));
                var again = spans.subList(Math.max(0, at - 3), next);
                store.store(again.stream().map(it -> new Recorded(project, it)).toList(), new Position(++position));
                at = next;
            }

            var count = store.count(project, Filter.EVERYTHING);
            assertThat(count.inputTokens()).isEqualTo(40 * 101);
            assertThat(count.costUsd()).isEqualByComparingTo(new BigDecimal("40.4"));
        }
    }

    private List<StoredCall> keep(Span... spans) {
        return store.store(
                Arrays.stream(spans).map(it -> new Recorded(PROJECT, it)).toList(), new Position(++position));
    }

    private TraceStore.Trace trace(String id) {
        return store.trace(PROJECT, id).orElseThrow();
    }

    private TraceCount count() {
        return store.count(PROJECT, Filter.EVERYTHING);
    }

    private BigDecimal sum(Subject subject, String measure) {
        var query = new Query(subject, List.of(MeasureText.parse("measure", measure)), Filter.EVERYTHING, DAY, 0, null);
        return new BigDecimal(
                String.valueOf(store.query(PROJECT, query).totals().getFirst()));
    }
}
