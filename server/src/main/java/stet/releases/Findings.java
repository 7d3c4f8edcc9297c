package stet.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** What is wrong with a document, gathered so that all of it is told at once. */
final class Findings {
    private static final int MOST = 50;
    private static final String CONTENT = "content";

    private final List<Problem.FieldError> errors = new ArrayList<>();

    void add(String field, String detail) {
        if (errors.size() < MOST) {
            errors.add(new Problem.FieldError(field.isEmpty() ? CONTENT : CONTENT + "." + field, detail));
        }
    }

    /** Refuses the document if anything is wrong with it. */
    void refuse(String what) {
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
            throw new Problem.Invalid(what + ": " + first.field() + ": " + first.detail() + more, errors);
        }
    }

    /** Names members that nobody reads, so that a misspelt one is not silently without effect. */
    void onlyKnown(String field, JsonNode object, Set<String> known) {
        for (var entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                add(
                        field.isEmpty() ? entry.getKey() : field + "." + entry.getKey(),
                        "is not known here; there are: "
                                + String.join(", ", known.stream().sorted().toList())
                                + ". What is your own belongs into 'metadata'");
            }
        }
    }

    /** A text within its length; absent when there is none or it is wrong. */
    @Nullable
    String text(String field, JsonNode value, int longest) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.asString().isBlank() || value.asString().length() > longest) {
            add(field, "is not a text of 1 to " + longest + " characters");
            return null;
        }
        return value.asString();
    }
}
