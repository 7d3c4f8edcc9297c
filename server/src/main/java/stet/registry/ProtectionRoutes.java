package stet.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;

/** {@code /api/v1/projects/{project}/label-protections}. */
record ProtectionRoutes(Protections protections, Callers callers) {
    private static final String PROTECTIONS = "/api/v1/projects/{project}/label-protections";

    /** @param gates the gates there are to choose from */
    record ProtectionList(List<Protection> items, List<String> gates) {}

    /**
     * What must hold before the label moves.
     *
     * @param approvals 0 unless said
     */
    record ProtectionToPut(
            @Nullable Integer approvals,
            @Nullable String permission,
            @Nullable List<String> gates) {}

    void declare(Api api) {
        api.get(PROTECTIONS, "Which labels move only under conditions")
                .tag("registry")
                .answers(200, ProtectionList.class)
                .by(call -> Answer.ok(new ProtectionList(
                        protections.all(callers.of(call), call.path("project")),
                        protections.gates(callers.of(call), call.path("project")))));
        api.put(PROTECTIONS + "/{kind}/{label}", "Protect a label of a kind, by approvals, a permission or gates")
                .tag("registry")
                .takes(ProtectionToPut.class)
                .answers(200, Protection.class)
                .by(this::put);
        api.delete(PROTECTIONS + "/{kind}/{label}", "Protect a label no more")
                .tag("registry")
                .answers(204, Void.class)
                .by(call -> {
                    protections.remove(
                            callers.of(call), call.path("project"), ArtifactRoutes.kind(call), call.path("label"));
                    return Answer.none();
                });
    }

    private Answer put(Call call) {
        var caller = callers.of(call);
        var asked = call.body(ProtectionToPut.class);
        return Answer.ok(protections.put(
                caller,
                call.path("project"),
                ArtifactRoutes.kind(call),
                call.path("label"),
                asked.approvals() == null ? 0 : asked.approvals(),
                asked.permission(),
                asked.gates() == null ? List.of() : asked.gates()));
    }
}
