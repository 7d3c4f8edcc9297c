package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;
import stet.platform.journal.Position;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStore.Scored;
import stet.traces.query.Breakdown;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.MeasureText;
import stet.traces.query.Quantity;
import stet.traces.query.Query;
import stet.traces.query.QueryAnswer;
import stet.traces.query.ScoreName;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;

/** What every telemetry store answers to queries. */
public abstract class QueryContract {
    private static final UUID PROJECT = new UUID(2, 1);
    private static final TimeRange MINUTE = new TimeRange(NOON, NOON.plusSeconds(60));

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
    void moneyAndTokensOfACallSeenTwiceCountOnce() {
        keep(
                generation("t", "client").calling("openai", "a", 5L, 1L, "1").span(),
                generation("t", "gateway")
                        .under("client")
                        .calling("openai", "a", 5L, 1L, "1")
                        .span());

        assertThat(ask(Subject.TRACES, null, 0, "sum(costUsd)", "sum(inputTokens)")
                        .totals())
                .containsExactly(new BigDecimal("1"), 5L);
        assertThat(ask(Subject.GENERATIONS, null, 0, "sum(costUsd)", "sum(inputTokens)")
                        .totals())
                .containsExactly(new BigDecimal("1"), 5L);
    }

    @Test
    void aStoredCallCountsNoLongerWhenAnotherReportOfItComes() {
        keep(generation("t", "client").calling("openai", "a", 5L, 1L, "1").span());
        keep(generation("t", "gateway")
                .under("client")
                .calling("openai", "a", 5L, 1L, "1")
                .span());

        assertThat(ask(Subject.GENERATIONS, null, 0, "sum(costUsd)", "sum(inputTokens)", "count")
                        .totals())
                .containsExactly(new BigDecimal("1"), 5L, 2L);
    }

    @Test
    void measuresAreExactInTheirUnits() {
        keep(
                generation("a", "1")
                        .at(NOON, 100)
                        .calling("openai", "gpt-5", 10L, 20L, "0.1")
                        .span(),
                generation("b", "1")
                        .at(NOON, 300)
                        .calling("openai", "gpt-5", 1L, 2L, "0.2")
                        .failed("timeout")
                        .span(),
                generation("c", "1")
                        .at(NOON, 200)
                        .calling("openai", "gpt-5", null, null, null)
                        .span());

        var totals = ask(
                        Subject.TRACES,
                        null,
                        0,
                        "count",
                        "count(status = error)",
                        "failureRate",
                        "rate",
                        "sum(costUsd)",
                        "sum(totalTokens)",
                        "mean(durationMs)",
                        "max(durationMs)",
                        "share(durationMs >= 200)",
                        "distinct(user)")
                .totals();

        assertThat(totals)
                .containsExactly(3L, 1L, 1 / 3.0, 3 / 60.0, new BigDecimal("0.3"), 33L, 200.0, 300.0, 2 / 3.0, 0L);
    }

    @Test
    void nothingAtAllCountsZeroAndKnowsNothingElse() {
        var answer = ask(Subject.TRACES, null, 2, "count", "rate", "failureRate", "sum(costUsd)", "p95(durationMs)");

        assertThat(answer.totals()).containsExactly(0L, 0L, null, null, null);
        assertThat(answer.series()).hasSize(1);
        assertThat(answer.series().getFirst().buckets())
                .hasSize(2)
                .containsOnly(Arrays.asList(0L, 0L, null, null, null));
    }

    @Test
    void timeIsCutIntoBucketsThatHoldTheirBeginningAndNotTheirEnd() {
        keep(
                span("before", "1").at(NOON.minusMillis(1), 1).span(),
                span("first", "1").at(NOON, 1).span(),
                span("second", "1").at(NOON.plusSeconds(30), 1).span(),
                span("second2", "1").at(NOON.plusMillis(59_999), 1).span(),
                span("after", "1").at(NOON.plusSeconds(60), 1).span());

        var answer = ask(Subject.TRACES, null, 2, "count", "rate");

        assertThat(answer.startedAt()).containsExactly(NOON, NOON.plusSeconds(30));
        assertThat(answer.bucketMs()).isEqualTo(30_000.0);
        assertThat(answer.series().getFirst().buckets()).containsExactly(List.of(1L, 1 / 30.0), List.of(2L, 2 / 30.0));
        assertThat(answer.totals()).containsExactly(3L, 3 / 60.0);
    }

