package stet.platform.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A JSON Schema of draft 2020-12. Its patterns are matched in linear time; what it refers to elsewhere is not fetched. */
public final class JsonSchema {
    private static final int MOST_TOLD = 5;
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .regularExpressionFactory(text -> {
                var pattern = pattern(text);
                return value -> pattern.matcher(value).find();
            })
            .build();
    private static final Schema OF_SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Where a value is not what a schema asks for.
     *
     * @param at the place in the value, as a JSON Pointer; empty for all of it
     */
    public record Fault(String at, String detail) {
        private static Fault of(Error error) {
            return new Fault(error.getInstanceLocation().toString(), error.getMessage());
        }

        @Override
        public String toString() {
            return "at '" + at + "' " + detail;
        }
    }

    /** The first places where something is no schema; none when it is one. */
    public static List<Fault> faultsOfSchema(JsonNode schema) {
        return told(OF_SCHEMAS, schema);
    }

    /** @throws IllegalArgumentException when it cannot be used, which says why */
    public static JsonSchema of(JsonNode schema) {
        try {
            var read = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, it -> it.schemaRegistryConfig(CONFIG))
                    .getSchema(schema);
            read.initializeValidators();
            return new JsonSchema(read);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("the schema cannot be used: " + e.getMessage(), e);
        }
    }

    /** The first places where a value is not what was asked for; none when it is. */
    public List<Fault> faults(JsonNode value) {
        try {
            return told(schema, value);
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(new Fault("", "the schema cannot be used: " + e.getMessage()));
        }
    }

    /** Faults in one line. */
    public static String joined(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }

    private static List<Fault> told(Schema schema, JsonNode value) {
        return schema.validate(value).stream().limit(MOST_TOLD).map(Fault::of).toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern '" + text + "' is not in RE2 syntax: " + e.getMessage(), e);
        }
    }
}
