package stet.registry.imports;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what another system exports. */
public interface ForeignArtifacts {
    /**
     * @param unread why parts of it are no versions, each in a sentence
     */
    record Found(List<ImportedArtifact> artifacts, List<String> unread) {
        public Found {
            artifacts = List.copyOf(artifacts);
            unread = List.copyOf(unread);
        }
    }

    /** What the system is called, such as {@code langfuse}. */
    String system();

    Found read(JsonNode export);
}
