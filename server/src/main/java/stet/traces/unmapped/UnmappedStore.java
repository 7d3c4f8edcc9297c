package stet.traces.unmapped;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import stet.platform.db.Scope;

/** The SQL of unmapped attributes, every statement inside one project. */
record UnmappedStore(Handle sql, Scope.InProject scope) {
    List<UnmappedAttribute> all() {
        return sql.createQuery("""
                SELECT * FROM unmapped_attribute WHERE project_id = :project
                ORDER BY scope, scope_version, spans DESC, attribute
                """)
                .bind("project", scope.projectId())
                .map(UnmappedStore::attribute)
                .list();
    }

    /** How many names each instrumentation has, by its name and version. */
    Map<String, Integer> names() {
        var names = new HashMap<String, Integer>();
        sql.createQuery("""
                SELECT scope, scope_version, COUNT(*) AS names FROM unmapped_attribute
                WHERE project_id = :project GROUP BY scope, scope_version
                """)
                .bind("project", scope.projectId())
                .map(row -> Map.entry(
                        row.getColumn("scope", String.class) + "@" + row.getColumn("scope_version", String.class),
                        row.getColumn("names", Integer.class)))
                .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }

    /** Adds to what is known of an attribute; false when nothing was. */
    boolean add(Sighting.Of of, Sighting seen) {
        return sql.createUpdate("""
                UPDATE unmapped_attribute
                SET spans = spans + :spans, last_seen_at = :last, example_trace_id = :trace
                WHERE project_id = :project AND scope = :scope AND scope_version = :version AND attribute = :attribute
                """)
                        .bind("project", scope.projectId())
                        .bind("scope", of.scope())
                        .bind("version", of.scopeVersion())
                        .bind("attribute", of.attribute())
                        .bind("spans", seen.spans())
                        .bind("last", seen.last())
                        .bind("trace", seen.traceId())
                        .execute()
                > 0;
    }

    void insert(Sighting.Of of, Sighting seen) {
        sql.createUpdate("""
                INSERT INTO unmapped_attribute
                  (project_id, scope, scope_version, attribute, spans, first_seen_at, last_seen_at, example_trace_id)
                VALUES (:project, :scope, :version, :attribute, :spans, :first, :last, :trace)
                """)
                .bind("project", scope.projectId())
                .bind("scope", of.scope())
                .bind("version", of.scopeVersion())
                .bind("attribute", of.attribute())
                .bind("spans", seen.spans())
                .bind("first", seen.first())
                .bind("last", seen.last())
                .bind("trace", seen.traceId())
                .execute();
    }

    private static UnmappedAttribute attribute(RowView row) {
        String version = row.getColumn("scope_version", String.class);
        return new UnmappedAttribute(
                row.getColumn("scope", String.class),
                version.isEmpty() ? null : version,
                row.getColumn("attribute", String.class),
                row.getColumn("spans", Long.class),
                row.getColumn("first_seen_at", Instant.class),
                row.getColumn("last_seen_at", Instant.class),
                row.getColumn("example_trace_id", String.class));
    }
}
