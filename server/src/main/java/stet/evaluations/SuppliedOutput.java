package stet.evaluations;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.evaluators.Subject;
import stet.platform.http.Problem;

/**
 * The output of a case that somebody else has made.
 *
 * @param repetition 1 unless said
 * @param error why there is no output
 */
record SuppliedOutput(
        @Nullable String caseId,
        @Nullable Integer repetition,
        @Nullable String output,
        @Nullable String error,
        @Nullable List<Subject.CalledTool> toolCalls,
        @Nullable String finishReason,
        @Nullable Double latencyMs,
        @Nullable Double costUsd,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable String traceId) {
    RunStore.Placed item(int place, RunStore store, Run run, Judging judging) {
        var at = "outputs[" + place + "]";
        if (caseId == null) {
            throw Problem.Invalid.field(at + ".caseId", "is missing");
        }
        if ((output == null) == (error == null)) {
            throw Problem.Invalid.field(at, "has either 'output' or 'error'");
        }
        if (wrong(latencyMs) || wrong(costUsd) || negative(inputTokens) || negative(outputTokens)) {
            throw Problem.Invalid.field(at, "has a number below 0");
        }
        int number = repetition == null ? 1 : repetition;
        int most = run.content().path("repetitions").asInt(1);
        if (number < 1 || number > most) {
            throw Problem.Invalid.field(at + ".repetition", "is none from 1 to " + most);
        }
        var of = store.findCase(run.id(), caseId)
                .orElseThrow(() -> Problem.Invalid.field(at + ".caseId", "the run has no case '" + caseId + "'"));
        var came = new Asking.Came(
                output,
                toolCalls == null ? List.of() : toolCalls,
                finishReason,
                latencyMs == null ? null : Duration.ofNanos((long) (latencyMs * 1e6)),
                costUsd,
                inputTokens,
                outputTokens,
                traceId,
                error,
                false);
        return of.came(number, came, error == null ? judging.judge(of.item(), came) : List.of());
    }

    private static boolean wrong(@Nullable Double number) {
        return number != null && !(number >= 0 && number < 1e12);
    }

    private static boolean negative(@Nullable Long number) {
        return number != null && number < 0;
    }
}
