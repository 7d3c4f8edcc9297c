package stet.compat.langfuse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.compat.ExportItems;
import stet.compat.Lost;
import stet.platform.http.Problem;
import stet.registry.imports.Asides;
import stet.registry.imports.ForeignArtifacts;
import stet.registry.imports.ImportedVersion;
import tools.jackson.databind.JsonNode;

/** Reads prompts as Langfuse's API answers them, each item one version. */
final class PromptExport implements ForeignArtifacts {
    private static final Set<String> READ = Set.of(
            "name", "version", "type", "prompt", "config", "labels", "tags", "commitMessage", "createdAt", "createdBy");

    /** Names of the item itself, and what is computed from the rest. */
    private static final Set<String> DERIVED = Set.of("id", "projectId", "updatedAt", "isActive", "resolutionGraph");

    @Override
    public String system() {
        return "langfuse";
    }

    @Override
    public Found read(JsonNode export) {
        return ExportItems.read(export, "name", "version", PromptExport::version);
    }

    private static ImportedVersion version(JsonNode item) {
        String number = item.path("version").asString();
        try {
            var content = LangfusePrompt.content(item);
            var kept = LangfusePrompt.kept(content);
            var leftOut = new ArrayList<String>();
            item.properties().stream()
                    .filter(it -> !READ.contains(it.getKey()) && !DERIVED.contains(it.getKey()))
                    .filter(it -> Asides.says(it.getValue()))
                    .forEach(it -> leftOut.add(Asides.pointer("", it.getKey())));
            leftOut.addAll(
                    Lost.between("/prompt", item.path("prompt"), LangfusePrompt.prompt(content), Set.of("type")));
            leftOut.removeAll(kept);
            if (Asides.says(item.path("config")) && !item.path("config").isObject()) {
                leftOut.add("/config");
            }
            var at = time(item.path("createdAt"));
            if (at == null && item.hasNonNull("createdAt")) {
                leftOut.add("/createdAt");
            }
            return new ImportedVersion(
                    number,
                    content,
                    null,
                    item.path("commitMessage").asString(""),
                    item.path("createdBy").asString(""),
                    at,
                    ExportItems.texts(item.path("labels")).stream()
                            .filter(it -> !it.equals("latest"))
                            .toList(),
                    new Asides(kept, leftOut));
        } catch (Problem.Invalid e) {
            return ImportedVersion.unreadable(number, e.detail());
        }
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
