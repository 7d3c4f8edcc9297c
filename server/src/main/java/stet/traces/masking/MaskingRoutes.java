package stet.traces.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/masking}. */
record MaskingRoutes(MaskingRules rules, Callers callers) {
    private static final String MASKING = "/api/v1/projects/{project}/masking";
    private static final int MOST_TRIED = 512 * 1024;

    /** @param version the one that was changed; 0 when none were ever saved */
    record NewMasking(@Nullable Integer version, @Nullable List<@Nullable MaskingRule> rules) {}

    /**
     * Something to try rules out on.
     *
     * @param rules those to try; the saved ones unless said
     * @param content an input or output: a text, messages or any JSON
     * @param attributes an object of attributes
     */
    record MaskingTrial(
            @Nullable List<@Nullable MaskingRule> rules,
            @Nullable JsonNode content,
            @Nullable JsonNode attributes) {}

    void declare(Api api) {
        api.get(MASKING, "What is done to everything that comes in before it is stored")
                .tag("masking")
                .answers(200, MaskingRules.SavedMasking.class)
                .by(call -> Answer.ok(rules.get(callers.of(call), call.path("project"))));
        api.put(MASKING, "Replaces the masking rules, if nobody has since the version named")
                .tag("masking")
                .takes(NewMasking.class)
                .answers(200, MaskingRules.SavedMasking.class)
                .by(this::put);
        api.post(MASKING + "/trial", "Shows what would be stored of a content, and which rules apply; keeps nothing")
                .tag("masking")
                .takes(MaskingTrial.class)
                .bodyLimit(MOST_TRIED)
                .answers(200, MaskingRules.TriedMasking.class)
                .by(this::attempt);
    }

    private Answer put(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewMasking.class);
        if (asked.version() == null) {
            throw Problem.Invalid.field("version", "is missing; it is the version that was changed, 0 at first");
        }
        return Answer.ok(
                rules.put(caller, call.path("project"), asked.version(), RuleList.checked(asked.rules()), call.peer()));
    }

    private Answer attempt(Call call) {
        var caller = callers.of(call);
        var asked = call.body(MaskingTrial.class);
        if (asked.attributes() != null && !asked.attributes().isObject()) {
            throw Problem.Invalid.field("attributes", "has to be an object");
        }
        var tried = asked.rules() == null
                ? new ArrayList<@Nullable MaskingRule>(
                        rules.get(caller, call.path("project")).rules())
                : asked.rules();
        return Answer.ok(rules.attempt(
                caller, call.path("project"), RuleList.checked(tried), asked.content(), asked.attributes()));
    }
}
