package stet.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.webhooks.Webhooks.WantedWebhook;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/webhooks}. */
record WebhookRoutes(Webhooks webhooks, Callers callers) {
    private static final String WEBHOOKS = "/api/v1/projects/{project}/webhooks";
    private static final String WEBHOOK = WEBHOOKS + "/{id}";
    private static final String DELIVERIES = WEBHOOK + "/deliveries";
    private static final List<String> STATES = List.of("waiting", "delivered", "failed");

    /**
     * A webhook.
     *
     * @param events types of events; none for all
     * @param previousUntil until when messages are also signed with the secret before
     * @param failingSince since when it has taken no message
     * @param disabledBecause why it was switched off by itself
     */
    record WebhookDetail(
            UUID id,
            String url,
            @Nullable String description,
            List<String> events,
            boolean enabled,
            @Nullable Instant previousUntil,
            @Nullable Instant failingSince,
            @Nullable String disabledBecause,
            Instant createdAt,
            String createdBy,
            Instant updatedAt) {
        static WebhookDetail of(Webhook it) {
            return new WebhookDetail(
                    it.id(),
                    it.url(),
                    it.description(),
                    it.events().stream().sorted().toList(),
                    it.enabled(),
                    it.previousUntil(),
                    it.failingSince(),
                    it.disabledBecause(),
                    it.createdAt(),
                    it.createdBy(),
                    it.updatedAt());
        }
    }

    /**
     * Oldest first.
     *
     * @param eventTypes those there are
     */
    record WebhookList(List<WebhookDetail> items, List<String> eventTypes) {}

    /** The only time that the secret is shown. */
    record NewWebhook(String secret, WebhookDetail item) {
        @Override
        public String toString() {
            return "NewWebhook[" + item.id() + "]";
        }
    }

    /** For how many hours the secret before goes on; 24 unless said. */
    record Rotation(@Nullable Integer overlapHours) {}

    /**
     * A message.
     *
     * @param messageId the same however often it is sent: 'webhook-id'
     * @param tries how often it was sent since it was last put in line
     */
    record WebhookDelivery(
            UUID id,
            String messageId,
            String type,
            @OneOf({"waiting", "delivered", "failed"}) String state,
            int tries,
            @Nullable Instant nextAt,
            Instant createdAt,
            @Nullable Instant endedAt) {
        static WebhookDelivery of(Delivery it) {
            return new WebhookDelivery(
                    it.id(),
                    it.messageId(),
                    it.type(),
                    it.state().word(),
                    it.tries(),
                    it.nextAt(),
                    it.createdAt(),
                    it.endedAt());
        }
    }

    record DeliveryPage(
            List<WebhookDelivery> items, @Nullable String nextCursor) {}

    /** A message with what it says and every time that it was sent. */
    record DeliveryDetail(WebhookDelivery item, JsonNode payload, List<Delivery.Attempt> attempts) {
        static DeliveryDetail of(DeliveryStore.Whole it) {
            return new DeliveryDetail(
                    WebhookDelivery.of(it.delivery()), Json.MAPPER.readTree(it.payload()), it.attempts());
        }
    }

    /** Messages of which time: all of the log unless said. */
    record FailedOf(@Nullable Instant from, @Nullable Instant to) {}

    record ReplayedFailed(int replayed) {}

