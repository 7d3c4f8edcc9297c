package stet.compat.promptlayer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.TraceStore;
import stet.traces.query.Breakdown;
import stet.traces.query.Cursor;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.Measure;
import stet.traces.query.Page;
import stet.traces.query.Query;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /api/public/v2/requests}: what was logged and traced, searched in PromptLayer's words. */
record RequestRoutes(TraceStore traces, Templates templates, PromptLayerCallers callers, InstantSource clock) {
    private static final String REQUESTS = "/api/public/v2/requests";
    private static final int MOST_SHOWN = 25;
    private static final int FURTHEST = 5_000;
    private static final Duration SUGGESTED_FROM = Duration.ofDays(30);
    private static final Map<String, Dimension> SUGGESTED = Map.of(
            "engine",
            Dimension.MODEL,
            "provider_type",
            Dimension.PROVIDER,
            "prompt",
            Dimension.PROMPT,
            "tags",
            Dimension.TAG);

    /**
     * A model call that was logged.
     *
     * @param price in dollars; absent while it is not known
     */
    record LoggedRequestDetail(
            boolean success,
            long request_id,
            String trace_id,
            @Nullable String provider,
            @Nullable String model,
            @Nullable Long input_tokens,
            @Nullable Long output_tokens,
            @Nullable Long tokens,
            @Nullable BigDecimal price,
            Instant request_start_time,
            Instant request_end_time,
            double latency_ms,
            String status,
            @Nullable JsonNode prompt_blueprint) {}

    /** @param id the request's number; absent for what was not logged by PromptLayer's clients */
    record FoundRequest(
            @Nullable Long id,
            String trace_id,
            @Nullable String engine,
            @Nullable String provider_type,
            @Nullable Long input_tokens,
            @Nullable Long output_tokens,
            @Nullable Long tokens,
            @Nullable BigDecimal price,
            Instant request_start_time,
            Instant request_end_time,
            double latency_ms,
            String status,
            List<String> tags_array,
            Map<String, String> metadata,
            Map<String, Double> scores,
            @Nullable String prompt_name,
            @Nullable String prompt_version_number) {}

    record RequestPage(
            boolean success,
            List<FoundRequest> items,
            int page,
            int per_page,
            long pages,
            long total,
            boolean has_next,
            boolean has_prev,
            @Nullable Integer next_num,
            @Nullable Integer prev_num) {}

    record Suggestions(boolean success, List<String> values) {}

    void declare(Api api) {
        TemplateRoutes.of(
                        api.post(REQUESTS + "/search", "Searches what was logged and traced by PromptLayer's filters"))
                .answers(200, RequestPage.class)
                .by(this::search);
        TemplateRoutes.of(api.get(
                        REQUESTS + "/suggestions", "Values to filter by, of the last 30 days, most frequent first"))
                .query("field", String.class, "engine, provider_type, prompt, tags or status")
                .query("prefix", String.class, "how they begin, in any case")
                .query("filter_group", String.class, "only those of requests that match, as JSON")
                .answers(200, Suggestions.class)
                .by(this::suggestions);
        TemplateRoutes.of(api.get(REQUESTS + "/{id}", "A logged request"))
                .answers(200, LoggedRequestDetail.class)
                .by(this::one);
    }

    private Answer one(Call call) {
        var project = callers.of(call).may(Permission.READ_TRACES).projectId();
        RequestNumber number;
        try {
            number = new RequestNumber(Long.parseLong(call.path("id")));
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("id", "'" + call.path("id") + "' is not the number of a request");
        }
        var span = traces.span(project, number.traceId(project), number.spanId())
                .orElseThrow(() -> new Problem.NotFound("request", number.value()));
        var generation = span.generation();
        var usage = generation == null ? null : generation.usage();
        return Answer.ok(new LoggedRequestDetail(
                true,
                number.value(),
                span.traceId(),
                generation == null ? null : generation.provider(),
                generation == null ? null : generation.requestModel(),
                usage == null ? null : usage.input(),
                usage == null ? null : usage.output(),
                usage == null ? null : usage.total(),
                generation == null ? null : generation.cost().usd(),
                span.startedAt(),
                span.endedAt(),
                span.duration().toNanos() / 1e6,
                span.status().failed() ? "ERROR" : "SUCCESS",
                LoggedBlueprint.of(span)));
    }

    private Answer search(Call call) {
        var asked = call.body().length == 0 ? Json.MAPPER.createObjectNode() : TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        var project = caller.may(Permission.READ_TRACES).projectId();
        requireNewestFirst(asked);
        int size = number(asked, "per_page", 10, MOST_SHOWN);
        int page = number(asked, "page", 1, FURTHEST / size);
        var filter = filter(caller).of(asked);
        long total = traces.count(project, filter).count();
        var items = rows(project, filter, (page - 1) * size, size).stream()
                .map(it -> found(project, it, asked.path("include_prompt_name").asBoolean(false)))
                .toList();
        long pages = Math.max(1, (total + size - 1) / size);
        return Answer.ok(new RequestPage(
                true,
                items,
                page,
                size,
                pages,
                total,
                page < pages,
                page > 1,
                page < pages ? (Integer) (page + 1) : null,
                page > 1 ? (Integer) (page - 1) : null));
    }

