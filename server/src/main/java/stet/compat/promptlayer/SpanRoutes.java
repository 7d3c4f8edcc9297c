package stet.compat.promptlayer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.traces.Durable;
import stet.traces.Masking;
import stet.traces.Span;
import stet.traces.SpanDetail;
import stet.traces.TraceStore;
import stet.traces.conventions.Conventions;
import stet.traces.query.Filter;
import stet.traces.query.Page;
import tools.jackson.databind.JsonNode;

/** {@code /spans-bulk} and {@code /api/public/v2/traces}: what PromptLayer's clients trace. */
record SpanRoutes(
        PromptLayerFeature.Sinks sinks,
        Masking masking,
        TraceStore traces,
        PromptLayerCallers callers,
        InstantSource clock) {
    private static final String TRACE = "/api/public/v2/traces/{id}";
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_SPANS = 5_000;
    private static final int MOST_LINKED = 150;
    /** How far from a trace the requests lie that were logged of it. */
    private static final Duration AROUND = Duration.ofMinutes(10);

    record TakenSpan(String trace_id, String span_id) {}

    record TakenRequest(long id, long request_id, String span_id) {}

    record RefusedSpan(int index, String span_id, String message) {}

    record TakenSpans(
            boolean success,
            List<TakenSpan> spans,
            List<TakenRequest> request_logs,
            List<String> rejected_span_ids,
            List<RefusedSpan> errors) {}

    record TracedSpan(
            String trace_id,
            String span_id,
            @Nullable String parent_id,
            String name,
            String kind,
            Instant start_time,
            Instant end_time,
            double latency_ms,
            String status,
            @Nullable String error_message,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            @Nullable JsonNode attributes,
            @Nullable Long request_log_id) {}

    record TracedSpans(boolean success, String trace_id, List<TracedSpan> spans) {}

    record ClosedTrace(boolean success, String trace_id) {}

    void declare(Api api) {
        TemplateRoutes.of(api.post("/spans-bulk", "Takes in spans that PromptLayer's clients of version 1 trace"))
                .bodyLimit(MOST_BYTES)
                .answers(201, TakenSpans.class)
                .by(this::take);
        TemplateRoutes.of(api.get(TRACE, "A trace's spans in PromptLayer's shape"))
                .answers(200, TracedSpans.class)
                .by(this::trace);
        TemplateRoutes.of(api.post(
                        TRACE + "/close", "Says that a trace is whole; what comes later is taken in all the same"))
                .answers(200, ClosedTrace.class)
                .by(this::close);
    }

    private Answer take(Call call) {
        var body = TrackRoutes.object(call);
        var scope = callers.of(call, body).may(Permission.WRITE_TRACES);
        sinks.pressure().run();
        var sent = body.path("spans");
        if (!sent.isArray() || sent.size() > MOST_SPANS) {
            throw Problem.Invalid.field("spans", "a list of at most " + MOST_SPANS + " spans is expected");
        }
        return Answer.created(taken(scope, sent));
    }

    private TakenSpans taken(Scope.InProject scope, JsonNode sent) {
        UUID project = scope.projectId();
        var conventions = new Conventions(sinks.pricing());
        var spans = new ArrayList<Span>();
        var taken = new ArrayList<TakenSpan>();
        var requests = new ArrayList<TakenRequest>();
        var refused = new ArrayList<RefusedSpan>();
        for (int i = 0; i < sent.size(); i++) {
            var span = new BulkSpan(sent.path(i));
            try {
                var read = conventions.read(masking.mask(project, span.reported()));
                var logged = sent.path(i).path("log_request").isObject()
                        ? new LoggedRequest(sent.path(i).path("log_request"), clock.instant())
                        : null;
                spans.add(read);
                taken.add(new TakenSpan(span.traceId(), span.spanId()));
                if (logged != null) {
                    spans.add(logged.ofSpan(project, sinks.pricing(), span.spanId()));
                    long number = logged.number(project).value();
                    requests.add(new TakenRequest(number, number, span.spanId()));
                }
            } catch (IllegalArgumentException | Problem.Invalid e) {
                refused.add(new RefusedSpan(i, span.spanId(), masking.mask(project, String.valueOf(e.getMessage()))));
            }
        }
        if (!spans.isEmpty()) {
            Durable.await(sinks.spans().accept(project, spans), "spans");
        }
        return new TakenSpans(
                refused.isEmpty(),
                taken,
                requests,
                refused.stream().map(RefusedSpan::span_id).toList(),
                refused);
    }

    private Answer trace(Call call) {
        var project = callers.of(call).may(Permission.READ_TRACES).projectId();
        String id = call.path("id");
        var trace = traces.trace(project, id).orElseThrow(() -> new Problem.NotFound("trace", id));
        var linked = linked(project, trace);
        var spans = trace.spans().stream()
                .map(it -> {
                    var shown = SpanDetail.of(it, trace.contentOmitted());
                    return new TracedSpan(
                            it.traceId(),
                            it.spanId(),
                            it.parentId(),
                            it.name(),
                            shown.kind(),
                            it.startedAt(),
                            it.endedAt(),
                            shown.durationMs(),
                            it.status().failed() ? "ERROR" : "OK",
                            it.status().message(),
                            it.input(),
                            it.output(),
                            it.attributes(),
                            linked.get(it.spanId()));
                })
                .toList();
        return Answer.ok(new TracedSpans(true, id, spans));
    }

    /** The requests that were logged of spans: a trace of one has its number, those of others name their span. */
    private Map<String, Long> linked(UUID project, TraceStore.Trace trace) {
        var linked = new HashMap<String, Long>();
        var own = RequestNumber.ofTrace(project, trace.row().traceId());
        if (own.isPresent()) {
            linked.put(own.get().spanId(), own.get().value());
            return linked;
        }
        var naming = trace.spans().stream()
                .limit(MOST_LINKED)
                .map(it -> (Filter) new Filter.Attribute(LoggedCall.SPAN_ID, it.spanId()))
                .toList();
        var start = trace.row().startedAt();
        var around = new Filter.Started(
                start.minus(AROUND),
                start.plusNanos((long) (trace.row().durationMs() * 1e6)).plus(AROUND));
        var rows = traces.list(
                        project, new Filter.And(List.of(around, new Filter.Or(naming))), new Page.First(Page.MAX))
                .items();
        for (var row : rows) {
            RequestNumber.ofTrace(project, row.traceId())
                    .flatMap(number -> traces.span(project, row.traceId(), number.spanId()))
                    .ifPresent(span -> {
                        var attributes = span.attributes();
                        String of = attributes == null
                                ? ""
                                : attributes.path(LoggedCall.SPAN_ID).asString("");
                        RequestNumber.ofTrace(project, row.traceId())
                                .ifPresent(number -> linked.put(of, number.value()));
                    });
        }
        return linked;
    }

    private Answer close(Call call) {
        var project = callers.of(call).may(Permission.WRITE_TRACES).projectId();
        String id = call.path("id");
        if (traces.trace(project, id).isEmpty()) {
            throw new Problem.NotFound("trace", id);
        }
        return Answer.ok(new ClosedTrace(true, id));
    }
}
