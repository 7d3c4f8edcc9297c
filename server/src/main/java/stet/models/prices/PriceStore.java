package stet.models.prices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;

/** The SQL of saved prices and of all that was done to them. */
record PriceStore(Handle sql) {
    List<SavedPrice> all() {
        return sql.createQuery("SELECT * FROM saved_price ORDER BY id")
                .map(row -> new SavedPrice(
                        row.getColumn("id", UUID.class),
                        row.getColumn("version", Integer.class),
                        price(row),
                        row.getColumn("changed_at", Instant.class),
                        row.getColumn("changed_by", String.class)))
                .list();
    }

    void save(SavedPrice saved) {
        sql.createUpdate("""
                INSERT INTO saved_price (id, version, content, changed_at, changed_by)
                VALUES (:id, :version, :content, :at, :by)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, content = excluded.content,
                  changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """)
                .bind("id", saved.id())
                .bind("version", saved.version())
                .bind("content", Json.MAPPER.writeValueAsString(saved.price()))
                .bind("at", saved.changedAt())
                .bind("by", saved.changedBy())
                .execute();
    }

    void remove(UUID id) {
        sql.createUpdate("DELETE FROM saved_price WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    void note(SavedPrice.PriceChange change) {
        sql.createUpdate("""
                INSERT INTO price_change (id, price_id, version, what, content, at, changed_by, message)
                VALUES (:id, :price, :version, :what, :content, :at, :by, :message)
                """)
                .bind("id", change.id())
                .bind("price", change.priceId())
                .bind("version", change.version())
                .bind("what", change.what().word())
                .bind("content", Json.MAPPER.writeValueAsString(change.price()))
                .bind("at", change.at())
                .bind("by", change.by())
                .bind("message", change.message())
                .execute();
    }

    /** How often anything was changed: it is another number after each change. */
    long changes() {
        return sql.createQuery("SELECT count(*) FROM price_change")
                .mapTo(long.class)
                .one();
    }

    /** What was done, newest first, to one price or to all; behind a change, if one is named. */
    List<SavedPrice.PriceChange> changes(Optional<UUID> price, Optional<UUID> before, int limit) {
        return sql.createQuery("""
                SELECT * FROM price_change
                WHERE (:price = '' OR price_id = :price)
                  AND (:before = '' OR (at, id) < (SELECT last.at, last.id FROM price_change last WHERE last.id = :before))
                ORDER BY at DESC, id DESC LIMIT :limit
                """)
                .bind("price", price.map(UUID::toString).orElse(""))
                .bind("before", before.map(UUID::toString).orElse(""))
                .bind("limit", limit)
                .map(row -> new SavedPrice.PriceChange(
                        row.getColumn("id", UUID.class),
                        row.getColumn("price_id", UUID.class),
                        row.getColumn("version", Integer.class),
                        SavedPrice.What.of(row.getColumn("what", String.class)),
                        price(row),
                        row.getColumn("at", Instant.class),
                        row.getColumn("changed_by", String.class),
                        row.<@Nullable String>getColumn("message", String.class)))
                .list();
    }

    private static Price price(RowView row) {
        return Json.MAPPER.readValue(row.getColumn("content", String.class), Price.class);
    }
}