    private static void requireNewestFirst(JsonNode asked) {
        String by = asked.path("sort_by").asString("request_start_time");
        if (!by.equals("request_start_time")) {
            throw Problem.Invalid.field("sort_by", "'" + by + "' is not sorted by here, only 'request_start_time'");
        }
        if (!asked.path("sort_order").asString("desc").equals("desc")) {
            throw Problem.Invalid.field("sort_order", "only 'desc', the newest first, is served");
        }
    }

    private static int number(JsonNode asked, String field, int otherwise, int most) {
        var value = asked.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < 1 || value.longValue() > most) {
            throw Problem.Invalid.field(field, "a whole number from 1 to " + most + " is expected");
        }
        return value.intValue();
    }

    private RequestFilter filter(Caller caller) {
        return new RequestFilter(number -> templates
                .find(caller, PromptLayerCallers.project(caller), number)
                .name());
    }

    /** A part of the list, which is read from its beginning. */
    private List<TraceRow> rows(UUID project, Filter filter, int skip, int size) {
        var rows = new ArrayList<TraceRow>();
        Page page = new Page.First(Math.min(Page.MAX, skip + size));
        while (true) {
            TracePage found = traces.list(project, filter, page);
            rows.addAll(found.items());
            var next = found.nextCursor();
            if (rows.size() >= skip + size || next == null) {
                return rows.stream().skip(skip).limit(size).toList();
            }
            page = new Page.OlderThan(Cursor.parse("page", next), Math.min(Page.MAX, skip + size - rows.size()));
        }
    }

    private FoundRequest found(UUID project, TraceRow row, boolean prompt) {
        var metadata = new TreeMap<String, String>();
        var scores = new TreeMap<String, Double>();
        traces.trace(project, row.traceId()).ifPresent(trace -> {
            trace.spans().forEach(span -> span.dimensions().metadata().forEach(metadata::putIfAbsent));
            trace.scores().forEach(score -> {
                var value = score.value().number();
                if (value != null) {
                    scores.put(score.name(), value);
                }
            });
        });
        return new FoundRequest(
                RequestNumber.ofTrace(project, row.traceId())
                        .map(RequestNumber::value)
                        .orElse(null),
                row.traceId(),
                row.models().isEmpty() ? null : row.models().getFirst(),
                row.providers().isEmpty() ? null : row.providers().getFirst(),
                row.inputTokens(),
                row.outputTokens(),
                row.totalTokens(),
                row.costUsd(),
                row.startedAt(),
                row.startedAt().plusNanos((long) (row.durationMs() * 1e6)),
                row.durationMs(),
                row.status().equals("error") ? "ERROR" : "SUCCESS",
                row.tags(),
                metadata,
                scores,
                prompt ? row.promptName() : null,
                row.promptVersion());
    }

    private Answer suggestions(Call call) {
        var caller = callers.of(call);
        var project = caller.may(Permission.READ_TRACES).projectId();
        String field = call.query("field").orElse("");
        String prefix = call.query("prefix").orElse("").toLowerCase(Locale.ROOT);
        var asked = Json.MAPPER.createObjectNode();
        call.query("filter_group").ifPresent(it -> asked.set("filter_group", tree(it)));
        return Answer.ok(new Suggestions(
                true,
                values(project, field, filter(caller).of(asked)).stream()
                        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .toList()));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw Problem.Invalid.field("filter_group", "is no JSON");
        }
    }

    private List<String> values(UUID project, String field, Filter filter) {
        if (field.equals("status")) {
            return List.of("SUCCESS", "ERROR");
        }
        var dimension = SUGGESTED.get(field);
        if (dimension == null) {
            throw Problem.Invalid.field(
                    "field",
                    "'" + field + "' has no suggestions here; these have: engine, provider_type, prompt, tags, status");
        }
        var now = clock.instant();
        var counted = traces.query(
                project,
                new Query(
                        Subject.TRACES,
                        List.of(Measure.COUNT),
                        filter,
                        new TimeRange(now.minus(SUGGESTED_FROM), now.plusSeconds(60)),
                        0,
                        new Breakdown.Values(dimension, Breakdown.MOST)));
        var values = new ArrayList<String>();
        for (var series : counted.series()) {
            if (series.group().equals("value") && series.value() != null) {
                values.add(series.value());
            }
        }
        return values;
    }
}
