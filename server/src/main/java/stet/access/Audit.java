package stet.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** The record of what people, keys and the server itself did. */
record Audit(Transactions<AuditStore> data) {
    static final int MOST = 500;

    /** Which entries are meant; an absent bound is open. */
    record Wanted(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> actor,
            Optional<String> action,
            Optional<String> project,
            Optional<String> words) {}

    /** A part of the record, newest first; {@code nextCursor} leads to older entries if there are any. */
    record AuditPage(List<AuditEntry> items, @Nullable String nextCursor) {}

    /** @param cursor the last entry of the page before */
    AuditPage page(Caller caller, Wanted wanted, Optional<UUID> cursor, int limit) {
        return data.read(caller.mayEverywhere(Permission.READ_AUDIT), store -> {
            cursor.filter(id -> !store.has(id)).ifPresent(id -> {
                throw Problem.Invalid.field("cursor", "'" + id + "' is not a 'nextCursor' of this list");
            });
            var found = store.newest(wanted, cursor, limit + 1);
            if (found.size() <= limit) {
                return new AuditPage(found, null);
            }
            var items = found.subList(0, limit);
            return new AuditPage(items, items.getLast().id().toString());
        });
    }
}
