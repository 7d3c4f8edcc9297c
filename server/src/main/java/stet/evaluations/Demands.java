package stet.evaluations;

import java.time.Duration;
import java.util.Set;
import stet.evaluations.criteria.Criterion;
import tools.jackson.databind.JsonNode;

/**
 * What a suite asks of versions that are to go live, where it is a gate.
 *
 * @param fresh how old a run may be that decides
 * @param inconclusivePasses whether a version passes of which the cases cannot tell
 * @param comparesWithBaseline whether what is live now must have a run, too
 */
public record Demands(Duration fresh, boolean inconclusivePasses, boolean comparesWithBaseline) {
    private static final int USUAL_HOURS = 7 * 24;
    private static final int MOST_HOURS = 366 * 24;
    private static final String PASS = "pass";
    private static final String HOLD = "hold";

    /** @throws stet.platform.http.Problem.Invalid that names the field of {@code gate} that is wrong */
    public static Demands read(JsonNode suite) {
        var criteria = Criterion.readAll(suite.path("criteria"), "criteria");
        boolean compares = criteria.isEmpty() || criteria.stream().anyMatch(it -> it.regression() != null);
        if (!suite.has("gate")) {
            return new Demands(Duration.ofHours(USUAL_HOURS), false, compares);
        }
        var gate = StrictFields.of(suite.path("gate"), "gate", Set.of("freshHours", "inconclusive"));
        var inconclusive = gate.text("inconclusive").orElse(HOLD);
        if (!Set.of(HOLD, PASS).contains(inconclusive)) {
            throw gate.wrong("inconclusive", "is neither 'hold' nor 'pass'");
        }
        return new Demands(
                Duration.ofHours(gate.whole("freshHours", USUAL_HOURS, 1, MOST_HOURS)),
                inconclusive.equals(PASS),
                compares);
    }
}
