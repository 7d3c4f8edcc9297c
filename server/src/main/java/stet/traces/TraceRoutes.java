package stet.traces;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;
import stet.traces.query.Activity;
import stet.traces.query.Cursor;
import stet.traces.query.Dimension;
import stet.traces.query.Facets;
import stet.traces.query.Filter;
import stet.traces.query.Filter.Comparison;
import stet.traces.query.FilterText;
import stet.traces.query.Page;
import stet.traces.query.Quantity;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;

/** {@code /api/v1/projects/{project}/traces}. */
record TraceRoutes(TraceStore store, Callers callers, InstantSource clock) {
    private static final String TRACES = "/api/v1/projects/{project}/traces";
    private static final Duration RECENT = Duration.ofHours(24);
    private static final int LONGEST_SEARCH = 1000;
    private static final int MOST_VALUES = 50;

    /** A trace, its spans by start, the scores of both, and which of its calls other traces report too. */
    record TraceDetail(TraceRow trace, List<SpanDetail> spans, List<ScoreDetail> scores, List<CallLink> links) {}

    void declare(Api api) {
        filtered(api.get(TRACES, "Traces, newest first"))
                .query("limit", Integer.class, "how many rows, 1 to 500; 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before: older traces")
                .query("after", String.class, "'cursor' of the newest row seen: the traces that started next after it")
                .answers(200, TracePage.class)
                .by(this::list);
        filtered(api.get(TRACES + "/count", "What the matching traces add up to"))
                .answers(200, TraceCount.class)
                .by(call -> Answer.ok(store.count(project(call), filter(call))));
        ranged(api.get(
                        TRACES + "/facets",
                        "The values traces can be filtered by, most frequent first, counted over whole days (UTC)"))
                .answers(200, Facets.class)
                .by(call -> Answer.ok(store.facets(project(call), started(call))));
        filtered(api.get(TRACES + "/activity", "Traces over time; the last 24 hours unless said"))
                .query("buckets", Integer.class, "into how many stretches of time, 1 to 1000; 60 unless said")
                .answers(200, Activity.class)
                .by(this::activity);
        api.get(
                        TRACES + "/{traceId}",
                        "One trace with its spans, up to 50,000; more than 500 come without content, attributes and dimensions")
                .tag("traces")
                .answers(200, TraceDetail.class)
                .by(this::trace);
        api.get(TRACES + "/{traceId}/spans/{spanId}", "One span whole")
                .tag("traces")
                .answers(200, SpanDetail.class)
                .by(this::span);
    }

    private Answer list(Call call) {
        var project = project(call);
        int limit = call.queryInt("limit", 100, 1, Page.MAX);
        var older = call.query("cursor").map(it -> Cursor.parse("cursor", it));
        var newer = call.query("after").map(it -> Cursor.parse("after", it));
        if (older.isPresent() && newer.isPresent()) {
            throw Problem.Invalid.field("after", "cannot go with 'cursor': one asks for newer, one for older traces");
        }
        Page page = older.isPresent()
                ? new Page.OlderThan(older.get(), limit)
                : newer.isPresent() ? new Page.NewerThan(newer.get(), limit) : new Page.First(limit);
        return Answer.ok(store.list(project, filter(call), page));
    }

    private Answer activity(Call call) {
        var project = project(call);
        var to = call.queryTime("to").orElseGet(clock::instant);
        var from = call.queryTime("from").orElseGet(() -> to.minus(RECENT));
        requireOrder(from, to);
        int buckets = call.queryInt("buckets", 60, 1, Activity.MOST_BUCKETS);
        return Answer.ok(store.activity(project, filter(call), new TimeRange(from, to), buckets));
    }

    private Answer trace(Call call) {
        var project = project(call);
        var id = call.path("traceId");
        var trace = store.trace(project, id).orElseThrow(() -> new Problem.NotFound("trace", id));
        var spans = trace.spans().stream()
                .map(span -> SpanDetail.of(
                        span, trace.contentOmitted(), trace.contentRemoved().contains(span.spanId())))
                .toList();
        return Answer.ok(new TraceDetail(
                trace.row(), spans, trace.scores().stream().map(ScoreDetail::of).toList(), trace.links()));
    }

    private Answer span(Call call) {
        var project = project(call);
        var id = call.path("spanId");
        var span = store.span(project, call.path("traceId"), id).orElseThrow(() -> new Problem.NotFound("span", id));
        return Answer.ok(SpanDetail.of(span, false, !store.hasContent(project, call.path("traceId"), id)));
    }

    private UUID project(Call call) {
        return callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
    }

    private static Operation ranged(Operation operation) {
        return operation
                .tag("traces")
                .query("from", Instant.class, "started at or after this time")
                .query("to", Instant.class, "started before this time");
    }

