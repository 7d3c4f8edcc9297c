package stet.datasets;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What every case of a dataset must fit: a JSON Schema of draft 2020-12. What it refers to elsewhere is not fetched. */
final class CaseSchema {
    private static final int MOST_TOLD = 3;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema OF_SCHEMAS =
            SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private final Optional<Schema> schema;

    /** @param schema absent when every case fits */
    CaseSchema(@Nullable JsonNode schema) {
        this.schema = Optional.ofNullable(schema).map(SCHEMAS::getSchema);
    }

    /** @throws Problem.Invalid when it is no schema */
    static @Nullable JsonNode checked(@Nullable JsonNode schema) {
        if (schema == null || schema.isNull()) {
            return null;
        }
        var wrong = told(OF_SCHEMAS, schema);
        if (!schema.isObject() || wrong.isPresent()) {
            throw Problem.Invalid.field("schema", "is no valid JSON Schema: " + wrong.orElse("it is an object"));
        }
        return schema;
    }

    /** @throws Problem.Invalid that says where the case does not fit */
    void check(DatasetCase item) {
        schema.flatMap(it -> told(it, Json.MAPPER.valueToTree(item))).ifPresent(wrong -> {
            throw new Problem.Invalid("does not fit the dataset's schema: " + wrong);
        });
    }

    private static Optional<String> told(Schema schema, JsonNode value) {
        var errors = schema.validate(value);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream()
                        .limit(MOST_TOLD)
                        .map(it -> "at '" + it.getInstanceLocation() + "' " + it.getMessage())
                        .collect(Collectors.joining("; ")));
    }
}
