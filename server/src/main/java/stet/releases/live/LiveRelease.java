package stet.releases.live;

import java.util.Map;
import java.util.Optional;
import stet.registry.Version;
import stet.releases.Pin;
import stet.releases.ReleaseManifest;
import stet.releases.deployments.Deployment;

/**
 * The release that an environment of an app has, with everything it pins.
 *
 * @param release the app's version
 * @param pinned the versions of its pins
 */
public record LiveRelease(Deployment deployment, Version release, ReleaseManifest manifest, Map<Pin, Version> pinned) {
    public LiveRelease {
        pinned = Map.copyOf(pinned);
    }

    public String app() {
        return release.name();
    }

    public String environment() {
        return deployment.environment();
    }

    public int number() {
        return release.number();
    }

    public Optional<Version> version(Pin pin) {
        return Optional.ofNullable(pinned.get(pin));
    }
}
