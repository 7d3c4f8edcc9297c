package stet.traces;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.traces.query.Breakdown;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.Measure;
import stet.traces.query.MeasureText;
import stet.traces.query.Quantity;
import stet.traces.query.Query;
import stet.traces.query.QueryAnswer;
import stet.traces.query.ScoreName;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;

/** {@code /api/v1/projects/{project}/query}. */
record QueryRoutes(TraceStore store, Callers callers, InstantSource clock) {
    private static final Duration RECENT = Duration.ofHours(24);
    private static final String SUBJECTS =
            String.join(", ", Stream.of(Subject.values()).map(Subject::word).toList());

    void declare(Api api) {
        api.get("/api/v1/projects/{project}/query", "Counts, sums, means and quantiles over time and by dimension")
                .tag("traces")
                .queries(
                        "measure",
                        String.class,
                        "such as count, rate, failureRate, sum(costUsd), mean(score[helpful]), p95(durationMs), share(durationMs > 2000); 1 to "
                                + Query.MOST_MEASURES)
                .query("over", String.class, "what is counted: " + SUBJECTS + "; traces unless said")
                .query("where", String.class, "a filter such as 'model = gpt-5 and not tag = vip'")
                .query("from", Instant.class, "started at or after this time; 24 hours before 'to' unless said")
                .query("to", Instant.class, "started before this time; now unless said")
                .query(
                        "buckets",
                        Integer.class,
                        "into how many stretches of time, up to 1000; 0, totals only, unless said")
                .query("by", String.class, "a dimension or an amount to break the answer down by")
                .query(
                        "top",
                        Integer.class,
                        "how many values of the dimension, 1 to 50, besides 'other'; 10 unless said")
                .answers(200, QueryAnswer.class)
                .by(this::query);
        api.get("/api/v1/projects/{project}/score-names", "What traces and spans were judged for, most often first")
                .tag("traces")
                .query("from", Instant.class, "judged at or after this time; 24 hours before 'to' unless said")
                .query("to", Instant.class, "judged before this time; now unless said")
                .answers(200, ScoreNames.class)
                .by(this::scoreNames);
    }

    record ScoreNames(List<ScoreName> items) {}

    private Answer scoreNames(Call call) {
        var project = callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
        return Answer.ok(new ScoreNames(store.scoreNames(project, range(call))));
    }

    private TimeRange range(Call call) {
        var to = call.queryTime("to").orElseGet(clock::instant);
        var from = call.queryTime("from").orElseGet(() -> to.minus(RECENT));
        if (!from.isBefore(to)) {
            throw Problem.Invalid.field("to", to + " is not after 'from', " + from);
        }
        return new TimeRange(from, to);
    }

    private Answer query(Call call) {
        var project = callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
        return Answer.ok(store.query(project, read(call)));
    }

    private Query read(Call call) {
        var measures = measures(call.queries("measure"));
        int buckets = call.queryInt("buckets", 0, 0, Query.MOST_BUCKETS);
        var breakdown = breakdown(call);
        int series =
                breakdown == null ? 1 : breakdown instanceof Breakdown.Values it ? it.top() + 2 : Breakdown.MOST_STEPS;
        if ((long) series * buckets * measures.size() > Query.MOST_POINTS) {
            throw Problem.Invalid.field(
                    "buckets",
                    "asks for " + (long) series * buckets * measures.size() + " numbers, at most " + Query.MOST_POINTS
                            + " are answered; ask for fewer buckets, measures or values");
        }
        return new Query(
                subject(call),
                measures,
                call.query("where").map(text -> FilterText.parse("where", text)).orElse(Filter.EVERYTHING),
                range(call),
                buckets,
                breakdown);
    }

    private static List<Measure> measures(List<String> texts) {
        if (texts.isEmpty() || texts.size() > Query.MOST_MEASURES) {
            throw Problem.Invalid.field(
                    "measure",
                    "is given " + texts.size() + " times; give 1 to " + Query.MOST_MEASURES + ", such as count");
        }
        return texts.stream().map(text -> MeasureText.parse("measure", text)).toList();
    }

    private static Subject subject(Call call) {
        return call.query("over")
                .map(word -> Subject.of(word)
                        .orElseThrow(() -> Problem.Invalid.field("over", "'" + word + "' is none of " + SUBJECTS)))
                .orElse(Subject.TRACES);
    }

    private static @Nullable Breakdown breakdown(Call call) {
        int top = call.queryInt("top", 10, 1, Breakdown.MOST);
        return call.query("by").map(word -> breakdown(word, top)).orElse(null);
    }

    private static Breakdown breakdown(String word, int top) {
        Optional<Breakdown> byValue = Dimension.of(word).map(it -> new Breakdown.Values(it, top));
        return byValue.or(() -> Quantity.of(word).map(Breakdown.Steps::new))
                .orElseThrow(() -> Problem.Invalid.field(
                        "by",
                        "'" + word + "' is neither a dimension (" + Dimension.words() + ") nor an amount ("
                                + Quantity.words() + ")"));
    }
}
