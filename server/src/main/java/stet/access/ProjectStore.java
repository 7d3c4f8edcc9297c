package stet.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The SQL of the organisation and its projects, and of what the whole installation knows about keys. */
record ProjectStore(Handle sql) {
    Optional<UUID> organisation() {
        return sql.createQuery("SELECT id FROM organisation").mapTo(UUID.class).findOne();
    }

    void addOrganisation(UUID id, String name, Instant now) {
        sql.createUpdate("INSERT INTO organisation (id, name, created_at) VALUES (:id, :name, :now)")
                .bind("id", id)
                .bind("name", name)
                .bind("now", now)
                .execute();
    }

    void add(UUID organisation, Project project) {
        sql.createUpdate("""
                INSERT INTO project (id, organisation_id, name, title, created_at)
                VALUES (:id, :organisation, :name, :title, :createdAt)
                """)
                .bind("id", project.id())
                .bind("organisation", organisation)
                .bind("name", project.name())
                .bind("title", project.title())
                .bind("createdAt", project.createdAt())
                .execute();
    }

    List<Project> all() {
        return sql.createQuery("SELECT id, name, title, created_at FROM project ORDER BY name")
                .map(ProjectStore::project)
                .list();
    }

    /** Keys that work, by the hash of the key. */
    Map<String, KeyHolder> liveKeys(Map<UUID, Project> projects) {
        var keys = new HashMap<String, KeyHolder>();
        sql.createQuery("SELECT id, project_id, prefix, token_hash, role FROM api_key WHERE revoked_at IS NULL")
                .map(row -> {
                    var project = projects.get(row.getColumn("project_id", UUID.class));
                    if (project != null) {
                        keys.put(
                                row.getColumn("token_hash", String.class),
                                KeyHolder.of(
                                        row.getColumn("id", UUID.class),
                                        row.getColumn("prefix", String.class),
                                        project,
                                        KeyRole.of(row.getColumn("role", String.class))
                                                .orElse(KeyRole.APPLICATION)));
                    }
                    return keys;
                })
                .list();
        return keys;
    }

    void keyUsed(UUID key, Instant at) {
        sql.createUpdate("""
                UPDATE api_key SET last_used_at = :at
                WHERE id = :key AND (last_used_at IS NULL OR last_used_at < :at)
                """).bind("key", key).bind("at", at).execute();
    }

    AuditStore audit() {
        return new AuditStore(sql);
    }

    private static Project project(RowView row) {
        return new Project(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                row.getColumn("title", String.class),
                row.getColumn("created_at", Instant.class));
    }
}
