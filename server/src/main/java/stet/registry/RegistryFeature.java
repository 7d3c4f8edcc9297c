package stet.registry;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.registry.imports.ForeignArtifacts;

/** Immutable versions of everything that shapes behaviour, and the labels that make one live. */
public final class RegistryFeature {
    private final Registry registry;
    private final Labels labels;
    private final Keeping keeping;
    private final Gates gates = new Gates();
    private final ContentCheck contents = new ContentCheck();
    private final ArtifactRoutes artifactRoutes;
    private final VersionRoutes versionRoutes;
    private final DiffRoutes diffRoutes;
    private final LabelRoutes labelRoutes;
    private final ProtectionRoutes protectionRoutes;
    private final RequestRoutes requestRoutes;
    private final ImportRoutes importRoutes;

    private RegistryFeature(Records records, Callers callers, InstantSource clock) {
        var data = records.inProject(RegistryStore::new).inTurn();
        labels = new Labels(data, gates, clock);
        registry = new Registry(data, contents, labels, clock);
        keeping = new Keeping(data, clock);
        artifactRoutes = new ArtifactRoutes(registry, new Catalogue(data), keeping, callers);
        versionRoutes = new VersionRoutes(registry, callers);
        diffRoutes = new DiffRoutes(registry, callers);
        labelRoutes = new LabelRoutes(labels, callers);
        protectionRoutes = new ProtectionRoutes(new Protections(data, gates, clock), callers);
        requestRoutes = new RequestRoutes(new LabelRequests(data, gates, clock), callers);
        importRoutes = new ImportRoutes(new Imports(data, contents, clock), callers);
    }

    public static RegistryFeature create(Records records, Callers callers, InstantSource clock) {
        return new RegistryFeature(records, callers, clock);
    }

    /** From now on contents of this kind are checked by {@code rules}. To be said before anything is served. */
    public void understands(Kind kind, ContentRules rules) {
        contents.add(kind, rules);
    }

    /** From now on what this system exports can be imported. */
    public void reads(ForeignArtifacts system) {
        importRoutes.systems().put(system.system(), system);
    }

    /** From now on protections can ask for these gates. */
    public void gate(VersionGate gate) {
        gates.add(gate);
    }

    /** From now on what {@code users} know of can be neither archived, renamed nor removed. */
    public void reliedOnBy(Users users) {
        keeping.add(users);
    }

    public Gates gates() {
        return gates;
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
        diffRoutes.declare(api);
        labelRoutes.declare(api);
        protectionRoutes.declare(api);
        requestRoutes.declare(api);
        importRoutes.declare(api);
    }
}
