package stet.cli.files;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares files, what they were taken from, and the server, and says what a pull would do. */
public final class PullPlan {
    private PullPlan() {}

    /**
     * @param force whether what was changed here gives way
     * @param delete whether files go whose artifacts went
     */
    public static List<PullStep> of(Checkout here, Map<Key, Remote> server, boolean force, boolean delete) {
        var keys = new TreeSet<>(here.lock().entries().keySet());
        server.forEach((key, remote) -> {
            if (remote.version() > 0) {
                keys.add(key);
            }
        });
        return keys.stream()
                .map(key -> step(key, here, server.get(key), force, delete))
                .toList();
    }

    private static PullStep step(Key key, Checkout here, @Nullable Remote remote, boolean force, boolean delete) {
        var local = here.files().get(key);
        var pulled = here.lock().of(key).orElse(null);
        boolean untouched = local != null && pulled != null && pulled.digest().equals(local.digest());
        if (remote == null || remote.archived() || remote.version() == 0) {
            boolean go = delete && (untouched || force || local == null);
            return go ? new PullStep.Remove(key) : new PullStep.Gone(key);
        }
        if (local == null) {
            return pulled == null || force ? new PullStep.Add(key) : new PullStep.Deleted(key);
        }
        if (local.digest().equals(remote.digest())) {
            boolean said = Lock.digest(local.document().about()).equals(Lock.digest(remote.about()));
            boolean saidHere = pulled != null
                    && !pulled.about().equals(Lock.digest(local.document().about()));
            return said || (saidHere && !force) ? new PullStep.Same(key) : new PullStep.Update(key);
        }
        if (untouched || force) {
            return new PullStep.Update(key);
        }
        return pulled != null && pulled.digest().equals(remote.digest())
                ? new PullStep.Keep(key)
                : new PullStep.Conflict(key, pulled == null ? 0 : pulled.version(), remote);
    }
}
