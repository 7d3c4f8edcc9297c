package stet.prompts.content;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks by JSON Schema of draft 2020-12; what a schema refers to is not fetched. */
public final class JsonSchemas {
    private static final int MOST_TOLD = 5;
    private static final Schema OF_SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private JsonSchemas() {}

    /** Where a value breaks a schema, the first few places; empty if it keeps it. */
    public static List<String> broken(JsonNode schema, JsonNode value) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(value)
                    .stream()
                    .limit(MOST_TOLD)
                    .map(error -> "at '" + error.getInstanceLocation() + "' " + error.getMessage())
                    .toList();
        } catch (SchemaException e) {
            return List.of("the schema itself cannot be used: " + e.getMessage());
        }
    }

    static void check(JsonNode schema, String path, Faults faults) {
        OF_SCHEMAS.validate(schema).stream()
                .limit(MOST_TOLD)
                .forEach(error -> faults.add(
                        path,
                        "is no valid JSON Schema: at '" + error.getInstanceLocation() + "' " + error.getMessage()));
    }
}