    static Operation filtered(Operation operation) {
        return ranged(operation)
                .query(
                        "q",
                        String.class,
                        "words in the name, an id, or the input or output of any span, in any case, as they begin there; behind '*' also inside of words")
                .queries("model", String.class, "one of these models was called")
                .queries("provider", String.class, "one of these providers was called")
                .query("status", String.class, "'ok' or 'error'")
                .query("failedSpans", Boolean.class, "'true': a span of the trace failed, even if the trace did not")
                .query("failedKind", String.class, "a span failed with this kind of error")
                .query(
                        "failedShape",
                        String.class,
                        "a span failed with a message of this shape, as '…/errors' tells it")
                .queries("tag", String.class, "has one of these tags")
                .query("user", String.class, "the user's id")
                .query("session", String.class, "the session's id")
                .query("environment", String.class, "the environment's name")
                .query("minDurationMs", Double.class, "took at least so long")
                .query("maxDurationMs", Double.class, "took at most so long")
                .query("minCostUsd", Double.class, "cost at least so much")
                .query("maxCostUsd", Double.class, "cost at most so much")
                .query(
                        "where",
                        String.class,
                        "a filter such as 'model = gpt-5 and not (tag = vip or durationMs < 2000)'");
    }

    private static Filter.Started started(Call call) {
        var from = call.queryTime("from").orElse(null);
        var to = call.queryTime("to").orElse(null);
        if (from != null && to != null) {
            requireOrder(from, to);
        }
        return new Filter.Started(from, to);
    }

    static Filter filter(Call call) {
        var all = new ArrayList<Filter>();
        all.add(started(call));
        call.query("q").ifPresent(words -> all.add(text(words)));
        anyOf(call, "model").ifPresent(it -> all.add(new Filter.Is(Dimension.MODEL, it)));
        anyOf(call, "provider").ifPresent(it -> all.add(new Filter.Is(Dimension.PROVIDER, it)));
        anyOf(call, "tag").ifPresent(it -> all.add(new Filter.Is(Dimension.TAG, it)));
        call.query("status").ifPresent(status -> all.add(Filter.Is.of(Dimension.STATUS, known(status))));
        failed(call).ifPresent(all::add);
        call.query("user").ifPresent(it -> all.add(Filter.Is.of(Dimension.USER, it)));
        call.query("session").ifPresent(it -> all.add(Filter.Is.of(Dimension.SESSION, it)));
        call.query("environment").ifPresent(it -> all.add(Filter.Is.of(Dimension.ENVIRONMENT, it)));
        bound(call, "minDurationMs", Quantity.DURATION, Comparison.AT_LEAST).ifPresent(all::add);
        bound(call, "maxDurationMs", Quantity.DURATION, Comparison.AT_MOST).ifPresent(all::add);
        bound(call, "minCostUsd", Quantity.COST, Comparison.AT_LEAST).ifPresent(all::add);
        bound(call, "maxCostUsd", Quantity.COST, Comparison.AT_MOST).ifPresent(all::add);
        call.query("where").ifPresent(text -> all.add(FilterText.parse("where", text)));
        return new Filter.And(all);
    }

    private static Optional<Filter> failed(Call call) {
        var any = call.query("failedSpans").map(it -> switch (it) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.Invalid.field("failedSpans", "'" + it + "' is neither 'true' nor 'false'");
        });
        var kind = call.query("failedKind").orElse(null);
        var shape = call.query("failedShape").orElse(null);
        if (kind != null || shape != null) {
            return Optional.of(new Filter.Failed(kind, shape));
        }
        return any.map(wanted -> new Filter.Amount(
                Quantity.FAILED_SPANS, wanted ? Comparison.AT_LEAST : Comparison.LESS, BigDecimal.ONE));
    }

    private static Filter text(String words) {
        if (words.length() > LONGEST_SEARCH) {
            throw Problem.Invalid.field(
                    "q", "has " + words.length() + " characters; search for at most " + LONGEST_SEARCH);
        }
        return new Filter.Text(words);
    }

    private static Optional<Set<String>> anyOf(Call call, String name) {
        var values = new LinkedHashSet<>(call.queries(name));
        if (values.size() > MOST_VALUES) {
            throw Problem.Invalid.field(name, "is given " + values.size() + " times; at most " + MOST_VALUES);
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static Optional<Filter> bound(Call call, String name, Quantity quantity, Comparison comparison) {
        return call.queryNumber(name).map(it -> new Filter.Amount(quantity, comparison, BigDecimal.valueOf(it)));
    }

    private static String known(String status) {
        if (!status.equals("ok") && !status.equals("error")) {
            throw Problem.Invalid.field("status", "'" + status + "' is neither 'ok' nor 'error'");
        }
        return status;
    }

    private static void requireOrder(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Problem.Invalid.field("to", to + " is not after 'from', " + from);
        }
    }
}
