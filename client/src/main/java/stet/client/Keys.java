package stet.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API keys of one project. */
public final class Keys {
    /**
     * What the server knows of a key.
     *
     * @param prefix its first characters, to recognise it by
     * @param role {@code application} or {@code developer}; null from a server that knows no roles
     */
    public record Key(
            String id,
            String name,
            String prefix,
            @Nullable String role,
            Instant createdAt,
            String createdBy,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** A key just made, with the secret that is never shown again. */
    public record NewKey(String key, Key item) {
        @Override
        public String toString() {
            return "NewKey[" + item.prefix() + "…]";
        }
    }

    private record Listed(List<Key> items) {}

    private final Http http;
    private final String path;

    Keys(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/keys";
    }

    /** Newest first, revoked ones included. */
    public List<Key> list() {
        return http.get(path, Listed.class).items();
    }

    /** A key for an application. */
    public NewKey create(String name) {
        return http.post(path, Map.of("name", name), NewKey.class);
    }

    /** @param role {@code application}, or {@code developer} for what saves versions, moves labels or deploys */
    public NewKey create(String name, String role) {
        return http.post(path, Map.of("name", name, "role", role), NewKey.class);
    }

    public void revoke(String id) {
        http.delete(path + "/" + Http.segment(id));
    }
}