    @Test
    void theLargestValuesAreShownAndTheOthersTogether() {
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j <= i; j++) {
                keep(generation("t" + i + j, "1")
                        .calling("openai", "m" + i, 1L, 1L, "1")
                        .span());
            }
        }
        keep(span("none", "1").span());

        var answer = ask(Subject.TRACES, new Breakdown.Values(Dimension.MODEL, 2), 1, "count", "sum(costUsd)");

        assertThat(answer.series())
                .extracting(
                        QueryAnswer.Series::group,
                        QueryAnswer.Series::value,
                        it -> it.totals().getFirst())
                .containsExactly(
                        tuple("value", "m5", 6L),
                        tuple("value", "m4", 5L),
                        tuple("other", null, 10L),
                        tuple("unknown", null, 1L));
        assertThat(answer.totals()).containsExactly(22L, new BigDecimal("21"));
        assertThat(answer.series().getFirst().buckets()).containsExactly(List.of(6L, new BigDecimal("6")));
    }

    @Test
    void aTraceOfSeveralModelsCountsUnderEachThatIsShownAndUnderOtherOnlyWhenNoneIs() {
        keep(
                generation("both", "1").calling("openai", "a", 1L, 1L, "1").span(),
                generation("both", "2").calling("openai", "b", 1L, 1L, "1").span(),
                generation("one", "1").calling("openai", "a", 1L, 1L, "1").span(),
                generation("rest", "1").calling("openai", "c", 1L, 1L, "1").span(),
                generation("rest", "2").calling("openai", "d", 1L, 1L, "1").span());

        var answer = ask(Subject.TRACES, new Breakdown.Values(Dimension.MODEL, 2), 0, "count");

        assertThat(answer.totals()).containsExactly(3L);
        assertThat(answer.series())
                .extracting(QueryAnswer.Series::value, it -> it.totals().getFirst())
                .containsExactly(tuple("a", 2L), tuple("b", 1L), tuple(null, 1L));
    }

    @Test
    void generationsAreCountedByTheirOwnModel() {
        keep(
                span("t", "root").at(NOON, 500).span(),
                generation("t", "1")
                        .under("root")
                        .calling("openai", "a", 5L, 1L, "1")
                        .span(),
                generation("t", "2")
                        .under("root")
                        .calling("openai", "b", 7L, 1L, "2")
                        .span());

        var answer = ask(
                Subject.GENERATIONS, new Breakdown.Values(Dimension.MODEL, 10), 0, "sum(costUsd)", "sum(inputTokens)");

        assertThat(answer.totals()).containsExactly(new BigDecimal("3"), 12L);
        assertThat(answer.series())
                .extracting(QueryAnswer.Series::value, it -> List.copyOf(it.totals()))
                .containsExactly(
                        tuple("b", List.of(new BigDecimal("2"), 7L)), tuple("a", List.of(new BigDecimal("1"), 5L)));
        assertThat(ask(Subject.SPANS, null, 0, "count", "distinct(kind)").totals())
                .containsExactly(3L, 2L);
    }

    @Test
    void amountsAreBrokenDownInSteps() {
        for (var millis : List.of(1, 3, 4, 7, 15, 15, 2000)) {
            keep(span("t" + UUID.randomUUID(), "1").at(NOON, millis).span());
        }

        var answer = ask(Subject.TRACES, new Breakdown.Steps(Quantity.DURATION), 0, "count");

        assertThat(answer.series())
                .extracting(
                        it -> new BigDecimal(it.value()).stripTrailingZeros().toPlainString(),
                        it -> it.totals().getFirst())
                .containsExactly(tuple("1", 1L), tuple("2", 2L), tuple("5", 1L), tuple("10", 2L), tuple("2000", 1L));
    }

    @Test
    void aQuantileIsWithinTwoPercentOfRank() {
        var random = new Random(11);
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 2_000; i++) {
            spans.add(span("t" + i, "1").at(NOON, 1 + random.nextInt(100_000)).span());
        }
        keep(spans.toArray(Span[]::new));
        var sorted = spans.stream()
                .mapToDouble(it -> it.duration().toMillis())
                .sorted()
                .toArray();

        var totals = ask(Subject.TRACES, null, 0, "p50(durationMs)", "p95(durationMs)", "p99.5(durationMs)")
                .totals();

        double[] ranks = {0.5, 0.95, 0.995};
        for (int i = 0; i < ranks.length; i++) {
            double least = sorted[(int) Math.max(0, (ranks[i] - 0.02) * sorted.length)];
            double most = sorted[(int) Math.min(sorted.length - 1, (ranks[i] + 0.02) * sorted.length)];
            assertThat(totals.get(i).doubleValue()).isBetween(least, most);
        }
    }

    @Test
    void filtersHoldInsideMeasuresToo() {
        keep(
                generation("a", "1").saying("where is my refund", "here").span(),
                generation("b", "1")
                        .saying("hello", "hi")
                        .dimensions("ada", "s", "e", "vip")
                        .span());

        assertThat(ask(Subject.TRACES, null, 0, "count(\"refund\")", "share(tag = vip or user = nobody)")
                        .totals())
                .containsExactly(1L, 0.5);
        assertThat(answer(Subject.GENERATIONS, "input ~ refund", null, 0, "count")
                        .totals())
                .containsExactly(1L);
    }

    @Test
    void whatOnlyTracesHaveCannotBeAskedOfSpans() {
        assertThatThrownBy(() -> ask(Subject.SPANS, null, 0, "sum(spanCount)"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("ask over traces");
        assertThatThrownBy(() -> ask(Subject.TRACES, new Breakdown.Values(Dimension.KIND, 5), 0, "count"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("ask over spans");
    }

    private QueryAnswer ask(Subject subject, @Nullable Breakdown breakdown, int buckets, String... measures) {
        return answer(subject, null, breakdown, buckets, measures);
    }

    private QueryAnswer answer(
            Subject subject, @Nullable String where, @Nullable Breakdown breakdown, int buckets, String... measures) {
        var filter = where == null ? Filter.EVERYTHING : FilterText.parse("where", where);
        return store.query(
                PROJECT,
                new Query(
                        subject,
                        Stream.of(measures)
                                .map(it -> MeasureText.parse("measure", it))
                                .toList(),
                        filter,
                        MINUTE,
                        buckets,
                        breakdown));
    }

    @Test
    void aScoreIsAveragedOverWhatHasItEachTraceOnce() {
        keep(
                generation("a", "1").calling("openai", "gpt-5", 1L, 1L, null).span(),
                generation("b", "1").calling("openai", "gpt-5", 1L, 1L, null).span(),
                generation("c", "1").calling("openai", "gpt-6", 1L, 1L, null).span(),
                generation("d", "1").calling("openai", "gpt-6", 1L, 1L, null).span());
        score("1", "a", null, "helpful", true);
        score("2", "a", "1", "helpful", false);
        score("3", "b", null, "helpful", true);
        score("4", "c", null, "helpful", false);
        score("5", "d", null, "other", true);

        var answer = ask(
                Subject.TRACES,
                new Breakdown.Values(Dimension.MODEL, 5),
                2,
                "mean(score[helpful])",
                "mean(score[\"nobody's\"])",
                "count(score[helpful])");

        assertThat(answer.totals()).containsExactly(0.5, null, 3L);
        assertThat(answer.series())
                .extracting(QueryAnswer.Series::value, it -> it.totals().getFirst())
                .containsExactly(tuple("gpt-5", 0.75), tuple("gpt-6", 0.0));
        assertThat(ask(Subject.GENERATIONS, null, 0, "mean(score[helpful])").totals())
                .containsExactly(0.0);
        assertThat(store.scoreNames(PROJECT, MINUTE))
                .containsExactly(
                        new ScoreName("helpful", "boolean", "user", 4), new ScoreName("other", "boolean", "user", 1));
    }

    private void score(String id, String trace, @Nullable String span, String name, boolean value) {
        var score = new Score(
                id,
                trace,
                span,
                null,
                name,
                new Score.Value(Score.Type.BOOLEAN, value ? 1.0 : 0.0, null),
                Score.Source.USER,
                null,
                null,
                NOON);
        store.store(
                List.of(new Scored(PROJECT, score)),
                new Position(store.position().entry() + 1));
    }

    private void keep(Span... spans) {
        store.store(Arrays.stream(spans).map(it -> new Recorded(PROJECT, it)).toList(), Position.START);
    }
}
