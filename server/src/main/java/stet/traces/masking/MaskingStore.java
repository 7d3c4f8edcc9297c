package stet.traces.masking;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import stet.platform.db.Scope;

/** The SQL of masking rules, every statement inside one project. */
record MaskingStore(Handle sql, Scope.InProject scope) {
    /** The rules of a project as they were saved last. */
    record Row(UUID projectId, int version, List<Rule> rules, Instant updatedAt, String updatedBy) {}

    /** The SQL that looks across projects. */
    record AllStore(Handle sql) {
        Map<UUID, Integer> versions() {
            var versions = new HashMap<UUID, Integer>();
            sql.createQuery("SELECT project_id, version FROM masking")
                    .map(row -> versions.put(
                            row.getColumn("project_id", UUID.class), row.getColumn("version", Integer.class)))
                    .list();
            return versions;
        }

        List<Row> rows() {
            return sql.createQuery("SELECT * FROM masking")
                    .map(MaskingStore::row)
                    .list();
        }
    }

    Optional<Row> find() {
        return sql.createQuery("SELECT * FROM masking WHERE project_id = :project")
                .bind("project", scope.projectId())
                .map(MaskingStore::row)
                .findOne();
    }

    void save(Row row) {
        sql.createUpdate("""
                INSERT INTO masking (project_id, version, rules, updated_at, updated_by)
                VALUES (:project, :version, :rules, :at, :by)
                ON CONFLICT (project_id) DO UPDATE SET version = excluded.version, rules = excluded.rules,
                  updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .bind("project", scope.projectId())
                .bind("version", row.version())
                .bind("rules", RuleList.written(row.rules()))
                .bind("at", row.updatedAt())
                .bind("by", row.updatedBy())
                .execute();
    }

    private static Row row(RowView row) {
        return new Row(
                row.getColumn("project_id", UUID.class),
                row.getColumn("version", Integer.class),
                RuleList.read(row.getColumn("rules", String.class)),
                row.getColumn("updated_at", Instant.class),
                row.getColumn("updated_by", String.class));
    }
}
