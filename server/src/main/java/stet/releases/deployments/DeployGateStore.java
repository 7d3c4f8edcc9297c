package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import stet.platform.db.AuditLog;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The SQL of what environments of apps ask of a release, every statement inside one project. */
record DeployGateStore(Handle sql, Scope.InProject scope) {
    /** The gates of an environment of an app, with who said so. */
    record Asked(List<String> gates, Instant at, String by) {}

    Optional<Asked> find(UUID app, String environment) {
        return sql.createQuery("""
                SELECT * FROM deploy_gate WHERE project_id = :project AND app_id = :app AND environment = :environment
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .map(row -> new Asked(
                        texts(row, "gates"),
                        row.getColumn("updated_at", Instant.class),
                        row.getColumn("updated_by", String.class)))
                .findOne();
    }

    static List<String> texts(RowView row, String column) {
        return row.getColumn(column, JsonNode.class)
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    /** Writes down who it was, too. */
    void put(UUID app, String name, String environment, Asked asked) {
        sql.createUpdate("""
                INSERT INTO deploy_gate (project_id, app_id, environment, gates, updated_at, updated_by)
                VALUES (:project, :app, :environment, :gates, :at, :by)
                ON CONFLICT (project_id, app_id, environment)
                DO UPDATE SET gates = excluded.gates, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .bind("gates", Json.MAPPER.writeValueAsString(asked.gates()))
                .bind("at", asked.at())
                .bind("by", asked.by())
                .execute();
        AuditLog.add(
                sql,
                asked.at(),
                asked.by(),
                "deploy gates",
                name + " in " + environment + ": "
                        + (asked.gates().isEmpty() ? "none" : String.join(", ", asked.gates())),
                scope.projectId(),
                null);
    }
}
