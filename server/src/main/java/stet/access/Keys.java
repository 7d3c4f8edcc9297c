package stet.access;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Gives applications keys, and takes them back. */
public final class Keys {
    private static final int MOST_LIVE = 1_000;
    private static final int MOST_LISTED = 5_000;

    /** A key just made. This is the only time it can be seen. */
    public record NewKey(String key, ApiKey item) {
        @Override
        public String toString() {
            return "NewKey[" + item.prefix() + "…]";
        }
    }

    private final Transactions<KeyStore> data;
    private final Live live;
    private final InstantSource clock;

    Keys(Transactions<KeyStore> data, Live live, InstantSource clock) {
        this.data = data;
        this.live = live;
        this.clock = clock;
    }

    /** A key for an application. */
    public NewKey create(Caller caller, String project, String name) {
        return create(caller, project, name, KeyRole.APPLICATION);
    }

    public NewKey create(Caller caller, String project, String name, KeyRole role) {
        var scope = caller.may(Permission.MANAGE_KEYS, project);
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > ApiKey.MAX_NAME) {
            throw Problem.Invalid.field(
                    "name", "has " + shown.length() + " characters; a key's name needs 1 to " + ApiKey.MAX_NAME);
        }
        String secret = Tokens.withPrefix(ApiKey.START);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var key =
                new ApiKey(Ids.next(), shown, secret.substring(0, ApiKey.PREFIX), role, now, caller.name(), null, null);
        data.change(scope, store -> {
            if (store.count() >= MOST_LIVE) {
                throw new Problem.Conflict("project '" + project + "' already has " + MOST_LIVE
                        + " keys, the most there can be: revoke those no longer used");
            }
            store.add(key, Tokens.hash(secret));
            store.audit().add(now, caller.name(), "key created", key.prefix(), scope.projectId(), null);
        });
        live.reload();
        return new NewKey(secret, key);
    }

    /** Newest first, revoked ones included. */
    public List<ApiKey> list(Caller caller, String project) {
        var scope = caller.may(Permission.MANAGE_KEYS, project);
        live.writeUses();
        return data.read(scope, store -> store.all(MOST_LISTED));
    }

    /** Ends a key at once. Ending it again changes nothing. */
    public void revoke(Caller caller, String project, UUID key) {
        var scope = caller.may(Permission.MANAGE_KEYS, project);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        data.change(scope, store -> {
            if (!store.has(key)) {
                throw new Problem.NotFound("key", key);
            }
            if (store.revoke(key, now)) {
                store.audit().add(now, caller.name(), "key revoked", key.toString(), scope.projectId(), null);
            }
        });
        live.reload();
    }
}
