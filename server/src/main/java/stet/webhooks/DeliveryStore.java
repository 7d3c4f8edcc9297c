package stet.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;

/** The SQL of what was sent to a project's webhooks. */
record DeliveryStore(Handle sql, Scope.InProject scope) {
    /** A message with what it says and every time that it was sent. */
    record Whole(Delivery delivery, String payload, List<Delivery.Attempt> attempts) {}

    /** Newest first. */
    List<Delivery> page(UUID webhook, String state, String type, @Nullable UUID before, int limit) {
        return sql.createQuery("""
                SELECT * FROM webhook_delivery
                WHERE project_id = :project AND webhook_id = :webhook AND (:before = '' OR id < :before)
                  AND (:state = '' OR state = :state) AND (:type = '' OR type = :type)
                ORDER BY id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("webhook", webhook)
                .bind("before", before == null ? "" : before.toString())
                .bind("state", state)
                .bind("type", type)
                .bind("limit", limit)
                .map(DeliveryStore::delivery)
                .list();
    }

    Optional<Whole> find(UUID webhook, UUID id) {
        return sql.createQuery("""
                SELECT * FROM webhook_delivery WHERE project_id = :project AND webhook_id = :webhook AND id = :id
                """)
                .bind("project", scope.projectId())
                .bind("webhook", webhook)
                .bind("id", id)
                .map(row -> new Whole(delivery(row), row.getColumn("payload", String.class), attempts(id)))
                .findOne();
    }

    /** Puts a message in line that is not there; false when there is no such message, or it waits already. */
    boolean again(UUID webhook, UUID id, Instant now) {
        return sql.createUpdate("""
                        UPDATE webhook_delivery
                        SET state = 'waiting', tries = 0, next_at = :now, leased_until = 0, ended_at = NULL
                        WHERE project_id = :project AND webhook_id = :webhook AND id = :id AND state <> 'waiting'
                        """)
                        .bind("now", now)
                        .bind("project", scope.projectId())
                        .bind("webhook", webhook)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Puts all messages of a time in line that were not taken, and says how many. */
    int againAll(UUID webhook, Instant from, Instant to, Instant now) {
        return sql.createUpdate("""
                UPDATE webhook_delivery
                SET state = 'waiting', tries = 0, next_at = :now, leased_until = 0, ended_at = NULL
                WHERE project_id = :project AND webhook_id = :webhook AND state = 'failed' AND type <> :test
                  AND created_at >= :from AND created_at < :to
                """)
                .bind("now", now)
                .bind("project", scope.projectId())
                .bind("webhook", webhook)
                .bind("test", EventTypes.TEST)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private List<Delivery.Attempt> attempts(UUID delivery) {
        return sql.createQuery("SELECT * FROM webhook_attempt WHERE delivery_id = :delivery ORDER BY number")
                .bind("delivery", delivery)
                .map(row -> new Delivery.Attempt(
                        row.getColumn("number", Integer.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("duration_us", Long.class) / 1_000.0,
                        row.<@Nullable Integer>getColumn("status", Integer.class),
                        row.<@Nullable String>getColumn("problem", String.class),
                        row.<@Nullable String>getColumn("response", String.class)))
                .list();
    }

    private static Delivery delivery(RowView row) {
        return new Delivery(
                row.getColumn("id", UUID.class),
                row.getColumn("message_id", String.class),
                row.getColumn("type", String.class),
                Delivery.State.of(row.getColumn("state", String.class)),
                row.getColumn("tries", Integer.class),
                row.<@Nullable Instant>getColumn("next_at", Instant.class),
                row.getColumn("created_at", Instant.class),
                row.<@Nullable Instant>getColumn("ended_at", Instant.class));
    }
}
