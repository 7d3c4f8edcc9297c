package stet.models.providers;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of saved providers. */
record ProviderStore(Handle sql) {

    /** A row; {@code sealedKey} opens with the installation's master key. */
    record Saved(
            String name,
            String dialect,
            String baseUrl,
            @Nullable String sealedKey,
            boolean streamUsage,
            Instant createdAt) {}

    List<Saved> all() {
        return sql.createQuery(
                        "SELECT name, dialect, base_url, sealed_key, stream_usage, created_at FROM provider ORDER BY created_at, name")
                .map(row -> new Saved(
                        row.getColumn("name", String.class),
                        row.getColumn("dialect", String.class),
                        row.getColumn("base_url", String.class),
                        row.getColumn("sealed_key", String.class),
                        row.getColumn("stream_usage", Integer.class) != 0,
                        row.getColumn("created_at", Instant.class)))
                .list();
    }

    void save(Saved provider) {
        sql.createUpdate("""
                INSERT INTO provider (name, dialect, base_url, sealed_key, stream_usage, created_at)
                VALUES (:name, :dialect, :baseUrl, :sealedKey, :streamUsage, :createdAt)
                ON CONFLICT (name) DO UPDATE
                SET dialect = excluded.dialect, base_url = excluded.base_url, sealed_key = excluded.sealed_key,
                    stream_usage = excluded.stream_usage
                """)
                .bind("name", provider.name())
                .bind("dialect", provider.dialect())
                .bind("baseUrl", provider.baseUrl())
                .bind("sealedKey", provider.sealedKey())
                .bind("streamUsage", provider.streamUsage() ? 1 : 0)
                .bind("createdAt", provider.createdAt())
                .execute();
    }

    boolean remove(String name) {
        return sql.createUpdate("DELETE FROM provider WHERE name = :name")
                        .bind("name", name)
                        .execute()
                == 1;
    }
}
