package stet.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import stet.platform.db.AuditLog;

/** The SQL of the record of what people did. It has no statement that changes or removes an entry, and the database refuses one. */
record AuditStore(Handle sql) {
    void add(
            Instant at, String actor, String action, String subject, @Nullable UUID project, @Nullable String address) {
        AuditLog.add(sql, at, actor, action, subject, project, address);
    }

    boolean has(UUID entry) {
        return sql.createQuery("SELECT count(*) FROM audit_entry WHERE id = :entry")
                        .bind("entry", entry)
                        .mapTo(int.class)
                        .one()
                == 1;
    }

    /** @param before the entry behind which to begin */
    List<AuditEntry> newest(Audit.Wanted wanted, Optional<UUID> before, int limit) {
        var conditions = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        bind(wanted.from(), "from", "entry.at >= :from", conditions, values);
        bind(wanted.to(), "to", "entry.at < :to", conditions, values);
        bind(wanted.actor(), "actor", "entry.actor = :actor", conditions, values);
        bind(wanted.action(), "action", "entry.action = :action", conditions, values);
        bind(wanted.project(), "project", "project.name = :project", conditions, values);
        bind(wanted.words().map(AuditStore::pattern), "words", """
                lower(entry.actor || ' ' || entry.action || ' ' || entry.subject || ' ' || coalesce(entry.address, ''))
                LIKE :words ESCAPE '!'""", conditions, values);
        bind(
                before,
                "before",
                "(entry.at, entry.id) < (SELECT last.at, last.id FROM audit_entry last WHERE last.id = :before)",
                conditions,
                values);
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        return sql.createQuery("""
                SELECT entry.id, entry.at, entry.actor, entry.action, entry.subject, project.name AS project, entry.address
                FROM audit_entry entry LEFT JOIN project ON project.id = entry.project_id
                %s ORDER BY entry.at DESC, entry.id DESC LIMIT :limit
                """.formatted(where))
                .bindMap(values)
                .bind("limit", limit)
                .map(row -> new AuditEntry(
                        row.getColumn("id", UUID.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("actor", String.class),
                        row.getColumn("action", String.class),
                        row.getColumn("subject", String.class),
                        row.getColumn("project", String.class),
                        row.getColumn("address", String.class)))
                .list();
    }

    private static void bind(
            Optional<?> value, String name, String condition, List<String> conditions, Map<String, Object> values) {
        value.ifPresent(it -> {
            conditions.add(condition);
            values.put(name, it);
        });
    }

    private static String pattern(String words) {
        return "%" + words.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
