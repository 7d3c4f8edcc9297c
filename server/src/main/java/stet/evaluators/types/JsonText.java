package stet.evaluators.types;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import stet.evaluators.Given;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** JSON in and around texts, and schemas for it. */
final class JsonText {
    private static final int MOST_STARTS = 200;
    private static final int MOST_TOLD = 5;
    private static final ObjectReader FIRST = Json.MAPPER.readerFor(JsonNode.class);
    private static final ObjectReader WHOLE = FIRST.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Schema OF_SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private JsonText() {}

    /** @throws JacksonException unless the text is one JSON value */
    static JsonNode whole(String text) {
        return WHOLE.readValue(text);
    }

    /** The objects and lists that stand in a text, without those inside of them. */
    static List<JsonNode> inside(String text) {
        var found = new ArrayList<JsonNode>();
        int starts = 0;
        for (int at = start(text, 0); at >= 0 && starts < MOST_STARTS; starts++) {
            try (var parser = Json.MAPPER.createParser(text.substring(at))) {
                JsonNode value = parser.readValueAsTree();
                found.add(value);
                at = start(text, at + Math.max(1, (int) parser.currentLocation().getCharOffset()));
            } catch (JacksonException e) {
                at = start(text, at + 1);
            }
        }
        return found;
    }

    private static int start(String text, int from) {
        int object = text.indexOf('{', from);
        int list = text.indexOf('[', from);
        return object < 0 ? list : list < 0 ? object : Math.min(object, list);
    }

    /** Equal as JSON: numbers by value, objects whatever their order. */
    static boolean same(JsonNode first, JsonNode second) {
        return first.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                second);
    }

    /** The schema of a definition. */
    static Schema schema(Given given, String field) {
        var told = OF_SCHEMAS.validate(given.any(field));
        if (!told.isEmpty()) {
            throw given.wrong(
                    field,
                    "is no valid JSON Schema: at '" + told.getFirst().getInstanceLocation() + "' "
                            + told.getFirst().getMessage());
        }
        try {
            var schema = compiled(given.any(field));
            schema.initializeValidators();
            return schema;
        } catch (RuntimeException e) {
            throw given.wrong(field, "cannot be used: " + e.getMessage());
        }
    }

    /** A schema whose patterns are matched in linear time, and whose references to elsewhere are not followed. */
    static Schema compiled(JsonNode schema) {
        var config = SchemaRegistryConfig.builder()
                .regularExpressionFactory(text -> {
                    var pattern = pattern(text);
                    return value -> pattern.matcher(value).find();
                })
                .build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, it -> it.schemaRegistryConfig(config))
                .getSchema(schema);
    }

    /** What does not hold, with its places. */
    static List<String> faults(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .limit(MOST_TOLD)
                .map(it -> "at '" + it.getInstanceLocation() + "' " + it.getMessage())
                .toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern '" + text + "' is not in RE2 syntax: " + e.getMessage(), e);
        }
    }
}
