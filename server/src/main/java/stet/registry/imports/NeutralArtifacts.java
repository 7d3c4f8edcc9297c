package stet.registry.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape in which anyone can give artifacts of any system: contents as they are here, origins as they were there. */
public final class NeutralArtifacts {
    private static final Set<String> OF_ARTIFACT = Set.of("kind", "name", "description", "tags", "versions");
    private static final Set<String> OF_VERSION = Set.of("reference", "content", "message", "author", "at", "labels");

    private NeutralArtifacts() {}

    public static ForeignArtifacts.Found read(JsonNode artifacts) {
        var found = new ArrayList<ImportedArtifact>();
        var unread = new ArrayList<String>();
        for (int i = 0; i < artifacts.size(); i++) {
            var artifact = artifacts.path(i);
            String at = "/artifacts/" + i;
            if (!artifact.path("name").isString() || !artifact.path("versions").isArray()) {
                unread.add(at + ": is no artifact, which has a 'name' and a list of 'versions'");
                continue;
            }
            var odd = Asides.unknown(at, artifact, OF_ARTIFACT);
            var versions = new ArrayList<ImportedVersion>();
            for (int j = 0; j < artifact.path("versions").size(); j++) {
                versions.add(
                        version(at + "/versions/" + j, artifact.path("versions").path(j), j == 0 ? odd : List.of()));
            }
            found.add(new ImportedArtifact(
                    artifact.path("kind").asString("prompt"),
                    artifact.path("name").stringValue(),
                    text(artifact, "description"),
                    texts(artifact.path("tags")),
                    versions));
        }
        return new ForeignArtifacts.Found(found, unread);
    }

    private static ImportedVersion version(String at, JsonNode version, List<String> oddOfArtifact) {
        var reference = version.path("reference");
        if (!reference.isValueNode()
                || reference.isNull()
                || reference.asString("").isBlank()) {
            return ImportedVersion.unreadable(
                    at, "its 'reference' is missing: what its system calls it, such as its number");
        }
        if (!version.path("content").isObject()) {
            return ImportedVersion.unreadable(reference.asString(), "its 'content' is missing, or no object");
        }
        var leftOut = new ArrayList<>(oddOfArtifact);
        leftOut.addAll(Asides.unknown(at, version, OF_VERSION));
        var written = time(version.path("at"));
        if (written == null && version.hasNonNull("at")) {
            leftOut.add(at + "/at");
        }
        return new ImportedVersion(
                reference.asString(),
                version.path("content"),
                null,
                text(version, "message"),
                text(version, "author"),
                written,
                texts(version.path("labels")),
                new Asides(List.of(), leftOut));
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode from, String field) {
        return from.path(field).isString() ? from.path(field).stringValue() : null;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}
