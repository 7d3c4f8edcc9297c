package stet.registry;

import java.util.List;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.registry.diff.Change;
import stet.registry.diff.JsonDiff;

/** {@code /api/v1/projects/{project}/artifacts/{kind}/{name}/diff}. */
record DiffRoutes(Registry registry, Callers callers) {
    /** @param changes that lead from the one to the other; none between equal contents */
    record Difference(int from, int to, List<Change> changes) {}

    void declare(Api api) {
        api.get(
                        ArtifactRoutes.ARTIFACT + "/diff",
                        "What is different between two versions, part by part and word by word")
                .tag("registry")
                .query("from", String.class, "a number, label, digest or 'latest'")
                .query("to", String.class, "the same; 'latest' unless said")
                .answers(200, Difference.class)
                .by(this::diff);
    }

    private Answer diff(Call call) {
        var from = version(
                call,
                call.query("from")
                        .orElseThrow(() -> Problem.Invalid.field(
                                "from", "is missing; it is a version's number, a label, a digest or 'latest'")));
        var to = version(call, call.query("to").orElse("latest"));
        return Answer.ok(new Difference(from.number(), to.number(), JsonDiff.between(from.content(), to.content())));
    }

    private Version version(Call call, String reference) {
        return registry.version(
                callers.of(call),
                call.path("project"),
                ArtifactRoutes.kind(call),
                ArtifactRoutes.name(call),
                Reference.parse(reference));
    }
}
