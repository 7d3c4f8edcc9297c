package stet.cli;

import tools.jackson.databind.JsonNode;

/** How a deployment is told. */
final class Deployed {
    private Deployed() {}

    static void print(Output output, String app, JsonNode outcome) {
        if (output.asJson(outcome)) {
            return;
        }
        if (outcome.path("outcome").asString().equals("unchanged")) {
            output.line("Release " + outcome.path("release").asInt() + " of " + app + " is live there already.");
            return;
        }
        var made = outcome.path("deployment");
        output.line("Release " + made.path("release").asInt() + " of " + app + " is live in "
                + made.path("environment").asString()
                + (made.has("replaced")
                        ? ", in place of release " + made.path("replaced").asInt()
                        : "") + "."
                + (made.has("previous")
                        ? " 'stet rollback " + app + "' goes to release "
                                + made.path("previous").asInt() + "."
                        : ""));
    }
}
