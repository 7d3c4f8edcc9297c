package stet.releases.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.db.Scope;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Standing;
import stet.registry.Version;
import stet.releases.Pin;
import stet.releases.ReleaseManifest;

/** Reads what is live from the stores. */
final class LiveReads {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReads.class);

    private LiveReads() {}

    static HeldArtifact held(Standing standing) {
        return new HeldArtifact(
                standing.id(),
                standing.kind(),
                standing.name(),
                standing.latest(),
                standing.labels(),
                standing.versions().stream().collect(Collectors.toMap(Version::number, it -> it)));
    }

    /** Adds what is deployed now, and the versions that those releases pin: as far as they were there before, without asking. */
    static ProjectState withDeployments(LiveReleases.Needs needs, Scope.InProject scope, ProjectState state) {
        var deployments = needs.deployments().live(scope);
        var before = new HashMap<Pin, Version>();
        state.pinned().forEach(it -> before.put(Pin.of(it), it));
        for (HeldArtifact artifact : state.artifacts()) {
            artifact.versions().values().forEach(it -> before.put(Pin.of(it), it));
        }
        var names = new HashMap<UUID, String>();
        state.artifacts().forEach(it -> names.put(it.id(), it.name()));
        var pinned = new HashMap<Pin, Version>();
        for (var live : deployments) {
            var deployment = live.deployment();
            var app = new Pin(
                    Kind.APP,
                    names.getOrDefault(live.appId(), deployment.app()),
                    deployment.release(),
                    deployment.digest());
            var release = find(needs, scope, before, app);
            release.ifPresent(it -> {
                pinned.put(app, it);
                for (Pin pin : ReleaseManifest.of(it.content()).pins()) {
                    find(needs, scope, before, pin)
                            .ifPresentOrElse(
                                    part -> pinned.put(pin, part),
                                    () -> LOG.error("{} pins {}, which is not there", app, pin));
                }
            });
        }
        return new ProjectState(scope.projectId(), state.artifacts(), deployments, new ArrayList<>(pinned.values()));
    }

    private static Optional<Version> find(
            LiveReleases.Needs needs, Scope.InProject scope, Map<Pin, Version> before, Pin pin) {
        var known = before.get(pin);
        return known != null
                ? Optional.of(known)
                : needs.registry().find(scope, pin.kind(), pin.name(), new Reference.Number(pin.version()));
    }
}
