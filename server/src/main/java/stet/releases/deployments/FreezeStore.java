package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.AuditLog;
import stet.platform.db.Outbox;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of freezes. */
record FreezeStore(Handle sql, Scope.InProject scope) {
    /** Those that have not ended, soonest first. */
    List<Freeze> notOver(Instant now, int limit) {
        return sql.createQuery("""
                SELECT * FROM deploy_freeze WHERE project_id = :project AND ends_at > :now
                ORDER BY starts_at, id LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("now", now)
                .bind("limit", limit)
                .map(FreezeStore::freeze)
                .list();
    }

    /** One that keeps a deployment from being made. */
    Optional<Freeze> against(String app, String environment, Instant now) {
        return notOver(now, Freezes.MOST).stream()
                .filter(it -> it.isFor(app, environment) && it.holdsAt(now))
                .findFirst();
    }

    Optional<Freeze> find(UUID id) {
        return sql.createQuery("SELECT * FROM deploy_freeze WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(FreezeStore::freeze)
                .findOne();
    }

    void add(Freeze freeze) {
        sql.createUpdate("""
                INSERT INTO deploy_freeze (id, project_id, app, environment, starts_at, ends_at, reason, created_at, created_by)
                VALUES (:id, :project, :app, :environment, :from, :to, :reason, :createdAt, :createdBy)
                """)
                .bind("id", freeze.id())
                .bind("project", scope.projectId())
                .bind("app", freeze.app())
                .bind("environment", freeze.environment())
                .bind("from", freeze.from())
                .bind("to", freeze.to())
                .bind("reason", freeze.reason())
                .bind("createdAt", freeze.createdAt())
                .bind("createdBy", freeze.createdBy())
                .execute();
        tell("add", freeze, freeze.createdAt(), freeze.createdBy());
    }

    void remove(Freeze freeze, Instant at, String actor) {
        sql.createUpdate("DELETE FROM deploy_freeze WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", freeze.id())
                .execute();
        tell("remove", freeze, at, actor);
    }

    private void tell(String change, Freeze freeze, Instant at, String actor) {
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("change", change)
                .put("id", freeze.id().toString())
                .put("from", freeze.from().toString())
                .put("to", freeze.to().toString())
                .put("reason", freeze.reason());
        if (freeze.app() != null) {
            data.put("app", freeze.app());
        }
        if (freeze.environment() != null) {
            data.put("environment", freeze.environment());
        }
        Outbox.add(sql, scope.projectId(), "freeze.changed", actor, at, data);
        AuditLog.add(
                sql,
                at,
                actor,
                change + "-freeze",
                (freeze.app() == null ? "all apps" : freeze.app()) + " in "
                        + (freeze.environment() == null ? "all environments" : freeze.environment()) + " from "
                        + freeze.from() + " to " + freeze.to() + ": " + freeze.reason(),
                scope.projectId(),
                null);
    }

    private static Freeze freeze(RowView row) {
        return new Freeze(
                row.getColumn("id", UUID.class),
                row.<@Nullable String>getColumn("app", String.class),
                row.<@Nullable String>getColumn("environment", String.class),
                row.getColumn("starts_at", Instant.class),
                row.getColumn("ends_at", Instant.class),
                row.getColumn("reason", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class));
    }
}
