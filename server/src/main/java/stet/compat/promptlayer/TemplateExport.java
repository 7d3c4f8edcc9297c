package stet.compat.promptlayer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.compat.ExportItems;
import stet.compat.Lost;
import stet.platform.http.Problem;
import stet.registry.imports.Asides;
import stet.registry.imports.ForeignArtifacts;
import stet.registry.imports.ImportedVersion;
import tools.jackson.databind.JsonNode;

/** Reads prompts as PromptLayer's API answers them, each item one version of a template. */
final class TemplateExport implements ForeignArtifacts {
    private static final Set<String> READ = Set.of(
            "prompt_name",
            "version",
            "prompt_template",
            "metadata",
            "commit_message",
            "tags",
            "release_labels",
            "created_at",
            "author",
            "created_by",
            "user_email");

    /** Names of the item itself, and what is computed from the rest. */
    private static final Set<String> DERIVED = Set.of(
            "id",
            "workspace_id",
            "prompt_version_id",
            "success",
            "llm_kwargs",
            "warning",
            "request_id",
            "snippets",
            "updated_at");

    private static final Set<String> DERIVED_IN_TEMPLATE = Set.of("input_variables", "template_format");

    @Override
    public String system() {
        return "promptlayer";
    }

    @Override
    public Found read(JsonNode export) {
        return ExportItems.read(export, "prompt_name", "version", TemplateExport::version);
    }

    private static ImportedVersion version(JsonNode item) {
        String number = item.path("version").asString();
        var template = item.path("prompt_template");
        if (!template.isObject()) {
            return ImportedVersion.unreadable(
                    number,
                    "its 'prompt_template' is missing: ask for each version by itself, a list may leave it out");
        }
        try {
            var content = Blueprint.content(template, item.path("metadata"));
            var kept = Blueprint.kept(content);
            var leftOut = new ArrayList<String>();
            item.properties().stream()
                    .filter(it -> !READ.contains(it.getKey()) && !DERIVED.contains(it.getKey()))
                    .filter(it -> Asides.says(it.getValue()))
                    .forEach(it -> leftOut.add(Asides.pointer("", it.getKey())));
            leftOut.addAll(Lost.between(
                    "/prompt_template", template, Blueprint.of(content, null, Set.of()), DERIVED_IN_TEMPLATE));
            leftOut.removeAll(kept);
            var at = Times.read(item.path("created_at"));
            if (at == null && item.hasNonNull("created_at")) {
                leftOut.add("/created_at");
            }
            return new ImportedVersion(
                    number,
                    content,
                    null,
                    item.path("commit_message").asString(""),
                    author(item),
                    at,
                    labels(item.path("release_labels")),
                    new Asides(kept, leftOut));
        } catch (Problem.Invalid e) {
            return ImportedVersion.unreadable(number, e.detail());
        }
    }

    private static @Nullable String author(JsonNode item) {
        for (String field : List.of("author", "created_by", "user_email")) {
            var said = item.path(field);
            for (var value : List.of(said, said.path("email"), said.path("name"))) {
                if (value.isString() && !value.stringValue().isBlank()) {
                    return value.stringValue();
                }
            }
        }
        return null;
    }

    /** Names, or what the list of a template's labels holds. */
    private static List<String> labels(JsonNode list) {
        return list.valueStream()
                .map(it -> it.isObject()
                        ? it.path("release_label").asString(it.path("name").asString(""))
                        : it.asString(""))
                .filter(it -> !it.isBlank())
                .distinct()
                .toList();
    }
}
