package stet.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The SQL of what there is to send in all projects. Who sends a message holds it for a while, so that no other does. */
record DeliveryQueueStore(Handle sql) {
    /** A webhook and the project that it is of. */
    record OfProject(UUID project, Webhook webhook) {}

    /**
     * A message to be sent now.
     *
     * @param sealedSecrets that it is signed with
     * @param tries how often it was sent before
     */
    record Job(
            UUID project,
            UUID delivery,
            Webhook webhook,
            List<String> sealedSecrets,
            String messageId,
            String type,
            String payload,
            int tries) {
        boolean isTest() {
            return type.equals(EventTypes.TEST);
        }
    }

    /** Up to which event messages have been made. */
    long reached() {
        return sql.createQuery("SELECT sequence FROM webhook_cursor")
                .mapTo(long.class)
                .one();
    }

    /** Goes on to a later event, unless someone else has. */
    boolean reach(long from, long to) {
        return sql.createUpdate("UPDATE webhook_cursor SET sequence = :to WHERE sequence = :from")
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                == 1;
    }

    /** Those that are switched on. */
    List<OfProject> listening() {
        return sql.createQuery("SELECT * FROM webhook WHERE enabled = 1")
                .map(row -> new OfProject(row.getColumn("project_id", UUID.class), WebhookStore.webhook(row)))
                .list();
    }

    void add(UUID id, UUID project, UUID webhook, String messageId, String type, String payload, Instant at) {
        sql.createUpdate("""
                INSERT INTO webhook_delivery
                  (id, project_id, webhook_id, message_id, type, payload, state, tries, next_at, leased_until, created_at)
                VALUES (:id, :project, :webhook, :message, :type, :payload, 'waiting', 0, :at, 0, :at)
                """)
                .bind("id", id)
                .bind("project", project)
                .bind("webhook", webhook)
                .bind("message", messageId)
                .bind("type", type)
                .bind("payload", payload)
                .bind("at", at)
                .execute();
    }

    /** The webhooks that a message is due for. */
    List<UUID> due(Instant now) {
        return sql.createQuery("""
                SELECT DISTINCT webhook_id FROM webhook_delivery
                WHERE state = 'waiting' AND next_at <= :now AND leased_until <= :now
                """).bind("now", now).mapTo(UUID.class).list();
    }

    /** Takes messages that are due, oldest first, and holds them. */
    List<Job> take(UUID webhook, Instant now, Instant until, int most) {
        return taken(
                sql.createQuery("""
                        SELECT id FROM webhook_delivery
                        WHERE webhook_id = :webhook AND state = 'waiting' AND next_at <= :now AND leased_until <= :now
                        ORDER BY next_at, id LIMIT :most
                        """)
                        .bind("webhook", webhook)
                        .bind("now", now)
                        .bind("most", most)
                        .mapTo(UUID.class)
                        .list(),
                now,
                until);
    }

    /** Takes one message. */
    Optional<Job> take(UUID delivery, Instant now, Instant until) {
        return taken(List.of(delivery), now, until).stream().findFirst();
    }

    private List<Job> taken(List<UUID> deliveries, Instant now, Instant until) {
        var jobs = new ArrayList<Job>();
        for (var delivery : deliveries) {
            sql.createUpdate("UPDATE webhook_delivery SET leased_until = :until WHERE id = :id")
                    .bind("until", until)
                    .bind("id", delivery)
                    .execute();
            sql.createQuery("""
                    SELECT w.*, d.id AS delivery_id, d.message_id, d.type, d.payload, d.tries
                    FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id WHERE d.id = :id
                    """)
                    .bind("id", delivery)
                    .map(row -> job(row, now))
                    .findOne()
                    .ifPresent(jobs::add);
        }
        return jobs;
    }

