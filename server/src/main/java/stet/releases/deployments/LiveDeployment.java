package stet.releases.deployments;

import java.util.UUID;

/** What an environment of an app has now, for who keeps it in memory. */
public record LiveDeployment(UUID appId, Deployment deployment) {}
