package stet.webhooks;

import java.time.Duration;
import java.time.InstantSource;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Notices;
import stet.platform.db.Events;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.outbound.Outbound;
import stet.platform.secrets.Secrets;

/** Tells other systems what happened in a project. */
public final class WebhookFeature implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Deliverer deliverer;
    private final Runnable listening;
    private final WebhookRoutes routes;

    private WebhookFeature(Deliverer deliverer, Runnable listening, WebhookRoutes routes) {
        this.deliverer = deliverer;
        this.listening = listening;
        this.routes = routes;
    }

    /** What the feature uses. */
    public record Needs(
            Records records,
            Events events,
            Secrets secrets,
            Outbound outbound,
            Callers callers,
            AuditTrail trail,
            Notices notices) {}

    public static WebhookFeature create(Needs needs, InstantSource clock) {
        return create(needs, clock, PAUSE);
    }

    /** @param pause how often to look for what is due */
    static WebhookFeature create(Needs needs, InstantSource clock, Duration pause) {
        var installation = needs.callers().server().mayEverywhere(Permission.MANAGE_WEBHOOKS);
        var queue = needs.records().inInstallation(DeliveryQueueStore::new);
        var messages = new Messages(queue, installation, needs.events(), needs.callers(), clock);
        var deliverer = new Deliverer(
                queue,
                installation,
                messages,
                new Deliverer.Around(
                        needs.outbound(), needs.secrets(), needs.callers(), needs.trail(), needs.notices()),
                clock);
        var webhooks = new Webhooks(
                needs.records().inProject(WebhookStore::new),
                needs.records().inProject(DeliveryStore::new),
                deliverer,
                new Webhooks.Around(needs.secrets(), needs.trail()),
                clock);
        deliverer.start(pause);
        var listening = needs.events().listen(deliverer::wake);
        return new WebhookFeature(deliverer, listening, new WebhookRoutes(webhooks, needs.callers()));
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    @Override
    public void close() {
        listening.run();
        deliverer.close();
    }
}
