package stet.releases.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;
import stet.registry.Version;
import stet.releases.deployments.LiveDeployment;

/**
 * All that is live in a project, as it is read from the store and kept on the disk.
 *
 * @param deployments what each environment of each app has
 * @param pinned the versions that those releases pin, and the releases themselves
 */
record ProjectState(
        UUID project, List<HeldArtifact> artifacts, List<LiveDeployment> deployments, List<Version> pinned) {
    ProjectState {
        artifacts = List.copyOf(artifacts);
        deployments = List.copyOf(deployments);
        pinned = List.copyOf(pinned);
    }

    /** The same with these artifacts as they are now; null for one that is gone. */
    ProjectState with(Map<ArtifactKey, @Nullable HeldArtifact> changed) {
        var all = new HashMap<ArtifactKey, @Nullable HeldArtifact>();
        artifacts.forEach(it -> all.put(ArtifactKey.of(it), it));
        all.putAll(changed);
        return new ProjectState(
                project,
                all.values().stream().filter(it -> it != null).map(it -> it).toList(),
                deployments,
                pinned);
    }

    /** What an artifact is found by. */
    record ArtifactKey(Kind kind, String name) {
        static ArtifactKey of(HeldArtifact artifact) {
            return new ArtifactKey(artifact.kind(), artifact.name());
        }
    }
}
