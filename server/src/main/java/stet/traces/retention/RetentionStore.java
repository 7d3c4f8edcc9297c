package stet.traces.retention;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import stet.platform.db.Scope;
import stet.traces.SpanJson;

/** The SQL of retention, every statement inside one project. */
record RetentionStore(Handle sql, Scope.InProject scope) {
    SavedPolicy policy() {
        return sql.createQuery("SELECT * FROM retention_policy WHERE project_id = :project")
                .bind("project", scope.projectId())
                .map(row -> new SavedPolicy(
                        row.getColumn("version", Integer.class),
                        SpanJson.MAPPER.readValue(row.getColumn("policy", String.class), RetentionPolicy.class),
                        row.getColumn("updated_at", Instant.class),
                        row.getColumn("updated_by", String.class)))
                .findOne()
                .orElse(SavedPolicy.NONE);
    }

    void save(SavedPolicy saved) {
        sql.createUpdate("""
                INSERT INTO retention_policy (project_id, version, policy, updated_at, updated_by)
                VALUES (:project, :version, :policy, :at, :by)
                ON CONFLICT (project_id) DO UPDATE SET version = excluded.version, policy = excluded.policy,
                  updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .bind("project", scope.projectId())
                .bind("version", saved.version())
                .bind("policy", SpanJson.MAPPER.writeValueAsString(saved.policy()))
                .bind("at", saved.updatedAt())
                .bind("by", saved.updatedBy())
                .execute();
    }

    Sweep sweep() {
        return sql.createQuery("SELECT sweep FROM retention_sweep WHERE project_id = :project")
                .bind("project", scope.projectId())
                .map(row -> SpanJson.MAPPER.readValue(row.getColumn("sweep", String.class), Sweep.class))
                .findOne()
                .orElse(Sweep.NONE);
    }

    void save(Sweep sweep) {
        sql.createUpdate("""
                INSERT INTO retention_sweep (project_id, sweep) VALUES (:project, :sweep)
                ON CONFLICT (project_id) DO UPDATE SET sweep = excluded.sweep
                """)
                .bind("project", scope.projectId())
                .bind("sweep", SpanJson.MAPPER.writeValueAsString(sweep))
                .execute();
    }
}
