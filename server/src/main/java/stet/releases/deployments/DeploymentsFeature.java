package stet.releases.deployments;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.registry.Gates;

/** Environments, what is deployed to them, and freezes. */
public final class DeploymentsFeature {
    private final Deployments deployments;
    private final DeploymentRoutes deploymentRoutes;
    private final EnvironmentRoutes environmentRoutes;

    private DeploymentsFeature(
            Deployments deployments, DeploymentRoutes deploymentRoutes, EnvironmentRoutes environmentRoutes) {
        this.deployments = deployments;
        this.deploymentRoutes = deploymentRoutes;
        this.environmentRoutes = environmentRoutes;
    }

    public static DeploymentsFeature create(
            Records records, Callers callers, Deployments.Apps apps, Gates gates, InstantSource clock) {
        var data = records.inProject(DeploymentStore::new).inTurn();
        var deployments = new Deployments(data, apps, gates, clock);
        var environments = new Environments(records.inProject(EnvironmentStore::new), clock);
        return new DeploymentsFeature(
                deployments,
                new DeploymentRoutes(deployments, callers),
                new EnvironmentRoutes(environments, new Freezes(data, clock), callers));
    }

    public Deployments deployments() {
        return deployments;
    }

    public void declare(Api api) {
        deploymentRoutes.declare(api);
        environmentRoutes.declare(api);
    }
}