    private static Job job(RowView row, Instant now) {
        var secrets = new ArrayList<String>();
        secrets.add(row.getColumn("sealed_secret", String.class));
        String previous = row.<@Nullable String>getColumn("previous_secret", String.class);
        var webhook = WebhookStore.webhook(row);
        if (previous != null && webhook.previousUntil() != null && now.isBefore(webhook.previousUntil())) {
            secrets.add(previous);
        }
        return new Job(
                row.getColumn("project_id", UUID.class),
                row.getColumn("delivery_id", UUID.class),
                webhook,
                secrets,
                row.getColumn("message_id", String.class),
                row.getColumn("type", String.class),
                row.getColumn("payload", String.class),
                row.getColumn("tries", Integer.class));
    }

    /** Writes down one time that a message was sent; false when the message is gone. */
    boolean attempted(UUID delivery, Delivery.Attempt attempt, Delivery.State state, @Nullable Instant nextAt) {
        int changed = sql.createUpdate("""
                UPDATE webhook_delivery
                SET state = :state, tries = tries + 1, next_at = :nextAt, leased_until = 0, ended_at = :endedAt
                WHERE id = :id
                """)
                .bind("state", state.word())
                .bind("nextAt", nextAt)
                .bind("endedAt", state == Delivery.State.WAITING ? null : attempt.at())
                .bind("id", delivery)
                .execute();
        if (changed == 0) {
            return false;
        }
        sql.createUpdate("""
                INSERT INTO webhook_attempt (delivery_id, number, at, duration_us, status, problem, response)
                VALUES (:delivery, (SELECT coalesce(max(number), 0) + 1 FROM webhook_attempt WHERE delivery_id = :delivery),
                  :at, :duration, :status, :problem, :response)
                """)
                .bind("delivery", delivery)
                .bind("at", attempt.at())
                .bind("duration", Math.round(attempt.durationMs() * 1_000))
                .bind("status", attempt.status())
                .bind("problem", attempt.problem())
                .bind("response", attempt.response())
                .execute();
        return true;
    }

    void works(UUID webhook) {
        sql.createUpdate("UPDATE webhook SET failing_since = NULL WHERE id = :id AND failing_since IS NOT NULL")
                .bind("id", webhook)
                .execute();
    }

    /** Since when it fails, from now on if it did not before; empty when it is gone. */
    Optional<Instant> fails(UUID webhook, Instant now) {
        sql.createUpdate("UPDATE webhook SET failing_since = :now WHERE id = :id AND failing_since IS NULL")
                .bind("now", now)
                .bind("id", webhook)
                .execute();
        return sql.createQuery("SELECT failing_since FROM webhook WHERE id = :id")
                .bind("id", webhook)
                .mapTo(Instant.class)
                .findOne();
    }

    /** Switches it off and gives up what waits for it; false when it was off already. */
    boolean disable(UUID webhook, String because, Instant now) {
        boolean changed = sql.createUpdate("""
                        UPDATE webhook SET enabled = 0, disabled_because = :because, updated_at = :now
                        WHERE id = :id AND enabled = 1
                        """)
                        .bind("because", because)
                        .bind("now", now)
                        .bind("id", webhook)
                        .execute()
                == 1;
        giveUp(webhook, now);
        return changed;
    }

    /** Gives up what waits for a webhook. */
    void giveUp(UUID webhook, Instant now) {
        sql.createUpdate("""
                UPDATE webhook_delivery SET state = 'failed', next_at = NULL, ended_at = :now
                WHERE webhook_id = :id AND state = 'waiting'
                """).bind("now", now).bind("id", webhook).execute();
    }

    /** Forgets messages of before a time that no longer wait. */
    void forget(Instant before) {
        sql.createUpdate("""
                DELETE FROM webhook_attempt WHERE delivery_id IN (
                  SELECT id FROM webhook_delivery WHERE created_at < :before AND state <> 'waiting')
                """).bind("before", before).execute();
        sql.createUpdate("DELETE FROM webhook_delivery WHERE created_at < :before AND state <> 'waiting'")
                .bind("before", before)
                .execute();
    }
}
