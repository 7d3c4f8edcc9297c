package stet.cli.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A promptfoo configuration as a suite and its prompts. What has no counterpart is left out and listed with its place.
 *
 * @param prompts by name, the one that the suite asks first
 */
public record PromptfooSuite(Map<String, JsonNode> prompts, JsonNode suite, List<String> unsupported) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "file://";
    private static final Set<String> TOP =
            Set.of("description", "prompts", "providers", "targets", "tests", "defaultTest");
    private static final Set<String> OF_TEST = Set.of("description", "vars", "assert");
    private static final Set<String> OF_ASSERTION = Set.of("type", "value", "threshold", "weight");
    private static final Set<String> WITH_VALUE =
            Set.of("equals", "contains", "starts-with", "contains-any", "contains-all");
    private static final Set<String> WITHOUT = Set.of("is-json", "contains-json", "contains-html", "contains-xml");

    /** @param file the text of a file that the configuration names */
    public static PromptfooSuite of(JsonNode config, String name, Function<String, String> file) {
        return new Reading(name, file).read(config);
    }

    /** One configuration while it is read. */
    private static final class Reading {
        private final String name;
        private final Function<String, String> file;
        private final Map<String, JsonNode> prompts = new LinkedHashMap<>();
        private final List<String> unsupported = new ArrayList<>();

        Reading(String name, Function<String, String> file) {
            this.name = name;
            this.file = file;
        }

        PromptfooSuite read(JsonNode config) {
            others(config, TOP, "");
            var suite = NODES.objectNode();
            if (config.path("description").isString()) {
                suite.set("description", config.path("description"));
            }
            var model = model(config);
            var given = listed(config.path("prompts"));
            for (int i = 0; i < given.size(); i++) {
                prompt(given.get(i), "prompts[" + i + "]", model);
            }
            if (!prompts.isEmpty()) {
                suite.putObject("target")
                        .putObject("prompt")
                        .put("name", prompts.keySet().iterator().next());
            }
            var usual = config.path("defaultTest");
            others(usual, OF_TEST, "defaultTest.");
            var evaluators = suite.putObject("evaluators");
            int number = 0;
            for (var assertion : listed(usual.path("assert"))) {
                var evaluator = evaluator(assertion, "defaultTest.assert[" + number + "]");
                if (evaluator != null) {
                    evaluators.set(evaluator.path("type").asString() + " " + (number + 1), evaluator);
                }
                number++;
            }
            cases(config, suite, usual.path("vars"));
            return new PromptfooSuite(prompts, suite, List.copyOf(unsupported));
        }

        private void cases(JsonNode config, ObjectNode suite, JsonNode usual) {
            var cases = suite.putArray("cases");
            var tests = listed(config.path("tests"));
            for (int i = 0; i < tests.size(); i++) {
                String place = "tests[" + i + "]";
                var test = tests.get(i);
                if (!test.isObject()) {
                    unsupported.add(
                            place
                                    + ": tests in a file: import them by 'stet dataset import' and name the dataset in the suite");
                    continue;
                }
                others(test, OF_TEST, place + ".");
                var variables = NODES.objectNode();
                for (var vars : List.of(usual, test.path("vars"))) {
                    vars.properties()
                            .forEach(it -> variables.set(
                                    it.getKey(), variable(it.getValue(), place + ".vars." + it.getKey())));
                }
                var one = cases.addObject().put("id", "test-" + (i + 1));
                one.set("variables", variables);
                if (test.path("description").isString()) {
                    one.putObject("metadata").set("description", test.path("description"));
                }
                var assertions = NODES.arrayNode();
                var given = listed(test.path("assert"));
                for (int j = 0; j < given.size(); j++) {
                    var evaluator = evaluator(given.get(j), place + ".assert[" + j + "]");
                    if (evaluator != null) {
                        assertions.add(evaluator);
                    }
                }
                if (!assertions.isEmpty()) {
                    one.set("assertions", assertions);
                }
            }
        }

        private JsonNode variable(JsonNode value, String place) {
            if (value.isArray()) {
                unsupported.add(place + ": a list makes a test of each value there; here it is one value");
            }
            return value.isString() && value.asString().startsWith(FILE)
                    ? NODES.stringNode(content(value.asString()))
                    : value;
        }

        private void prompt(JsonNode given, String place, @Nullable JsonNode model) {
            String text = given.isString()
                    ? given.asString()
                    : given.path("raw").asString(given.path("id").asString(""));
            if (text.startsWith(FILE) && !text.matches(".*\\.(txt|md|json|j2)")) {
                unsupported.add(place + ": prompts in " + text + "; only .txt, .md, .j2 and .json are read");
                return;
            }
            String read = text.startsWith(FILE) ? content(text) : text;
            var content = NODES.objectNode().put("templateFormat", "jinja2");
            var messages = messages(read);
            if (messages == null) {
                content.put("type", "text").put("text", read.strip());
            } else {
                content.put("type", "chat").set("messages", messages);
            }
            if (model != null) {
                content.set("model", model);
            }
            prompts.put(prompts.isEmpty() ? name : name + "-" + (prompts.size() + 1), content);
            if (prompts.size() == 2) {
                unsupported.add(place + ": a suite asks one prompt; run it again for each other with --prompt");
            }
        }

        private static @Nullable JsonNode messages(String text) {
            try {
                var read = text.strip().startsWith("[") ? JSON.readTree(text) : NODES.nullNode();
                return read.isArray()
                                && read.valueStream()
                                        .allMatch(it -> it.path("role").isString()
                                                && it.path("content").isString())
                        ? read
                        : null;
            } catch (JacksonException e) {
                return null;
            }
        }

        private @Nullable JsonNode model(JsonNode config) {
            var providers = listed(config.has("providers") ? config.path("providers") : config.path("targets"));
            @Nullable JsonNode first = null;
            for (int i = 0; i < providers.size(); i++) {
                var one = providers.get(i);
                String id = one.isString() ? one.asString() : one.path("id").asString("");
                var parts = id.split(":", -1);
                if (!Set.of("openai", "anthropic").contains(parts[0]) || parts.length < 2) {
                    unsupported.add("providers[" + i + "]: '" + id + "'; only openai and anthropic models are read");
                } else if (first != null) {
                    unsupported.add(
                            "providers[" + i + "]: a suite asks one model; run it again with --prompt and --model");
                } else {
                    var model = NODES.objectNode().put("provider", parts[0]).put("name", parts[parts.length - 1]);
                    for (var setting : one.path("config").properties()) {
                        if (Set.of("temperature", "max_tokens", "top_p").contains(setting.getKey())) {
                            model.withObject("parameters").set(setting.getKey(), setting.getValue());
                        } else {
                            unsupported.add("providers[" + i + "].config." + setting.getKey());
                        }
                    }
                    first = model;
                }
            }
            return first;
        }

        private @Nullable JsonNode evaluator(JsonNode given, String place) {
            others(given, OF_ASSERTION, place + ".");
            String full = given.path("type").asString("");
            boolean not = full.startsWith("not-");
            String type = not ? full.substring(4) : full;
            boolean anyCase = type.startsWith("icontains");
            type = anyCase ? type.substring(1) : type;
            var evaluator = NODES.objectNode().put("type", type);
            var value = given.path("value");
            if (value.isString() && value.asString().contains("{{")) {
                unsupported.add(place + ": a value made of variables");
                return null;
            }
            if (WITH_VALUE.contains(type) && !value.isMissingNode()) {
                evaluator.set(
                        "value",
                        value.isNumber() && !type.equals("equals") ? NODES.stringNode(value.asString()) : value);
            } else if (type.equals("regex") && value.isString()) {
                evaluator.set("pattern", value);
            } else if (type.equals("is-refusal")) {
                evaluator.put("type", "refusal");
            } else if ((type.equals("latency") || type.equals("cost"))
                    && given.path("threshold").isNumber()) {
                evaluator.set("most", given.path("threshold"));
            } else if (!WITHOUT.contains(type) || !value.isMissingNode()) {
                unsupported.add(place + ": '" + full + "'");
                return null;
            }
            if (anyCase) {
                evaluator.put("ignoreCase", true);
            }
            if (not) {
                evaluator.put("not", true);
            }
            if (given.path("weight").isNumber()) {
                evaluator.set("weight", given.path("weight"));
            }
            if (given.path("threshold").isNumber() && !evaluator.has("most")) {
                evaluator.set("threshold", given.path("threshold"));
            }
            return evaluator;
        }

        private void others(JsonNode given, Set<String> known, String place) {
            given.propertyNames().stream().filter(it -> !known.contains(it)).forEach(it -> unsupported.add(place + it));
        }

        private String content(String uri) {
            return file.apply(uri.substring(FILE.length()));
        }

        private static List<JsonNode> listed(JsonNode given) {
            return given.isArray() ? given.valueStream().toList() : given.isMissingNode() ? List.of() : List.of(given);
        }
    }
}
