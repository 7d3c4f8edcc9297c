package stet.traces;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of a trace add up to; the same for any order they came in.
 *
 * <p>Tokens and money count once: a model call counts unless a model call below it in the same trace reports usage or cost
 * too, as when an instrumented client calls through an instrumented gateway. Other kinds of spans never count.
 * A trace failed when a top span failed: one without a parent in the trace. Its name, user, session and so on are those of
 * the earliest top span that says one, else of the earliest span that does.
 */
public record TraceFacts(
        String traceId,
        String name,
        long startedUs,
        long endedUs,
        long lastStartUs,
        boolean failed,
        @Nullable String errorKind,
        int spanCount,
        int generationCount,
        List<String> models,
        List<String> providers,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String environment,
        @Nullable String release,
        List<String> tags,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long reasoningTokens,
        @Nullable BigDecimal costUsd,
        @Nullable Long firstTokenUs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated) {
    private static final Comparator<SpanFacts> BY_START =
            Comparator.comparingLong(SpanFacts::startedUs).thenComparing(SpanFacts::spanId);
    private static final Comparator<SpanFacts> BY_END_LAST_FIRST = Comparator.comparingLong(SpanFacts::endedUs)
            .thenComparing(SpanFacts::spanId)
            .reversed();

    public static TraceFacts of(Collection<SpanFacts> spans) {
        var byId = new HashMap<String, SpanFacts>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        Comparator<SpanFacts> topFirst = Comparator.comparing(span -> !isTop(span, byId));
        var ordered = spans.stream().sorted(topFirst.thenComparing(BY_START)).toList();
        var byEnd =
                spans.stream().sorted(topFirst.thenComparing(BY_END_LAST_FIRST)).toList();
        var inTime = spans.stream().sorted(BY_START).toList();
        var counted = counted(inTime, byId);
        var failures = ordered.stream().filter(SpanFacts::failed).toList();
        boolean failed = !failures.isEmpty() && isTop(failures.getFirst(), byId);
        var first = ordered.getFirst();
        return new TraceFacts(
                first.traceId(),
                first.name(),
                inTime.getFirst().startedUs(),
                spans.stream().mapToLong(SpanFacts::endedUs).max().orElse(0),
                inTime.getLast().startedUs(),
                failed,
                failed ? firstOf(failures, SpanFacts::errorKind) : null,
                spans.size(),
                (int) spans.stream()
                        .filter(span -> span.kind() == SpanKind.GENERATION)
                        .count(),
                distinct(inTime.stream().map(SpanFacts::model)),
                distinct(inTime.stream().map(SpanFacts::provider)),
                firstOf(ordered, SpanFacts::userId),
                firstOf(ordered, SpanFacts::sessionId),
                firstOf(ordered, SpanFacts::environment),
                firstOf(ordered, SpanFacts::release),
                distinct(inTime.stream().flatMap(span -> span.tags().stream())),
                sum(counted, SpanFacts::inputTokens, Long::sum),
                sum(counted, SpanFacts::outputTokens, Long::sum),
                sum(counted, SpanFacts::cacheReadTokens, Long::sum),
                sum(counted, SpanFacts::reasoningTokens, Long::sum),
                sum(counted, SpanFacts::costUsd, BigDecimal::add),
                firstOf(inTime, SpanFacts::firstTokenUs),
                firstOf(ordered, SpanFacts::inputPreview),
                firstOf(byEnd, SpanFacts::outputPreview),
                spans.stream().anyMatch(SpanFacts::simulated));
    }

    private static boolean isTop(SpanFacts span, Map<String, SpanFacts> byId) {
        return span.parentId() == null || !byId.containsKey(span.parentId());
    }

    /** Metered model calls with no metered model call below them. */
    private static List<SpanFacts> counted(List<SpanFacts> spans, Map<String, SpanFacts> byId) {
        var above = new HashSet<String>();
        for (var span : spans) {
            if (span.metered()) {
                addAncestors(span, byId, above);
            }
        }
        var counted = new ArrayList<SpanFacts>();
        for (var span : spans) {
            if (span.metered() && !above.contains(span.spanId())) {
                counted.add(span);
            }
        }
        return counted;
    }

    /** Stops where it was before, so that the walk is short and ends even when parents form a circle. */
    private static void addAncestors(SpanFacts span, Map<String, SpanFacts> byId, Set<String> above) {
        for (var parent = span.parentId(); parent != null && !parent.equals(span.spanId()); ) {
            var found = byId.get(parent);
            if (found == null || !above.add(parent)) {
                return;
            }
            parent = found.parentId();
        }
    }

    private static <T> @Nullable T firstOf(List<SpanFacts> spans, Function<SpanFacts, @Nullable T> fact) {
        for (var span : spans) {
            T value = fact.apply(span);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static <T> @Nullable T sum(
            List<SpanFacts> spans, Function<SpanFacts, @Nullable T> fact, BinaryOperator<T> plus) {
        T sum = null;
        for (var span : spans) {
            T value = fact.apply(span);
            if (value != null) {
                sum = sum == null ? value : plus.apply(sum, value);
            }
        }
        return sum;
    }

    private static List<String> distinct(Stream<@Nullable String> values) {
        var distinct = new LinkedHashSet<String>();
        values.filter(Objects::nonNull).forEach(distinct::add);
        return List.copyOf(distinct);
    }
}
