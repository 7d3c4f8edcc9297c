package stet.platform.http;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.naming.CleanSchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** Describes an {@link Api} as an OpenAPI 3.1 document, from its operations and the records they take and answer. */
public final class OpenApi {
    private static final Map<Integer, String> STATUS =
            Map.of(200, "Done", 201, "Created", 202, "Accepted", 204, "Done, nothing to say", 207, "Done in part");

    /** The version of the API, which is the one in its paths. */
    private static final String VERSION = "v1";

    private final Api api;
    private byte @Nullable [] document;

    public OpenApi(Api api) {
        this.api = api;
    }

    /** The document, pretty-printed, with a stable order; made when it is first asked for, when all is declared. */
    public synchronized byte[] document() {
        byte[] made = document;
        if (made == null) {
            made = Json.MAPPER
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(build(schemaBuilder()));
            document = made;
        }
        return made;
    }

    private ObjectNode build(SchemaBuilder schemas) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "stet")
                .put("version", VERSION)
                .put("description", "LLM ops in one server. Errors are RFC 9457 problems.");
        ObjectNode security = Json.MAPPER.createObjectNode();
        security.putObject("key").put("type", "http").put("scheme", "bearer").put("description", "A project's API key");
        security.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "stet_session")
                .put("description", "A signed-in browser; writes also need the stet-csrf header");
        ObjectNode paths = root.putObject("paths");
        var byPath = new TreeMap<String, ObjectNode>();
        for (Operation operation : api.operations()) {
            var path = byPath.computeIfAbsent(
                    operation.path().text().replace("*}", "}"), _ -> Json.MAPPER.createObjectNode());
            path.set(operation.method().toLowerCase(Locale.ROOT), describe(operation, schemas));
        }
        byPath.forEach(paths::set);
        ObjectNode components = root.putObject("components");
        components.set("securitySchemes", security);
        JsonNode definitions = schemas.collectDefinitions("components/schemas");
        components.set("schemas", definitions);
        return root;
    }

    private static ObjectNode describe(Operation operation, SchemaBuilder schemas) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.putArray("tags").add(operation.tag());
        node.put("summary", operation.summary());
        node.put("operationId", operationId(operation));
        if (operation.isOpen()) {
            node.putArray("security");
        } else {
            var security = node.putArray("security");
            security.addObject().putArray("key");
            security.addObject().putArray("session");
        }
        var parameters = node.putArray("parameters");
        for (String name : operation.path().names()) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        for (var parameter : operation.parameters()) {
            ObjectNode described = parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .put("description", parameter.meaning());
            var schema = schemas.createSchemaReference(parameter.type());
            if (parameter.repeats()) {
                described.putObject("schema").put("type", "array").set("items", schema);
            } else {
                described.set("schema", schema);
            }
        }
        Class<?> body = operation.body();
        if (body != null) {
            ObjectNode content =
                    node.putObject("requestBody").put("required", true).putObject("content");
            content.putObject("application/json").set("schema", schemas.createSchemaReference(body));
        }
        if (!operation.bodyTypes().isEmpty()) {
            files(node.putObject("requestBody").put("required", true), operation.bodyTypes());
        }
        ObjectNode responses = node.putObject("responses");
        operation
                .files()
                .forEach((status, types) ->
                        files(responses.putObject(Integer.toString(status)).put("description", "The file"), types));
        operation.answers().forEach((status, type) -> answer(responses, status, type, schemas));
        responses
                .putObject("default")
                .put("description", "A refusal")
                .putObject("content")
                .putObject("application/problem+json")
                .set("schema", schemas.createSchemaReference(ProblemJson.class));
        return node;
    }

    private static void files(ObjectNode node, List<String> contentTypes) {
        var content = node.putObject("content");
        contentTypes.forEach(type -> content.putObject(type)
                .putObject("schema")
                .put("type", "string")
                .put("format", "binary"));
    }

    private static void answer(ObjectNode responses, int status, Type type, SchemaBuilder schemas) {
        ObjectNode response = responses.putObject(Integer.toString(status));
        response.put("description", STATUS.getOrDefault(status, "Answer"));
        if (type != Void.class) {
            response.putObject("content")
                    .putObject("application/json")
                    .set("schema", schemas.createSchemaReference(type));
        }
    }

    /** The shape of every refusal. */
    private record ProblemJson(
            String type,
            String title,
            int status,
            String detail,
            String requestId,
            @Nullable List<Problem.FieldError> errors) {}

    private static String operationId(Operation operation) {
        var id = new StringBuilder(operation.method().toLowerCase(Locale.ROOT));
        for (String segment : operation.path().segments()) {
            String word = segment.replaceAll("[^A-Za-z0-9]", "");
            if (!word.isEmpty() && !word.equals("api") && !word.equals("v1")) {
                id.append(segment.startsWith("{") ? "By" : "")
                        .append(Character.toUpperCase(word.charAt(0)))
                        .append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static SchemaBuilder schemaBuilder() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.INLINE_NULLABLE_SCHEMAS);
        config.without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withRequiredCheck(field ->
                        field.getDeclaringType().getErasedType().isRecord() && !isNullable(field.getRawMember()))
                .withEnumResolver(field -> words(field.getRawMember()));
        config.forTypesInGeneral()
                .withDefinitionNamingStrategy(new CleanSchemaDefinitionNamingStrategy(
                        new DefaultSchemaDefinitionNamingStrategy(), it -> it.replaceAll("[^A-Za-z0-9._-]+", "")));
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode fixed =
                    fixed(type.getErasedType(), context.getGeneratorConfig().createObjectNode());
            return fixed == null
                    ? null
                    : new com.github.victools.jsonschema.generator.CustomDefinition(
                            fixed,
                            com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType.INLINE,
                            com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion.YES);
        });
        return new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    private static boolean isNullable(java.lang.reflect.Field field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable List<String> words(java.lang.reflect.Field field) {
        OneOf oneOf = field.getAnnotation(OneOf.class);
        return oneOf == null ? null : List.of(oneOf.value());
    }

    private static @Nullable ObjectNode fixed(Class<?> type, ObjectNode node) {
        if (type.isEnum()) {
            var words = node.put("type", "string").putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                words.add(Json.MAPPER.<JsonNode>valueToTree(constant));
            }
            return node;
        }
        if (type == Instant.class) {
            return node.put("type", "string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return node.put("type", "string").put("format", "date");
        }
        if (type == BigDecimal.class) {
            return node.put("type", "number");
        }
        return JsonNode.class.isAssignableFrom(type) ? node : null;
    }
}
