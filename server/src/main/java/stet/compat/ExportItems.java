package stet.compat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import stet.registry.imports.Asides;
import stet.registry.imports.ForeignArtifacts.Found;
import stet.registry.imports.ImportedArtifact;
import stet.registry.imports.ImportedVersion;
import tools.jackson.databind.JsonNode;

/** The versions of prompts in an export: a list of them, a page of a list as an API answers it, lists of pages, or a single one. */
public final class ExportItems {
    private static final Set<String> LISTS = Set.of("items", "data", "prompts", "prompt_templates");
    private static final int DEEPEST = 4;

    private final String name;
    private final String number;
    private final Map<String, List<JsonNode>> versions = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();

    private ExportItems(String name, String number) {
        this.name = name;
        this.number = number;
    }

    /**
     * Each prompt with its versions by number.
     *
     * @param name the field of an item that names its prompt
     * @param number the field that numbers the version
     */
    public static Found read(JsonNode export, String name, String number, Function<JsonNode, ImportedVersion> version) {
        var items = new ExportItems(name, number);
        items.add("", export, 0);
        return new Found(
                items.versions.entrySet().stream()
                        .map(it -> artifact(it.getKey(), sorted(it.getValue(), number), version))
                        .toList(),
                items.unread);
    }

    private void add(String at, JsonNode value, int depth) {
        if (value.isArray() && depth < DEEPEST) {
            for (int i = 0; i < value.size(); i++) {
                add(at + "/" + i, value.path(i), depth + 1);
            }
            return;
        }
        if (value.path(name).isString() && value.path(number).isIntegralNumber()) {
            versions.computeIfAbsent(value.path(name).stringValue(), _ -> new ArrayList<>())
                    .add(value);
            return;
        }
        var list = LISTS.stream().filter(it -> value.path(it).isArray()).findFirst();
        if (list.isPresent() && depth < DEEPEST) {
            add(Asides.pointer(at, list.get()), value.path(list.get()), depth + 1);
        } else {
            unread.add((at.isEmpty() ? "the export" : at) + ": is no version of a prompt, which has '" + name
                    + "' and a whole number '" + number + "'");
        }
    }

    private static List<JsonNode> sorted(List<JsonNode> versions, String number) {
        return versions.stream()
                .sorted((a, b) -> a.path(number)
                        .bigIntegerValue()
                        .compareTo(b.path(number).bigIntegerValue()))
                .toList();
    }

    private static ImportedArtifact artifact(
            String name, List<JsonNode> versions, Function<JsonNode, ImportedVersion> version) {
        return new ImportedArtifact(
                "prompt",
                name,
                null,
                texts(versions.getLast().path("tags")),
                versions.stream().map(version).toList());
    }

    public static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(it -> it.asString(""))
                .filter(it -> !it.isBlank())
                .toList();
    }
}
