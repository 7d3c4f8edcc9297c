package stet.platform.db;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of leases. */
record LeaseStore(Handle sql) {
    boolean take(String name, UUID holder, Instant now, Instant until) {
        return sql.createUpdate("""
                        INSERT INTO lease (name, holder, until) VALUES (:name, :holder, :until)
                        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                        WHERE lease.until <= :now
                        """)
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("until", until)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    boolean renew(String name, UUID holder, Instant now, Instant until) {
        return sql.createUpdate(
                                "UPDATE lease SET until = :until WHERE name = :name AND holder = :holder AND until > :now")
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("until", until)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    int release(String name, UUID holder) {
        return sql.createUpdate("DELETE FROM lease WHERE name = :name AND holder = :holder")
                .bind("name", name)
                .bind("holder", holder)
                .execute();
    }
}
