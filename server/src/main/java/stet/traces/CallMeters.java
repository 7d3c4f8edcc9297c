package stet.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stored model calls add up to, for Prometheus. The combinations of labels are bounded: what comes after the first
 * {@value #MOST} is counted under {@code other}.
 */
final class CallMeters {
    static final int MOST = 100;
    static final int MOST_HISTOGRAMS = 40;
    private static final int MOST_KINDS = 20;
    private static final int LONGEST = 80;
    private static final String OTHER = "other";
    private static final String NOTHING = "";

    private static final Duration[] DURATIONS = millis(40, 160, 320, 640, 1_280, 2_560, 5_120, 10_240, 40_960);
    private static final double[] TOKENS = {16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144};

    /** What a call is counted by. */
    private record Labels(
            String project, String app, String environment, String release, String provider, String model) {
        Tags tags() {
            return Tags.of(
                    "project", project,
                    "app", app,
                    "environment", environment,
                    "release", release,
                    "provider", provider,
                    "model", model);
        }
    }

    private final MeterRegistry meters;
    private final Function<UUID, String> projects;
    private final Map<Labels, Labels> known = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final Map<Labels, Labels> knownOfHistograms = new HashMap<>();

    /** @param projects the name of a project */
    CallMeters(MeterRegistry meters, Function<UUID, String> projects) {
        this.meters = meters;
        this.projects = projects;
    }

    /** Counts the calls of one batch; for one thread at a time. */
    void count(List<StoredCall> calls) {
        calls.forEach(this::count);
    }

    private void count(StoredCall call) {
        var span = call.span();
        var labels = bounded(known, MOST, labels(call));
        var tags = labels.tags();
        counter("stet.llm.requests", "Model calls", tags.and("status", span.failed() ? "error" : "ok"))
                .increment();
        if (span.failed()) {
            counter("stet.llm.errors", "Model calls that failed, by kind", tags.and("kind", kind(span)))
                    .increment();
        }
        var usage = span.usage();
        tokens(tags, "input", usage.input());
        tokens(tags, "output", usage.output());
        tokens(tags, "cache_read", usage.cacheRead());
        tokens(tags, "cache_write", usage.cacheWrite());
        tokens(tags, "reasoning", usage.reasoning());
        tokens(tags, "audio_input", usage.audioInput());
        tokens(tags, "audio_output", usage.audioOutput());
        var usd = span.cost().usd();
        if (usd != null) {
            counter("stet.llm.cost.usd", "What model calls cost, in US dollars", tags)
                    .increment(usd.doubleValue());
        } else if (span.unpriced()) {
            counter("stet.llm.unpriced.requests", "Model calls whose cost is not known", tags)
                    .increment();
        }
        distribution(span, labels);
    }

    private void tokens(Tags tags, String type, @Nullable Long tokens) {
        if (tokens != null && tokens > 0) {
            counter(
                            "stet.llm.tokens",
                            "Tokens, by type; cached and audio input are part of input, reasoning of output",
                            tags.and("type", type))
                    .increment(tokens);
        }
    }

    private void distribution(SpanFacts span, Labels labels) {
        var coarse = bounded(
                knownOfHistograms,
                MOST_HISTOGRAMS,
                new Labels(labels.project, labels.app, labels.environment, NOTHING, labels.provider, labels.model));
        var tags = Tags.of(
                "project", coarse.project,
                "app", coarse.app,
                "environment", coarse.environment,
                "gen_ai_provider_name", coarse.provider,
                "gen_ai_response_model", coarse.model,
                "gen_ai_operation_name", span.kind() == SpanKind.EMBEDDING ? "embeddings" : "chat");
        Timer.builder("gen_ai.client.operation.duration")
                .description("How long model calls took")
                .serviceLevelObjectives(DURATIONS)
                .tags(tags)
                .register(meters)
                .record(Math.max(0, span.endedUs() - span.startedUs()), TimeUnit.MICROSECONDS);
        if (span.firstTokenUs() != null) {
            Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                    .description("From the request to the first content of a streamed answer")
                    .serviceLevelObjectives(DURATIONS)
                    .tags(tags)
                    .register(meters)
                    .record(span.firstTokenUs(), TimeUnit.MICROSECONDS);
        }
        used(tags, "input", span.usage().input());
        used(tags, "output", span.usage().output());
    }

    private void used(Tags tags, String type, @Nullable Long tokens) {
        if (tokens != null) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Tokens of a model call")
                    .serviceLevelObjectives(TOKENS)
                    .tags(tags.and("gen_ai_token_type", type))
                    .register(meters)
                    .record(tokens);
        }
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(meters);
    }

    private Labels labels(StoredCall call) {
        var own = call.span().dimensions();
        var trace = call.ofTrace();
        return new Labels(
                label(projects.apply(call.projectId())),
                label(own.app() == null ? trace.app() : own.app()),
                label(own.environment() == null ? trace.environment() : own.environment()),
                label(own.release() == null ? trace.release() : own.release()),
                label(call.span().provider()),
                label(call.span().model()));
    }

    private static Labels bounded(Map<Labels, Labels> known, int most, Labels labels) {
        var found = known.get(labels);
        if (found != null) {
            return found;
        }
        if (known.size() >= most) {
            return new Labels(OTHER, OTHER, OTHER, labels.release.isEmpty() ? NOTHING : OTHER, OTHER, OTHER);
        }
        known.put(labels, labels);
        return labels;
    }

    /** Kinds are words of stet's own for what it recognises, and anything for what it does not. */
    private String kind(SpanFacts span) {
        var kind = label(span.errorKind());
        if (kind.isEmpty() || (kinds.size() >= MOST_KINDS && !kinds.contains(kind))) {
            return OTHER;
        }
        kinds.add(kind);
        return kind;
    }

    private static String label(@Nullable String value) {
        return value == null ? NOTHING : value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
