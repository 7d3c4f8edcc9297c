package stet.prompts.content;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/** Checks that a JSON Schema is one, of draft 2020-12; what it refers to is not fetched. */
final class JsonSchemas {
    private static final int MOST_TOLD = 5;
    private static final Schema OF_SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private JsonSchemas() {}

    static void check(JsonNode schema, String path, Faults faults) {
        OF_SCHEMAS.validate(schema).stream()
                .limit(MOST_TOLD)
                .forEach(error -> faults.add(
                        path,
                        "is no valid JSON Schema: at '" + error.getInstanceLocation() + "' " + error.getMessage()));
    }
}
