package stet.releases.live;

import stet.registry.Version;
import stet.releases.PinnedRelease;
import stet.releases.ReleaseManifest;
import stet.releases.deployments.Deployment;

/** The release that an environment of an app has, with everything it pins. */
public record LiveRelease(Deployment deployment, PinnedRelease with) {
    public String app() {
        return with.app();
    }

    public String environment() {
        return deployment.environment();
    }

    public int number() {
        return with.number();
    }

    /** The app's version. */
    public Version release() {
        return with.release();
    }

    public ReleaseManifest manifest() {
        return with.manifest();
    }
}
