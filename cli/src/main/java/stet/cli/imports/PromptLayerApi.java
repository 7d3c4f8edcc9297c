package stet.cli.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every version of every prompt that a PromptLayer workspace has. */
public record PromptLayerApi(ForeignApi api) {
    private static final int PAGE = 100;

    public void each(Consumer<Given> prompts) {
        boolean more = true;
        for (int page = 1; more; page++) {
            var list = api.get("/prompt-templates?page=" + page + "&per_page=" + PAGE);
            list.path("items").forEach(it -> prompts.accept(prompt(it)));
            more = list.path("has_next").asBoolean(false) && !list.path("items").isEmpty();
        }
    }

    private Given prompt(JsonNode listed) {
        String name = listed.path("prompt_name").asString("");
        String at = "/prompt-templates/" + ForeignApi.segment(name);
        var labels = labels(at);
        int latest = listed.path("version").asInt(0);
        List<JsonNode> versions = new ArrayList<>();
        for (int number = 1; number <= latest; number++) {
            var found = api.find(at + "?version=" + number);
            if (found.isPresent() && found.get() instanceof ObjectNode version) {
                var names = version.putArray("release_labels");
                labels.getOrDefault(version.path("version").asInt(number), List.of())
                        .forEach(names::add);
                versions.add(version);
            }
        }
        return new Given(name, versions.isEmpty() ? List.of(listed) : versions);
    }

    private Map<Integer, List<String>> labels(String at) {
        var labels = new HashMap<Integer, List<String>>();
        api.find(at + "/labels")
                .ifPresent(answer -> answer.path("release_labels")
                        .forEach(it -> labels.computeIfAbsent(
                                        it.path("prompt_version_number").asInt(0), _ -> new ArrayList<>())
                                .add(it.path("release_label").asString(""))));
        return labels;
    }
}
