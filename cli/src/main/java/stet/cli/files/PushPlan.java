package stet.cli.files;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares files, what they were taken from, and the server, and says what a push would do. */
public final class PushPlan {
    private PushPlan() {}

    /**
     * @param base what else the server is known to have had: files of an earlier checkout; null for none
     * @param delete whether artifacts go whose files went
     */
    public static List<PushStep> of(Checkout here, @Nullable Checkout base, Map<Key, Remote> server, boolean delete) {
        var keys = new TreeSet<>(here.files().keySet());
        keys.addAll(here.lock().entries().keySet());
        var before = base == null ? new TreeMap<Key, Checkout.Local>() : base.files();
        keys.addAll(before.keySet());
        return keys.stream()
                .map(key -> step(key, here, before.get(key), server.get(key), delete))
                .toList();
    }

    private static PushStep step(
            Key key, Checkout here, Checkout.@Nullable Local before, @Nullable Remote remote, boolean delete) {
        var local = here.files().get(key);
        var pulled = here.lock().of(key).orElse(null);
        if (remote == null || remote.archived()) {
            return local != null && remote == null
                    ? new PushStep.Create(key)
                    : local != null ? archived(key, pulled, local, remote) : new PushStep.Forget(key);
        }
        boolean known = remote.version() == 0
                || (pulled != null && pulled.digest().equals(remote.digest()))
                || (before != null && before.digest().equals(remote.digest()));
        if (local == null) {
            if (!delete) {
                return new PushStep.Missing(key);
            }
            return known ? new PushStep.Archive(key) : new PushStep.Stale(key, version(pulled), remote);
        }
        if (local.digest().equals(remote.digest())) {
            return described(local, before, pulled, remote) ? new PushStep.Describe(key) : new PushStep.Same(key);
        }
        if (known) {
            return new PushStep.Save(key, remote.version());
        }
        boolean untouched = (pulled != null && pulled.digest().equals(local.digest()))
                || (before != null && before.digest().equals(local.digest()));
        return untouched ? new PushStep.Behind(key, remote) : new PushStep.Stale(key, version(pulled), remote);
    }

    /** An archived artifact keeps its name: what is here of it is old, or means to bring it back. */
    private static PushStep archived(
            Key key, Lock.@Nullable Entry pulled, Checkout.Local local, @Nullable Remote remote) {
        if (remote == null) {
            return new PushStep.Create(key);
        }
        return local.digest().equals(remote.digest())
                ? new PushStep.Behind(key, remote)
                : new PushStep.Stale(key, version(pulled), remote);
    }

    private static boolean described(
            Checkout.Local local, Checkout.@Nullable Local before, Lock.@Nullable Entry pulled, Remote remote) {
        String said = Lock.digest(local.document().about());
        if (said.equals(Lock.digest(remote.about()))) {
            return false;
        }
        if (before != null) {
            return !said.equals(Lock.digest(before.document().about()));
        }
        return pulled == null || !said.equals(pulled.about());
    }

    private static int version(Lock.@Nullable Entry pulled) {
        return pulled == null ? 0 : pulled.version();
    }
}
