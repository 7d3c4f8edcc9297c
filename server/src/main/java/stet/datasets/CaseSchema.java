package stet.datasets;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.platform.json.JsonSchema;
import tools.jackson.databind.JsonNode;

/** What every case of a dataset must fit. */
final class CaseSchema {
    private final Optional<JsonSchema> schema;

    /** @param schema absent when every case fits */
    CaseSchema(@Nullable JsonNode schema) {
        this.schema = Optional.ofNullable(schema).map(JsonSchema::of);
    }

    /** @throws Problem.Invalid when it is no schema */
    static @Nullable JsonNode checked(@Nullable JsonNode schema) {
        if (schema == null || schema.isNull()) {
            return null;
        }
        if (!schema.isObject()) {
            throw Problem.Invalid.field("schema", "is no valid JSON Schema: it is an object");
        }
        var faults = JsonSchema.faultsOfSchema(schema);
        if (!faults.isEmpty()) {
            throw Problem.Invalid.field("schema", "is no valid JSON Schema: " + JsonSchema.joined(faults));
        }
        try {
            JsonSchema.of(schema);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("schema", String.valueOf(e.getMessage()));
        }
        return schema;
    }

    /** @throws Problem.Invalid that says where the case does not fit */
    void check(DatasetCase item) {
        var faults = schema.map(it -> it.faults(Json.MAPPER.valueToTree(item))).orElse(List.of());
        if (!faults.isEmpty()) {
            throw new Problem.Invalid("does not fit the dataset's schema: " + JsonSchema.joined(faults));
        }
    }
}
