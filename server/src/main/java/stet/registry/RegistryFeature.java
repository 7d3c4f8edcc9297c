package stet.registry;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;

/** Immutable versions of everything that shapes behaviour, and the labels that make one live. */
public final class RegistryFeature {
    private final Registry registry;
    private final Labels labels;
    private final ContentCheck contents = new ContentCheck();
    private final ArtifactRoutes artifactRoutes;
    private final VersionRoutes versionRoutes;
    private final LabelRoutes labelRoutes;

    private RegistryFeature(Records records, Callers callers, InstantSource clock) {
        var data = records.inProject(RegistryStore::new).inTurn();
        labels = new Labels(data, clock);
        registry = new Registry(data, contents, labels, clock);
        artifactRoutes = new ArtifactRoutes(registry, new Catalogue(data), callers);
        versionRoutes = new VersionRoutes(registry, callers);
        labelRoutes = new LabelRoutes(labels, callers);
    }

    public static RegistryFeature create(Records records, Callers callers, InstantSource clock) {
        return new RegistryFeature(records, callers, clock);
    }

    /** From now on contents of this kind are checked by {@code rules}. To be said before anything is served. */
    public void understands(Kind kind, ContentRules rules) {
        contents.add(kind, rules);
    }

    public Registry registry() {
        return registry;
    }

    public Labels labels() {
        return labels;
    }

    public void declare(Api api) {
        artifactRoutes.declare(api);
        versionRoutes.declare(api);
        labelRoutes.declare(api);
    }
}
