package stet.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The SQL of label protections, every statement inside one project. */
record ProtectionStore(Handle sql, UUID project) {
    Optional<Protection> find(Kind kind, String label) {
        return sql.createQuery("""
                SELECT * FROM label_protection WHERE project_id = :project AND kind = :kind AND label = :label
                """)
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("label", label)
                .map(ProtectionStore::protection)
                .findOne();
    }

    List<Protection> all() {
        return sql.createQuery("SELECT * FROM label_protection WHERE project_id = :project ORDER BY kind, label")
                .bind("project", project)
                .map(ProtectionStore::protection)
                .list();
    }

    void put(Protection protection) {
        sql.createUpdate("""
                INSERT INTO label_protection
                  (project_id, kind, label, approvals, permission, gates, updated_at, updated_by)
                VALUES (:project, :kind, :label, :approvals, :permission, :gates, :updatedAt, :updatedBy)
                ON CONFLICT (project_id, kind, label)
                DO UPDATE SET approvals = excluded.approvals, permission = excluded.permission, gates = excluded.gates,
                  updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .bind("project", project)
                .bind("kind", protection.kind().word())
                .bind("label", protection.label())
                .bind("approvals", protection.approvals())
                .bind("permission", protection.permission())
                .bind("gates", Json.MAPPER.writeValueAsString(protection.gates()))
                .bind("updatedAt", protection.updatedAt())
                .bind("updatedBy", protection.updatedBy())
                .execute();
    }

    boolean remove(Kind kind, String label) {
        return sql.createUpdate("""
                DELETE FROM label_protection WHERE project_id = :project AND kind = :kind AND label = :label
                """)
                        .bind("project", project)
                        .bind("kind", kind.word())
                        .bind("label", label)
                        .execute()
                == 1;
    }

    private static Protection protection(RowView row) {
        return new Protection(
                Kind.of(row.getColumn("kind", String.class)),
                row.getColumn("label", String.class),
                row.getColumn("approvals", Integer.class),
                row.<@Nullable String>getColumn("permission", String.class),
                row.getColumn("gates", JsonNode.class)
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList(),
                row.getColumn("updated_at", Instant.class),
                row.getColumn("updated_by", String.class));
    }
}
