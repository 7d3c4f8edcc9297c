package stet.traces.masking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import stet.platform.secrets.Secrets;
import stet.traces.Amendment;
import stet.traces.Masking;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.conventions.Reported;

/** Applies the rules of every project, each compiled once for each of its versions. Asks no database. */
final class Masks implements Masking {
    private record Compiled(int version, @Nullable ProjectMask mask) {}

    private final Secrets secrets;
    private final MeterRegistry meters;
    private volatile Map<UUID, Compiled> byProject = Map.of();

    Masks(Secrets secrets, MeterRegistry meters) {
        this.secrets = secrets;
        this.meters = meters;
    }

    /** The version of each project's rules that are applied now. */
    Map<UUID, Integer> versions() {
        var versions = new HashMap<UUID, Integer>();
        byProject.forEach((project, compiled) -> versions.put(project, compiled.version()));
        return versions;
    }

    /** Takes the rules that hold from now on. */
    void use(List<MaskingStore.Row> saved) {
        var now = new HashMap<UUID, Compiled>();
        for (var row : saved) {
            var before = byProject.get(row.projectId());
            now.put(
                    row.projectId(),
                    before != null && before.version() == row.version()
                            ? before
                            : new Compiled(row.version(), compiled(row.projectId(), row.rules())));
        }
        byProject = Map.copyOf(now);
    }

    /** Rules made ready; null when there are none. */
    @Nullable
    ProjectMask compiled(UUID project, List<Rule> rules) {
        return rules.isEmpty() ? null : new ProjectMask(rules, new KeyedHash(secrets, "masking " + project));
    }

    @Override
    public boolean concerns(UUID project) {
        return of(project) != null;
    }

    @Override
    public Reported mask(UUID project, Reported reported) {
        return masked(project, reported, (mask, hits) -> mask.mask(reported, hits));
    }

    @Override
    public Span mask(UUID project, Span span) {
        return masked(project, span, (mask, hits) -> mask.mask(span, hits));
    }

    @Override
    public Amendment mask(UUID project, Amendment amendment) {
        return masked(project, amendment, (mask, hits) -> mask.mask(amendment, hits));
    }

    @Override
    public Score mask(UUID project, Score score) {
        return masked(project, score, (mask, hits) -> mask.mask(score, hits));
    }

    @Override
    public String mask(UUID project, String text) {
        return masked(project, text, (mask, hits) -> mask.mask(text, hits));
    }

    private @Nullable ProjectMask of(UUID project) {
        var compiled = byProject.get(project);
        return compiled == null ? null : compiled.mask();
    }

    private <T> T masked(UUID project, T whole, BiFunction<ProjectMask, Hits, T> work) {
        var mask = of(project);
        if (mask == null) {
            return whole;
        }
        var hits = new Hits();
        T left = work.apply(mask, hits);
        hits.tell((kind, times) -> Counter.builder("stet.masked")
                .description("How often masking rules applied, by kind of rule or of personal data")
                .tag("kind", kind)
                .register(meters)
                .increment(times));
        return left;
    }
}
