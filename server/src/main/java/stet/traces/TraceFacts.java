package stet.traces;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
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
 * too, as when an instrumented client calls through an instrumented gateway, or unless the gateway recorded the same response, in this
 * trace or in another.
 * Other kinds of spans never count. The cost says
 * why it is not whole when a call's own is unknown; its parts add up to it, what no call told apart being {@link CostKind#OTHER}.
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
        Span.Dimensions dimensions,
        Span.Usage usage,
        Span.Cost cost,
        @Nullable Long firstTokenUs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated,
        int failedSpanCount,
        boolean rootMissing) {
    private static final String UNSAID = "the cost of a call is not known";
    private static final Comparator<SpanFacts> BY_START =
            Comparator.comparingLong(SpanFacts::startedUs).thenComparing(SpanFacts::spanId);
    private static final Comparator<SpanFacts> BY_END_LAST_FIRST = Comparator.comparingLong(SpanFacts::endedUs)
            .thenComparing(SpanFacts::spanId)
            .reversed();

    public static TraceFacts of(Collection<SpanFacts> spans) {
        return of(spans, Set.of());
    }

    /** @param elsewhere the ids of spans whose tokens and money count in another trace */
    public static TraceFacts of(Collection<SpanFacts> spans, Set<String> elsewhere) {
        var byId = byId(spans);
        Comparator<SpanFacts> topFirst = Comparator.comparing(span -> !isTop(span, byId));
        var ordered = spans.stream().sorted(topFirst.thenComparing(BY_START)).toList();
        var byEnd =
                spans.stream().sorted(topFirst.thenComparing(BY_END_LAST_FIRST)).toList();
        var inTime = spans.stream().sorted(BY_START).toList();
        var again = again(inTime, byId, elsewhere);
        var counted = inTime.stream()
                .filter(span -> span.metered() && !again.contains(span.spanId()))
                .toList();
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
                dimensions(ordered, inTime),
                usage(counted),
                cost(
                        counted,
                        inTime.stream()
                                .filter(span -> span.unpriced() && !again.contains(span.spanId()))
                                .toList()),
                firstOf(inTime, SpanFacts::firstTokenUs),
                firstOf(ordered, SpanFacts::inputPreview),
                firstOf(byEnd, SpanFacts::outputPreview),
                spans.stream().anyMatch(SpanFacts::simulated),
                failures.size(),
                spans.stream().noneMatch(span -> span.parentId() == null));
    }

    /** The ids of spans whose tokens and money another span reports too. */
    static Set<String> again(Collection<SpanFacts> spans, Set<String> elsewhere) {
        return again(List.copyOf(spans), byId(spans), elsewhere);
    }

    /** Those of them that say tokens or money. */
    public static Set<String> metersAgain(Collection<SpanFacts> spans, Set<String> elsewhere) {
        var byId = byId(spans);
        var again = again(List.copyOf(spans), byId, elsewhere);
        again.removeIf(id -> {
            var span = byId.get(id);
            return span == null || !span.metered();
        });
        return again;
    }

    private static Map<String, SpanFacts> byId(Collection<SpanFacts> spans) {
        var byId = new HashMap<String, SpanFacts>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        return byId;
    }

    private static Set<String> again(List<SpanFacts> spans, Map<String, SpanFacts> byId, Set<String> elsewhere) {
        var again = aboveMetered(spans, byId, elsewhere);
        addSeenByGateway(spans, again);
        again.addAll(elsewhere);
        return again;
    }

    private static boolean isTop(SpanFacts span, Map<String, SpanFacts> byId) {
        return span.parentId() == null || !byId.containsKey(span.parentId());
    }

    private static Span.Dimensions dimensions(List<SpanFacts> ordered, List<SpanFacts> inTime) {
        var metadata = new HashMap<String, String>();
        ordered.forEach(span -> span.dimensions().metadata().forEach(metadata::putIfAbsent));
        return new Span.Dimensions(
                firstOf(ordered, span -> span.dimensions().userId()),
                firstOf(ordered, span -> span.dimensions().sessionId()),
                firstOf(ordered, span -> span.dimensions().environment()),
                firstOf(ordered, span -> span.dimensions().release()),
                firstOf(ordered, span -> span.dimensions().app()),
                firstOf(ordered, span -> span.dimensions().promptName()),
                firstOf(ordered, span -> span.dimensions().promptVersion()),
                distinct(inTime.stream().flatMap(span -> span.dimensions().tags().stream())),
                metadata);
    }

    private static Span.Usage usage(List<SpanFacts> counted) {
        return new Span.Usage(
                sum(counted, span -> span.usage().input(), Long::sum),
                sum(counted, span -> span.usage().output(), Long::sum),
                sum(counted, span -> span.usage().cacheRead(), Long::sum),
                sum(counted, span -> span.usage().cacheWrite(), Long::sum),
                sum(counted, span -> span.usage().reasoning(), Long::sum),
                sum(counted, span -> span.usage().audioInput(), Long::sum),
                sum(counted, span -> span.usage().audioOutput(), Long::sum));
    }

    private static Span.Cost cost(List<SpanFacts> counted, List<SpanFacts> unpriced) {
        var usd = sum(counted, span -> span.cost().usd(), BigDecimal::add);
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        counted.forEach(span -> span.cost().parts().forEach((kind, part) -> parts.merge(kind, part, BigDecimal::add)));
        if (usd != null && !parts.isEmpty()) {
            var rest = usd.subtract(parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            if (rest.signum() != 0) {
                parts.merge(CostKind.OTHER, rest, BigDecimal::add);
            }
        }
        var because = unpriced.isEmpty()
                ? null
                : Objects.requireNonNullElse(
                        firstOf(unpriced, span -> span.cost().unknownBecause()), UNSAID);
        return new Span.Cost(usd, null, because, parts);
    }

    /** The spans that have a metered model call below them. */
    private static Set<String> aboveMetered(List<SpanFacts> spans, Map<String, SpanFacts> byId, Set<String> elsewhere) {
        var above = new HashSet<String>();
        for (var span : spans) {
            if (span.metered() || elsewhere.contains(span.spanId())) {
                addAncestors(span, byId, above);
            }
        }
        return above;
    }

    /** Adds the reports of others on responses that the gateway metered itself: it read the provider's own numbers. */
    private static void addSeenByGateway(List<SpanFacts> spans, Set<String> again) {
        var responses = new HashSet<String>();
        for (var span : spans) {
            if (span.source() == SpanSource.GATEWAY && span.responseId() != null && span.metered()) {
                responses.add(span.responseId());
            }
        }
        for (var span : spans) {
            if (span.source() != SpanSource.GATEWAY
                    && span.responseId() != null
                    && responses.contains(span.responseId())) {
                again.add(span.spanId());
            }
        }
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
