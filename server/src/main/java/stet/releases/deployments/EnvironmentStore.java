package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import stet.platform.db.AuditLog;
import stet.platform.db.Scope;

/** The SQL of the environments that a project added, or described. */
record EnvironmentStore(Handle sql, Scope.InProject scope) {
    List<Environment> all() {
        return sql.createQuery("SELECT * FROM environment WHERE project_id = :project ORDER BY name")
                .bind("project", scope.projectId())
                .map(row -> new Environment(
                        row.getColumn("name", String.class),
                        row.<@Nullable String>getColumn("description", String.class),
                        Environment.BUILT_IN.contains(row.getColumn("name", String.class)),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("created_by", String.class)))
                .list();
    }

    void save(Environment environment, Instant at, String actor) {
        sql.createUpdate("""
                INSERT INTO environment (project_id, name, description, created_at, created_by)
                VALUES (:project, :name, :description, :at, :actor)
                ON CONFLICT (project_id, name) DO UPDATE SET description = excluded.description
                """)
                .bind("project", scope.projectId())
                .bind("name", environment.name())
                .bind("description", environment.description())
                .bind("at", at)
                .bind("actor", actor)
                .execute();
        AuditLog.add(sql, at, actor, "save-environment", environment.name(), scope.projectId(), null);
    }

    boolean remove(String name, Instant at, String actor) {
        boolean removed = sql.createUpdate("DELETE FROM environment WHERE project_id = :project AND name = :name")
                        .bind("project", scope.projectId())
                        .bind("name", name)
                        .execute()
                == 1;
        if (removed) {
            AuditLog.add(sql, at, actor, "remove-environment", name, scope.projectId(), null);
        }
        return removed;
    }

    boolean isUsed(String name) {
        return sql.createQuery("SELECT count(*) FROM deployment WHERE project_id = :project AND environment = :name")
                        .bind("project", scope.projectId())
                        .bind("name", name)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
