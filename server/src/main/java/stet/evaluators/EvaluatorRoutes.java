package stet.evaluators;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.Subject.CalledTool;
import stet.evaluators.Subject.DeclaredTool;
import stet.evaluators.Subject.TakenStep;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/evaluators}. */
record EvaluatorRoutes(Definition definition, Registry registry, Callers callers) {
    static final int MOST_SUBJECTS = 100;
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final String EVALUATORS = "/api/v1/projects/{project}/evaluators";

    /** @param threshold the score that passes where a definition names none */
    record EvaluatorTypeRow(String name, String summary, double threshold, List<EvaluatorField> fields) {
        static EvaluatorTypeRow of(EvaluatorType type) {
            return new EvaluatorTypeRow(type.name(), type.summary(), type.threshold(), type.fields());
        }
    }

    /** @param common the fields that every type has */
    record EvaluatorTypes(List<EvaluatorField> common, List<EvaluatorTypeRow> items) {}

    /**
     * What to try, on what.
     *
     * @param content a definition that need not be saved
     * @param name of one that is
     * @param version of that one: a number, label or digest; the newest unless said
     */
    record EvaluatorTrial(
            @Nullable JsonNode content,
            @Nullable String name,
            @Nullable String version,
            @Nullable List<TriedSubject> subjects) {}

    /** A subject as it is sent: everything may be left out. */
    record TriedSubject(
            @Nullable String output,
            @Nullable JsonNode expected,
            @Nullable List<DeclaredTool> tools,
            @Nullable List<CalledTool> toolCalls,
            @Nullable List<TakenStep> steps,
            @Nullable List<String> skills,
            @Nullable List<Double> logProbabilities,
            @Nullable String finishReason,
            @Nullable Double latencyMs,
            @Nullable Double costUsd,
            @Nullable Boolean guardrailFlagged) {
        Subject subject(int place) {
            try {
                return new Subject(
                        output,
                        expected,
                        some(tools),
                        some(toolCalls),
                        some(steps),
                        some(skills),
                        some(logProbabilities),
                        finishReason,
                        latencyMs,
                        costUsd,
                        guardrailFlagged);
            } catch (IllegalArgumentException e) {
                throw Problem.Invalid.field("subjects[" + place + "]", String.valueOf(e.getMessage()));
            }
        }

        private static <T> List<T> some(@Nullable List<T> given) {
            return given == null ? List.of() : given;
        }
    }

    /** One judgement for each subject, in their order. */
    record Judgements(List<JudgementRow> items) {}

    /** @param parts of a group: what each of its evaluators said */
    record JudgementRow(
            @OneOf({"scored", "error"}) String outcome,
            @Nullable Double score,
            @Nullable Boolean pass,
            @Nullable String label,
            String reason,
            @Nullable List<String> evidence,
            @Nullable Double costUsd,
            @Nullable List<JudgementRow> parts) {
        static JudgementRow of(Judgement judgement) {
            return switch (judgement) {
                case Judgement.Scored it ->
                    new JudgementRow(
                            "scored",
                            it.score(),
                            it.pass(),
                            it.label(),
                            it.reason(),
                            it.evidence(),
                            it.costUsd(),
                            it.parts().isEmpty()
                                    ? null
                                    : it.parts().stream().map(JudgementRow::of).toList());
                case Judgement.Failed(String reason) ->
                    new JudgementRow("error", null, null, null, reason, null, null, null);
            };
        }
    }

    void declare(Api api) {
        api.get(EVALUATORS + "/types", "The types of evaluator there are, with the fields of their definitions")
                .tag("evaluators")
                .answers(200, EvaluatorTypes.class)
                .by(this::types);
        api.post(EVALUATORS + "/try", "Try an evaluator, saved or not, on subjects; nothing is kept")
                .tag("evaluators")
                .bodyLimit(LARGEST_BODY)
                .takes(EvaluatorTrial.class)
                .answers(200, Judgements.class)
                .by(this::judge);
    }

    private Answer types(Call call) {
        callers.of(call).may(Permission.READ_ARTIFACTS, call.path("project"));
        return Answer.ok(new EvaluatorTypes(
                Definition.common(),
                definition.catalogue().types().stream()
                        .map(EvaluatorTypeRow::of)
                        .toList()));
    }

    private Answer judge(Call call) {
        var caller = callers.of(call);
        caller.may(Permission.READ_ARTIFACTS, call.path("project"));
        var asked = call.body(EvaluatorTrial.class);
        var subjects = asked.subjects();
        if (subjects == null || subjects.isEmpty() || subjects.size() > MOST_SUBJECTS) {
            throw Problem.Invalid.field("subjects", "is not a list of 1 to " + MOST_SUBJECTS + " subjects");
        }
        JsonNode content = asked.content();
        if ((content == null) == (asked.name() == null)) {
            throw Problem.Invalid.field("content", "either 'content' or 'name' says what to try, and not both");
        }
        if (content == null) {
            var reference = asked.version() == null ? new Reference.Latest() : Reference.parse(asked.version());
            content = registry.version(
                            caller, call.path("project"), Kind.EVALUATOR, String.valueOf(asked.name()), reference)
                    .content();
        }
        Evaluator evaluator;
        try {
            evaluator = definition.read(content);
        } catch (Problem.Invalid wrong) {
            throw EvaluatorRules.under("content", wrong);
        }
        return Answer.ok(new Judgements(IntStream.range(0, subjects.size())
                .mapToObj(it -> subjects.get(it).subject(it))
                .map(evaluator::judge)
                .map(JudgementRow::of)
                .toList()));
    }
}
