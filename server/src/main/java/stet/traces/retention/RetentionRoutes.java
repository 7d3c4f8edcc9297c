package stet.traces.retention;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.traces.Sampling;

/** {@code /api/v1/projects/{project}/retention}. */
record RetentionRoutes(Retention retention, Callers callers) {
    private static final String RETENTION = "/api/v1/projects/{project}/retention";

    /**
     * Which ordinary traces keep their content.
     *
     * @param afterMinutes how long after its end a trace is decided on; 60 unless said
     * @param slowMs a trace that takes so long keeps its content
     */
    record SamplingRule(
            @Nullable Double keepPercent,
            @Nullable Integer afterMinutes,
            @Nullable Long slowMs) {
        static @Nullable SamplingRule of(@Nullable Sampling sampling) {
            if (sampling == null) {
                return null;
            }
            var slow = sampling.slow();
            return new SamplingRule(
                    sampling.keepPercent(), (int) sampling.after().toMinutes(), slow == null ? null : slow.toMillis());
        }

        Sampling sampling() {
            if (keepPercent == null) {
                throw Problem.Invalid.field("sampling.keepPercent", "is missing; it is 0 to 100");
            }
            return new Sampling(
                    keepPercent,
                    afterMinutes == null ? Sampling.USUAL_WAIT : Duration.ofMinutes(afterMinutes),
                    slowMs == null ? null : Duration.ofMillis(slowMs));
        }
    }

    /** What was removed, the last time that anything was. */
    record LastRemoval(
            Instant at, long traces, long spans, long contents, long contentBytes, long scores, long longestSliceMs) {}

    /**
     * How long a project's data is kept; what is absent is kept for ever.
     *
     * @param carriedOutAt when the policy was last carried out
     * @param contentBefore content of spans that started before was removed for its age, which was {@code contentBeforeDays}
     * @param problem why it could not be carried out the last time
     */
    record RetentionDetail(
            int version,
            @Nullable Integer contentDays,
            @Nullable Integer metadataDays,
            @Nullable SamplingRule sampling,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy,
            @Nullable Instant carriedOutAt,
            @Nullable LastRemoval lastRemoval,
            @Nullable Instant contentBefore,
            @Nullable Integer contentBeforeDays,
            @Nullable String problem) {
        static RetentionDetail of(Retention.Standing standing) {
            var saved = standing.saved();
            var sweep = standing.sweep();
            var at = sweep.removedAt();
            var removed = sweep.removed();
            return new RetentionDetail(
                    saved.version(),
                    saved.policy().contentDays(),
                    saved.policy().metadataDays(),
                    SamplingRule.of(saved.policy().sampling()),
                    saved.updatedAt(),
                    saved.updatedBy(),
                    sweep.endedAt(),
                    at == null
                            ? null
                            : new LastRemoval(
                                    at,
                                    removed.traces(),
                                    removed.spans(),
                                    removed.contents(),
                                    removed.bytes(),
                                    removed.scores(),
                                    sweep.longestSliceMs()),
                    sweep.contentBefore(),
                    sweep.contentDays(),
                    sweep.problem());
        }
    }

    /**
     * A decision; what is absent is kept for ever.
     *
     * @param version the one that was changed, 0 at first
     */
    record RetentionChange(
            @Nullable Integer version,
            @Nullable Integer contentDays,
            @Nullable Integer metadataDays,
            @Nullable SamplingRule sampling) {}

    void declare(Api api) {
        api.get(RETENTION, "How long data is kept, and what was removed for it")
                .tag("retention")
                .answers(200, RetentionDetail.class)
                .by(call -> Answer.ok(RetentionDetail.of(retention.of(callers.of(call), call.path("project")))));
        api.put(RETENTION, "Decides how long data is kept, if nobody has since the version named")
                .tag("retention")
                .takes(RetentionChange.class)
                .answers(200, RetentionDetail.class)
                .by(this::decide);
    }

    private Answer decide(Call call) {
        var caller = callers.of(call);
        var asked = call.body(RetentionChange.class);
        if (asked.version() == null) {
            throw Problem.Invalid.field("version", "is missing; it is the version that was changed, 0 at first");
        }
        try {
            var sampling = asked.sampling() == null ? null : asked.sampling().sampling();
            return Answer.ok(RetentionDetail.of(retention.decide(
                    caller,
                    call.path("project"),
                    asked.version(),
                    asked.contentDays(),
                    asked.metadataDays(),
                    sampling,
                    call.peer())));
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(String.valueOf(e.getMessage()));
        }
    }
}
