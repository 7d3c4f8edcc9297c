package stet.platform.db;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import stet.platform.Ids;

/** Writes down what someone did inside the transaction that does it: both happen, or neither. For stores. */
public final class AuditLog {
    private AuditLog() {}

    /**
     * @param subject what or whom it was done to
     * @param project the project it was done in; null for the whole installation
     * @param address where the request came from, if that is known
     */
    public static void add(
            Handle sql,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable UUID project,
            @Nullable String address) {
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
