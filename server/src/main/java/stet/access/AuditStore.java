package stet.access;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import stet.platform.Ids;

/** The SQL of the record of what people did. It has no statement that changes or removes an entry, and the database refuses one. */
record AuditStore(Handle sql) {
    void add(
            Instant at, String actor, String action, String subject, @Nullable UUID project, @Nullable String address) {
        sql.createUpdate("""
                INSERT INTO audit_entry (id, at, actor, action, subject, project_id, address)
                VALUES (:id, :at, :actor, :action, :subject, :project, :address)
                """)
                .bind("id", Ids.next())
                .bind("at", at)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("project", project)
                .bind("address", address)
                .execute();
    }
}
