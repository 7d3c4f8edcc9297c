package stet.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import stet.platform.db.Scope;

/** The SQL of API keys, every statement inside one project. */
record KeyStore(Handle sql, UUID project) {
    KeyStore(Handle sql, Scope.InProject scope) {
        this(sql, scope.projectId());
    }

    void add(ApiKey key, String hash) {
        sql.createUpdate("""
                INSERT INTO api_key (id, project_id, name, token_hash, prefix, role, created_at, created_by)
                VALUES (:id, :project, :name, :hash, :prefix, :role, :createdAt, :createdBy)
                """)
                .bind("id", key.id())
                .bind("project", project)
                .bind("name", key.name())
                .bind("hash", hash)
                .bind("prefix", key.prefix())
                .bind("role", key.role().word())
                .bind("createdAt", key.createdAt())
                .bind("createdBy", key.createdBy())
                .execute();
    }

    int count() {
        return sql.createQuery("SELECT count(*) FROM api_key WHERE project_id = :project AND revoked_at IS NULL")
                .bind("project", project)
                .mapTo(int.class)
                .one();
    }

    /** Newest first. */
    List<ApiKey> all(int limit) {
        return sql.createQuery("""
                SELECT id, name, prefix, role, created_at, created_by, last_used_at, revoked_at
                FROM api_key WHERE project_id = :project
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
                .bind("project", project)
                .bind("limit", limit)
                .map(KeyStore::key)
                .list();
    }

    boolean has(UUID id) {
        return sql.createQuery("SELECT count(*) FROM api_key WHERE project_id = :project AND id = :id")
                        .bind("project", project)
                        .bind("id", id)
                        .mapTo(int.class)
                        .one()
                == 1;
    }

    /** Whether it still worked. */
    boolean revoke(UUID id, Instant now) {
        return sql.createUpdate("""
                UPDATE api_key SET revoked_at = :now
                WHERE project_id = :project AND id = :id AND revoked_at IS NULL
                """)
                        .bind("project", project)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    AuditStore audit() {
        return new AuditStore(sql);
    }

    private static ApiKey key(RowView row) {
        return new ApiKey(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                row.getColumn("prefix", String.class),
                KeyRole.of(row.getColumn("role", String.class)).orElse(KeyRole.APPLICATION),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.getColumn("last_used_at", Instant.class),
                row.getColumn("revoked_at", Instant.class));
    }
}
