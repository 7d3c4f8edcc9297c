package stet.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;

/** Keeps the webhooks of each project, and lets people look at and repeat what was sent to them. */
final class Webhooks {
    static final int MOST = 20;
    static final int MOST_OVERLAP_HOURS = 7 * 24;
    private static final int OVERLAP_HOURS = 24;

    private final Transactions<WebhookStore> data;
    private final Transactions<DeliveryStore> deliveries;
    private final Deliverer deliverer;
    private final Secrets secrets;
    private final AuditTrail trail;
    private final InstantSource clock;

    Webhooks(
            Transactions<WebhookStore> data,
            Transactions<DeliveryStore> deliveries,
            Deliverer deliverer,
            Around around,
            InstantSource clock) {
        this.data = data;
        this.deliveries = deliveries;
        this.deliverer = deliverer;
        this.secrets = around.secrets;
        this.trail = around.trail;
        this.clock = clock;
    }

    /** Who seals and who writes down. */
    record Around(Secrets secrets, AuditTrail trail) {}

    /**
     * What a webhook is to be.
     *
     * @param events types of events; none or absent for all
     * @param enabled true unless said
     */
    record WantedWebhook(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> events,
            @Nullable Boolean enabled) {}

    /** A webhook with its secret, which is never shown again. */
    record WithSecret(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }

    List<Webhook> list(Caller caller, String project) {
        return data.read(scope(caller, project), WebhookStore::all);
    }

    Webhook get(Caller caller, String project, UUID id) {
        return data.read(scope(caller, project), store -> found(store, id));
    }

    WithSecret create(Caller caller, String project, WantedWebhook wanted, String address) {
        var scope = scope(caller, project);
        var now = now();
        var webhook = webhook(Ids.next(), wanted, now, caller.name(), now);
        var secret = SigningSecret.random().text();
        data.change(scope, store -> {
            if (store.all().size() >= MOST) {
                throw new Problem.Conflict(
                        "project '" + project + "' already has " + MOST + " webhooks, the most there can be");
            }
            store.add(webhook, secrets.seal(secret, belonging(webhook.id())));
        });
        trail.add(caller, project, "webhook created", webhook.url(), address);
        return new WithSecret(webhook, secret);
    }

    /** Switching it on again forgets that it failed; switching it off gives up what waits for it. */
    Webhook change(Caller caller, String project, UUID id, WantedWebhook wanted, String address) {
        var now = now();
        var saved = data.<Webhook>write(scope(caller, project), store -> {
            var old = found(store, id);
            var given = webhook(id, wanted, old.createdAt(), old.createdBy(), now);
            boolean same = given.enabled() == old.enabled();
            var webhook = new Webhook(
                    id,
                    given.url(),
                    given.description(),
                    given.events(),
                    given.enabled(),
                    old.previousUntil(),
                    same ? old.failingSince() : null,
                    same ? old.disabledBecause() : null,
                    old.createdAt(),
                    old.createdBy(),
                    now);
            store.save(webhook);
            if (!webhook.enabled()) {
                store.queue().giveUp(id, now);
            }
            return webhook;
        });
        trail.add(caller, project, "webhook changed", saved.url() + (saved.enabled() ? "" : ", switched off"), address);
        return saved;
    }

    void remove(Caller caller, String project, UUID id, String address) {
        var url = data.<String>write(scope(caller, project), store -> {
            var old = found(store, id);
            store.remove(id);
            return old.url();
        });
        trail.add(caller, project, "webhook removed", url, address);
    }

    /** Makes another secret; for some hours messages are signed with both. */
    WithSecret rotate(Caller caller, String project, UUID id, @Nullable Integer overlapHours, String address) {
        int hours = overlapHours == null ? OVERLAP_HOURS : overlapHours;
        if (hours < 0 || hours > MOST_OVERLAP_HOURS) {
            throw Problem.Invalid.field("overlapHours", "is " + hours + "; it may be 0 to " + MOST_OVERLAP_HOURS);
        }
        var now = now();
        var secret = SigningSecret.random().text();
        var webhook = data.<Webhook>write(scope(caller, project), store -> {
            found(store, id);
            store.rotate(id, secrets.seal(secret, belonging(id)), now.plus(Duration.ofHours(hours)), now);
            return found(store, id);
        });
        trail.add(caller, project, "webhook secret rotated", webhook.url(), address);
        return new WithSecret(webhook, secret);
    }

