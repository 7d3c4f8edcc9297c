package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import java.util.List;
import java.util.Optional;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.platform.json.JsonSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether the output is JSON, and of which shape. */
public final class JsonTypes {
    private static final EvaluatorField SCHEMA =
            field("schema", FieldKind.OBJECT, "a JSON Schema (draft 2020-12) that it must fit");

    private JsonTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of("is-json", "The whole output is JSON.", JsonTypes::whole, SCHEMA),
                EvaluatorType.of(
                        "contains-json", "The output has an object or list of JSON in it.", JsonTypes::inside, SCHEMA));
    }

    private static Rule whole(Given given) {
        var schema = schema(given);
        return subject -> {
            try {
                return fits(schema, JsonText.whole(subject.text()));
            } catch (JacksonException e) {
                return Grade.of(false, "it is no JSON: " + e.getOriginalMessage());
            }
        };
    }

    private static Rule inside(Given given) {
        var schema = schema(given);
        return subject -> {
            var grade = Grade.of(false, "there is no JSON in it");
            for (JsonNode found : JsonText.inside(subject.text())) {
                grade = fits(schema, found).seenIn(found.toString());
                if (grade.score() == 1) {
                    return grade;
                }
            }
            return grade;
        };
    }

    private static Optional<JsonSchema> schema(Given given) {
        return given.has("schema") ? Optional.of(JsonText.schema(given, "schema")) : Optional.empty();
    }

    private static Grade fits(Optional<JsonSchema> schema, JsonNode value) {
        var faults = schema.map(it -> it.faults(value)).orElse(List.of());
        return faults.isEmpty()
                ? Grade.of(true, schema.isEmpty() ? "it is JSON" : "it fits the schema")
                : Grade.of(false, "it does not fit the schema: " + JsonSchema.joined(faults));
    }
}
