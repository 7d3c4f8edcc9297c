package stet.releases;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.registry.Reference;
import stet.registry.Version;

/**
 * A release with everything it pins.
 *
 * @param release the app's version
 * @param pinned the versions of its pins
 */
public record PinnedRelease(Version release, ReleaseManifest manifest, Map<Pin, Version> pinned) {
    public PinnedRelease {
        pinned = Map.copyOf(pinned);
    }

    /** Looks up what a release pins; what is not found shows when it is needed. */
    public static PinnedRelease of(Version release, Versions versions) {
        var manifest = ReleaseManifest.of(release.content());
        var pinned = new HashMap<Pin, Version>();
        for (Pin pin : manifest.pins()) {
            versions.find(pin.kind(), pin.name(), new Reference.Number(pin.version()))
                    .ifPresent(it -> pinned.put(pin, it));
        }
        return new PinnedRelease(release, manifest, pinned);
    }

    public String app() {
        return release.name();
    }

    public int number() {
        return release.number();
    }

    public Optional<Version> version(Pin pin) {
        return Optional.ofNullable(pinned.get(pin));
    }

    /**
     * A step by its name, or the one that answers when none is named.
     *
     * @throws Problem.NotFound that names the steps there are
     */
    public Step step(@Nullable String name) {
        return manifest.step(name)
                .orElseThrow(() -> new Problem.NotFound(
                        "step in release " + number() + " of '" + app() + "' (it has "
                                + String.join(", ", manifest.steps().keySet()) + ")",
                        String.valueOf(name)));
    }
}