    /** Sends a message that tells of nothing, once, and says what came of it. */
    DeliveryStore.Whole test(Caller caller, String project, UUID id) throws InterruptedException {
        var scope = scope(caller, project);
        var now = now();
        var delivery = Ids.next();
        data.change(scope, store -> {
            found(store, id);
            store.queue()
                    .add(
                            delivery,
                            scope.projectId(),
                            id,
                            "msg_" + delivery,
                            EventTypes.TEST,
                            Messages.test(project, caller.name(), now),
                            now);
        });
        deliverer.sendNow(delivery);
        return delivery(scope, id, delivery);
    }

    /** Newest first. */
    List<Delivery> deliveries(
            Caller caller, String project, UUID id, String state, String type, @Nullable UUID before, int limit) {
        var scope = scope(caller, project);
        data.read(scope, store -> found(store, id));
        return deliveries.read(scope, store -> store.page(id, state, type, before, limit));
    }

    DeliveryStore.Whole delivery(Caller caller, String project, UUID id, UUID delivery) {
        return delivery(scope(caller, project), id, delivery);
    }

    /** Sends a message again, under the same id. */
    DeliveryStore.Whole replay(Caller caller, String project, UUID id, UUID delivery) {
        var scope = scope(caller, project);
        requireOn(data.read(scope, store -> found(store, id)));
        delivery(scope, id, delivery);
        if (!deliveries.<Boolean>write(scope, store -> store.again(id, delivery, now()))) {
            throw new Problem.Conflict("this message waits to be sent already");
        }
        deliverer.wake();
        return delivery(scope, id, delivery);
    }

    /** Sends all messages of a time again that were not taken, and says how many. */
    int replayFailed(Caller caller, String project, UUID id, @Nullable Instant from, @Nullable Instant to) {
        var scope = scope(caller, project);
        requireOn(data.read(scope, store -> found(store, id)));
        var now = now();
        int again = deliveries.<Integer>write(
                scope,
                store -> store.againAll(
                        id, from == null ? Instant.EPOCH : from, to == null ? now.plusMillis(1) : to, now));
        deliverer.wake();
        return again;
    }

    static String belonging(UUID webhook) {
        return "the secret of webhook " + webhook;
    }

    private DeliveryStore.Whole delivery(Scope.InProject scope, UUID id, UUID delivery) {
        return deliveries
                .read(scope, store -> store.find(id, delivery))
                .orElseThrow(() -> new Problem.NotFound("delivery", delivery));
    }

    private static void requireOn(Webhook webhook) {
        if (!webhook.enabled()) {
            throw new Problem.Conflict("this webhook is switched off: switch it on first");
        }
    }

    private static Webhook found(WebhookStore store, UUID id) {
        return store.find(id).orElseThrow(() -> new Problem.NotFound("webhook", id));
    }

    private static Webhook webhook(UUID id, WantedWebhook wanted, Instant createdAt, String createdBy, Instant now) {
        if (wanted.url == null || wanted.url.isBlank()) {
            throw Problem.Invalid.field("url", "is missing; give the address to send to");
        }
        var events = wanted.events == null ? Set.<String>of() : Set.copyOf(wanted.events);
        for (var event : events) {
            if (!EventTypes.ALL.contains(event)) {
                throw Problem.Invalid.field(
                        "events", "'" + event + "' is none of " + String.join(", ", EventTypes.ALL));
            }
        }
        String description =
                wanted.description == null || wanted.description.isBlank() ? null : wanted.description.strip();
        return new Webhook(
                id,
                wanted.url.strip(),
                description,
                events,
                wanted.enabled == null || wanted.enabled,
                null,
                null,
                null,
                createdAt,
                createdBy,
                now);
    }

    private static Scope.InProject scope(Caller caller, String project) {
        return caller.may(Permission.MANAGE_WEBHOOKS, project);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
