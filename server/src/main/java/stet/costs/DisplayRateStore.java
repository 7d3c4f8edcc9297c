package stet.costs;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of display rates.
 *
 * @param project whose; absent: the whole installation's
 */
record DisplayRateStore(Handle sql, @Nullable UUID project) {
    Optional<DisplayRate> own() {
        return find(scope());
    }

    Optional<DisplayRate> ofInstallation() {
        return find("");
    }

    void save(DisplayRate rate) {
        sql.createUpdate("""
                INSERT INTO display_rate (scope, currency, rate, day, instead, version, changed_at, changed_by)
                VALUES (:scope, :currency, :rate, :day, :instead, :version, :at, :by)
                ON CONFLICT (scope) DO UPDATE SET currency = excluded.currency, rate = excluded.rate, day = excluded.day,
                  instead = excluded.instead, version = excluded.version, changed_at = excluded.changed_at,
                  changed_by = excluded.changed_by
                """)
                .bind("scope", scope())
                .bind("currency", rate.currency())
                .bind("rate", rate.rate().toPlainString())
                .bind("day", rate.day().toString())
                .bind("instead", rate.instead())
                .bind("version", rate.version())
                .bind("at", rate.changedAt())
                .bind("by", rate.changedBy())
                .execute();
    }

    void remove() {
        sql.createUpdate("DELETE FROM display_rate WHERE scope = :scope")
                .bind("scope", scope())
                .execute();
    }

    private String scope() {
        return project == null ? "" : project.toString();
    }

    private Optional<DisplayRate> find(String scope) {
        return sql.createQuery("SELECT * FROM display_rate WHERE scope = :scope")
                .bind("scope", scope)
                .map(row -> new DisplayRate(
                        row.getColumn("currency", String.class),
                        new BigDecimal(row.getColumn("rate", String.class)),
                        LocalDate.parse(row.getColumn("day", String.class)),
                        row.getColumn("instead", Integer.class) != 0,
                        row.getColumn("version", Integer.class),
                        row.getColumn("changed_at", Instant.class),
                        row.getColumn("changed_by", String.class)))
                .findOne();
    }
}
