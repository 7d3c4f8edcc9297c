package stet.prompts.content;

import java.util.ArrayList;
import java.util.List;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.platform.json.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a content, field by field, to say it all at once. */
final class Faults {
    private static final int MOST = 50;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String path, String detail) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(path.isEmpty() ? "content" : path, detail));
        }
    }

    boolean none() {
        return errors.isEmpty();
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw problem();
        }
    }

    Problem.Invalid problem() {
        var first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Problem.Invalid(first.field() + ": " + first.detail() + more, errors);
    }

    void addUnlessSchema(String path, JsonNode schema) {
        JsonSchema.faultsOfSchema(schema).forEach(it -> add(path, "is no valid JSON Schema: " + it));
    }
}
