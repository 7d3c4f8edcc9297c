package stet.cli;

import tools.jackson.databind.JsonNode;

/** The difference between two releases, for people. */
final class ReleaseDiffText {
    private ReleaseDiffText() {}

    static void print(Output output, JsonNode diff) {
        output.line("Release " + diff.path("from").asInt() + " to "
                + diff.path("to").asInt());
        if (diff.path("parts").isEmpty()) {
            output.line("They say the same.");
        }
        for (JsonNode part : diff.path("parts")) {
            output.line(part.path("kind").asString() + "  " + part.path("path").asString()
                    + values(part.path("before"), part.path("after")));
            for (JsonNode change : part.path("changes")) {
                output.line("    " + change.path("kind").asString() + "  "
                        + change.path("path").asString()
                        + (change.path("text").isEmpty() ? values(change.path("before"), change.path("after")) : ""));
                text(output, change.path("text"));
            }
        }
    }

    private static void text(Output output, JsonNode text) {
        if (text.isEmpty()) {
            return;
        }
        var line = new StringBuilder("        ");
        for (JsonNode piece : text) {
            String words = piece.path("text").asString();
            line.append(
                    switch (piece.path("op").asString()) {
                        case "insert", "added" -> "{+" + words + "+}";
                        case "delete", "removed" -> "[-" + words + "-]";
                        default -> words;
                    });
        }
        line.toString().lines().forEach(output::line);
    }

    private static String values(JsonNode before, JsonNode after) {
        if (before.isMissingNode() && after.isMissingNode()) {
            return "";
        }
        return before.isMissingNode()
                ? ": " + after
                : after.isMissingNode() ? ": " + before : ": " + before + " -> " + after;
    }
}
