package stet.costs;

import java.util.Optional;
import stet.access.Callers;
import stet.costs.DisplayRate.DisplayRateToSave;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;

/** {@code /api/v1/display-rate}, and that of each project. */
record DisplayRateRoutes(DisplayRates rates, Callers callers) {
    private static final String OF_INSTALLATION = "/api/v1/display-rate";
    private static final String OF_PROJECT = "/api/v1/projects/{project}/display-rate";

    void declare(Api api) {
        api.get(OF_PROJECT, "The currency in which people are shown a project's costs; costs themselves are US dollars")
                .tag("prices")
                .answers(200, DisplayRates.ShownRate.class)
                .by(call -> Answer.ok(rates.ofProject(callers.of(call), call.path("project"))));
        api.put(
                        OF_PROJECT,
                        "Show a project's costs in another currency, if nobody changed that since the version named")
                .tag("prices")
                .takes(DisplayRateToSave.class)
                .answers(200, DisplayRates.ShownRate.class)
                .by(call -> save(call, Optional.of(call.path("project"))));
        api.delete(OF_PROJECT, "Show a project's costs as the installation does")
                .tag("prices")
                .query("version", Integer.class, "the version that was looked at")
                .answers(204, Void.class)
                .by(call -> remove(call, Optional.of(call.path("project"))));
        api.get(OF_INSTALLATION, "The currency in which people are shown costs, where a project has none of its own")
                .tag("prices")
                .answers(200, DisplayRates.ShownRate.class)
                .by(call -> Answer.ok(rates.ofInstallation(callers.of(call))));
        api.put(OF_INSTALLATION, "Show costs in another currency, if nobody changed that since the version named")
                .tag("prices")
                .takes(DisplayRateToSave.class)
                .answers(200, DisplayRates.ShownRate.class)
                .by(call -> save(call, Optional.empty()));
        api.delete(OF_INSTALLATION, "Show costs in US dollars only")
                .tag("prices")
                .query("version", Integer.class, "the version that was looked at")
                .answers(204, Void.class)
                .by(call -> remove(call, Optional.empty()));
    }

    private Answer save(Call call, Optional<String> project) {
        return Answer.ok(rates.save(callers.of(call), project, call.body(DisplayRateToSave.class)));
    }

    private Answer remove(Call call, Optional<String> project) {
        rates.remove(callers.of(call), project, call.queryInt("version", 0, 0, Integer.MAX_VALUE));
        return Answer.none();
    }
}
