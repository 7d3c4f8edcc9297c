package stet.platform.db;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import stet.platform.Ids;
import tools.jackson.databind.JsonNode;

/**
 * Announces a change inside the transaction that makes it, so that nothing is announced that did not happen and nothing happens
 * unannounced. For stores opened {@link Transactions#inTurn() in turn}; {@link Events} is where it is read.
 */
public final class Outbox {
    private Outbox() {}

    public static void add(Handle sql, UUID project, String type, String actor, Instant at, JsonNode data) {
        sql.execute("UPDATE event_counter SET last = last + 1");
        sql.createUpdate("""
                INSERT INTO event (sequence, id, project_id, type, at, actor, data)
                SELECT last, :id, :project, :type, :at, :actor, :data FROM event_counter
                """)
                .bind("id", Ids.next())
                .bind("project", project)
                .bind("type", type)
                .bind("at", at)
                .bind("actor", actor)
                .bind("data", data)
                .execute();
    }
}
