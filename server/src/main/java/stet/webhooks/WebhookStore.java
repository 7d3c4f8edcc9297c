package stet.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.platform.json.Json;

/** The SQL of a project's webhooks. */
record WebhookStore(Handle sql, Scope.InProject scope) {
    List<Webhook> all() {
        return sql.createQuery("SELECT * FROM webhook WHERE project_id = :project ORDER BY id")
                .bind("project", scope.projectId())
                .map(WebhookStore::webhook)
                .list();
    }

    Optional<Webhook> find(UUID id) {
        return sql.createQuery("SELECT * FROM webhook WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(WebhookStore::webhook)
                .findOne();
    }

    void add(Webhook webhook, String sealedSecret) {
        sql.createUpdate("""
                INSERT INTO webhook (id, project_id, url, description, events, enabled, sealed_secret,
                   created_at, created_by, updated_at)
                VALUES (:id, :project, :url, :description, :events, :enabled, :secret, :createdAt, :createdBy, :updatedAt)
                """)
                .bind("id", webhook.id())
                .bind("project", scope.projectId())
                .bind("url", webhook.url())
                .bind("description", webhook.description())
                .bind("events", Json.MAPPER.writeValueAsString(webhook.events()))
                .bind("enabled", webhook.enabled() ? 1 : 0)
                .bind("secret", sealedSecret)
                .bind("createdAt", webhook.createdAt())
                .bind("createdBy", webhook.createdBy())
                .bind("updatedAt", webhook.updatedAt())
                .execute();
    }

    void save(Webhook webhook) {
        sql.createUpdate("""
                UPDATE webhook
                SET url = :url, description = :description, events = :events, enabled = :enabled,
                    failing_since = :failingSince, disabled_because = :because, updated_at = :updatedAt
                WHERE project_id = :project AND id = :id
                """)
                .bind("id", webhook.id())
                .bind("project", scope.projectId())
                .bind("url", webhook.url())
                .bind("description", webhook.description())
                .bind("events", Json.MAPPER.writeValueAsString(webhook.events()))
                .bind("enabled", webhook.enabled() ? 1 : 0)
                .bind("failingSince", webhook.failingSince())
                .bind("because", webhook.disabledBecause())
                .bind("updatedAt", webhook.updatedAt())
                .execute();
    }

    /** Makes another secret the one, and lets the one before hold on until then. */
    void rotate(UUID id, String sealedSecret, Instant previousUntil, Instant now) {
        sql.createUpdate("""
                UPDATE webhook
                SET previous_secret = sealed_secret, previous_until = :until, sealed_secret = :secret, updated_at = :now
                WHERE project_id = :project AND id = :id
                """)
                .bind("id", id)
                .bind("project", scope.projectId())
                .bind("until", previousUntil)
                .bind("secret", sealedSecret)
                .bind("now", now)
                .execute();
    }

    boolean remove(UUID id) {
        sql.createUpdate("""
                DELETE FROM webhook_attempt WHERE delivery_id IN (
                  SELECT id FROM webhook_delivery WHERE project_id = :project AND webhook_id = :id)
                """).bind("project", scope.projectId()).bind("id", id).execute();
        sql.createUpdate("DELETE FROM webhook_delivery WHERE project_id = :project AND webhook_id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .execute();
        return sql.createUpdate("DELETE FROM webhook WHERE project_id = :project AND id = :id")
                        .bind("project", scope.projectId())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    DeliveryQueueStore queue() {
        return new DeliveryQueueStore(sql);
    }

    static Webhook webhook(RowView row) {
        return new Webhook(
                row.getColumn("id", UUID.class),
                row.getColumn("url", String.class),
                row.<@Nullable String>getColumn("description", String.class),
                Set.of(Json.MAPPER.readValue(row.getColumn("events", String.class), String[].class)),
                row.getColumn("enabled", Integer.class) == 1,
                row.<@Nullable Instant>getColumn("previous_until", Instant.class),
                row.<@Nullable Instant>getColumn("failing_since", Instant.class),
                row.<@Nullable String>getColumn("disabled_because", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("updated_at", Instant.class));
    }
}
