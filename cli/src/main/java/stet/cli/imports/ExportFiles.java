package stet.cli.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stet.cli.files.FileProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was exported into files: JSON, also one value after another; lists, pages of lists, or single versions. */
public final class ExportFiles {
    private static final List<String> LISTS = List.of("items", "data", "prompts", "prompt_templates");
    private static final List<String> NAMES = List.of("prompt_name", "name");
    private static final int DEEPEST = 4;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 * 1024 * 1024)
                            .maxNestingDepth(200)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, List<JsonNode>> prompts = new LinkedHashMap<>();

    /** Adds what a file holds. */
    public void add(String file, InputStream in) throws IOException {
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            while (values.hasNextValue()) {
                add(values.nextValue(), 0);
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new FileProblem(
                    file + (at == null ? "" : ":" + at.getLineNr()) + ": this is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Each prompt with all its versions. */
    public List<Given> prompts() {
        return prompts.entrySet().stream()
                .map(it -> new Given(it.getKey(), it.getValue()))
                .toList();
    }

    private void add(JsonNode value, int depth) {
        if (value.isArray() && depth < DEEPEST) {
            value.forEach(it -> add(it, depth + 1));
            return;
        }
        String name = NAMES.stream()
                .filter(it -> value.path(it).isString())
                .findFirst()
                .map(it -> value.path(it).stringValue())
                .orElse("");
        var list = LISTS.stream().filter(it -> value.path(it).isArray()).findFirst();
        if (name.isEmpty() && list.isPresent() && depth < DEEPEST) {
            add(value.path(list.get()), depth + 1);
        } else {
            prompts.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }
}