    void declare(Api api) {
        api.get(WEBHOOKS, "The project's webhooks")
                .tag("webhooks")
                .answers(200, WebhookList.class)
                .by(call -> Answer.ok(new WebhookList(
                        webhooks.list(callers.of(call), call.path("project")).stream()
                                .map(WebhookDetail::of)
                                .toList(),
                        EventTypes.ALL)));
        api.post(WEBHOOKS, "Adds a webhook; the only time its secret is shown")
                .tag("webhooks")
                .takes(WantedWebhook.class)
                .answers(201, NewWebhook.class)
                .by(call -> Answer.created(shown(webhooks.create(
                        callers.of(call), call.path("project"), call.body(WantedWebhook.class), call.peer()))));
        api.get(WEBHOOK, "One webhook")
                .tag("webhooks")
                .answers(200, WebhookDetail.class)
                .by(call ->
                        Answer.ok(WebhookDetail.of(webhooks.get(callers.of(call), call.path("project"), id(call)))));
        api.put(WEBHOOK, "Changes a webhook; switching it off gives up what waits for it")
                .tag("webhooks")
                .takes(WantedWebhook.class)
                .answers(200, WebhookDetail.class)
                .by(call -> Answer.ok(WebhookDetail.of(webhooks.change(
                        callers.of(call),
                        call.path("project"),
                        id(call),
                        call.body(WantedWebhook.class),
                        call.peer()))));
        api.delete(WEBHOOK, "Removes a webhook and its log")
                .tag("webhooks")
                .answers(204, Void.class)
                .by(this::remove);
        api.post(WEBHOOK + "/rotate", "Makes another secret, shown this once; for a while both are used")
                .tag("webhooks")
                .takes(Rotation.class)
                .answers(200, NewWebhook.class)
                .by(call -> Answer.ok(shown(webhooks.rotate(
                        callers.of(call),
                        call.path("project"),
                        id(call),
                        call.body(Rotation.class).overlapHours(),
                        call.peer()))));
        api.post(WEBHOOK + "/test", "Sends a message of type 'webhook.test' once, and says what came of it")
                .tag("webhooks")
                .answers(200, DeliveryDetail.class)
                .by(call ->
                        Answer.ok(DeliveryDetail.of(webhooks.test(callers.of(call), call.path("project"), id(call)))));
        api.post(WEBHOOK + "/replay", "Sends all messages of a time again that were not taken")
                .tag("webhooks")
                .takes(FailedOf.class)
                .answers(200, ReplayedFailed.class)
                .by(this::replayFailed);
        api.get(DELIVERIES, "What was sent, newest first; of the last 30 days")
                .tag("webhooks")
                .query("state", String.class, "'waiting', 'delivered' or 'failed'; all unless said")
                .query("type", String.class, "of this type of event; all unless said")
                .query("limit", Integer.class, "1 to 500, 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before")
                .answers(200, DeliveryPage.class)
                .by(this::deliveries);
        api.get(DELIVERIES + "/{delivery}", "A message with what it says and every time that it was sent")
                .tag("webhooks")
                .answers(200, DeliveryDetail.class)
                .by(call -> Answer.ok(DeliveryDetail.of(
                        webhooks.delivery(callers.of(call), call.path("project"), id(call), delivery(call)))));
        api.post(DELIVERIES + "/{delivery}/replay", "Sends a message again, under the same id")
                .tag("webhooks")
                .answers(200, DeliveryDetail.class)
                .by(call -> Answer.ok(DeliveryDetail.of(
                        webhooks.replay(callers.of(call), call.path("project"), id(call), delivery(call)))));
    }

    private Answer remove(Call call) {
        webhooks.remove(callers.of(call), call.path("project"), id(call), call.peer());
        return Answer.none();
    }

    private Answer replayFailed(Call call) {
        var of = call.body(FailedOf.class);
        return Answer.ok(new ReplayedFailed(
                webhooks.replayFailed(callers.of(call), call.path("project"), id(call), of.from(), of.to())));
    }

    private Answer deliveries(Call call) {
        int limit = call.queryInt("limit", 100, 1, 500);
        String state = call.query("state").orElse("");
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw Problem.Invalid.field("state", "'" + state + "' is none of " + String.join(", ", STATES));
        }
        var before = call.query("cursor").map(WebhookRoutes::cursor).orElse(null);
        var found = webhooks.deliveries(
                callers.of(call),
                call.path("project"),
                id(call),
                state,
                call.query("type").orElse(""),
                before,
                limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return Answer.ok(new DeliveryPage(
                page.stream().map(WebhookDelivery::of).toList(),
                more ? page.getLast().id().toString() : null));
    }

    private static NewWebhook shown(Webhooks.WithSecret it) {
        return new NewWebhook(it.secret(), WebhookDetail.of(it.webhook()));
    }

    private static UUID id(Call call) {
        return uuid(call.path("id"), "webhook");
    }

    private static UUID delivery(Call call) {
        return uuid(call.path("delivery"), "delivery");
    }

    private static UUID uuid(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound(what, text);
        }
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(
                    "cursor", "'" + text + "' is not a cursor; take it from 'nextCursor' unchanged");
        }
    }
}
