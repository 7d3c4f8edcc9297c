package stet.traces.deletion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.platform.Ids;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.Threads;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;
import stet.traces.Slices;
import stet.traces.SpanJson;
import stet.traces.Upkeep.Removed;
import stet.traces.deletion.DeletionStore.Stored;

/**
 * Takes requests to delete data, carries them out one after the other, and goes on after a restart. A person's data that comes late is
 * removed for a while after; then also the sealed name is forgotten.
 */
final class Deletions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    static final Duration WATCH = Duration.ofDays(7);
    private static final long MINUTES_BETWEEN_LOOKS = 10;
    private static final int LISTED = 200;
    private static final int LONGEST_REASON = 500;

    private final Transactions<DeletionStore> data;
    private final Eraser eraser;
    private final Secrets secrets;
    private final Callers callers;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final Notices notices;
    private final Runnable afterwards;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(1);
    private final ReentrantLock working = new ReentrantLock();
    private final Thread thread;

    /** Who is asked, and who is told. */
    record Around(Secrets secrets, Callers callers, AuditTrail trail, Notices notices, Runnable afterwards) {}

    Deletions(Transactions<DeletionStore> data, Eraser eraser, Around around, InstantSource clock) {
        this.data = data;
        this.eraser = eraser;
        this.secrets = around.secrets();
        this.callers = around.callers();
        this.trail = around.trail();
        this.notices = around.notices();
        this.afterwards = around.afterwards();
        this.clock = clock;
        thread = Threads.start("deletions", this::run);
    }

    /** How much a deletion would remove, and how many rejected records hold it. */
    record Preview(Removed removed, long rejected) {}

    Preview preview(Caller caller, String project, Target target) {
        var scope = caller.may(Permission.DELETE_DATA, project);
        return new Preview(
                eraser.count(scope, target, now()),
                eraser.inRejected(scope, target).size());
    }

    /** Newest first. */
    List<Deletion> list(Caller caller, String project) {
        return data.read(caller.may(Permission.DELETE_DATA, project), store -> store.newest(LISTED)).stream()
                .map(Stored::deletion)
                .toList();
    }

    Deletion get(Caller caller, String project, UUID id) {
        return data.read(caller.may(Permission.DELETE_DATA, project), store -> store.find(id))
                .orElseThrow(() -> new Problem.NotFound("deletion", id))
                .deletion();
    }

    /** @param files whether the files are written anew; for a person's data they always are */
    Deletion ask(Caller caller, String project, Target target, boolean files, @Nullable String reason, String address) {
        var scope = caller.may(Permission.DELETE_DATA, project);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.Invalid.field("reason", "has " + reason.length() + " characters; at most " + LONGEST_REASON);
        }
        var kind = target.kind();
        boolean person = kind == Deletion.Kind.USER || kind == Deletion.Kind.SESSION;
        var subject = target.traceIds() == null
                ? secrets.fingerprint(target.text(), kind.word())
                : target.traceIds().size() == 1 ? "1 trace" : target.traceIds().size() + " traces";
        var deletion = Deletion.of(
                Ids.next(), new Deletion.Asked(kind, subject, reason, person || files, now(), caller.name()));
        var sealed = secrets.seal(SpanJson.MAPPER.writeValueAsString(target), belonging(deletion));
        data.change(scope, store -> store.add(deletion, sealed));
        changed(scope);
        trail.add(caller, project, "data deleted", kind.word() + " " + subject, address);
        asked.release();
        return deletion;
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                var _ = asked.tryAcquire(MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
                asked.drainPermits();
                work();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does everything that is left to be done now. */
    void work() throws InterruptedException {
        working.lock();
        try {
            for (var project : callers.server().projects()) {
                work(project);
            }
        } finally {
            working.unlock();
        }
    }

    private void work(Project project) throws InterruptedException {
        var scope = callers.server().may(Permission.DELETE_DATA, project.name());
        for (var stored : data.read(scope, DeletionStore::unfinished)) {
            if (stopping.getCount() == 0) {
                return;
            }
            try {
                var target = target(stored);
                if (stored.deletion().state() == Deletion.State.DONE) {
                    watch(scope, target, stored.deletion());
                } else {
                    erase(scope, target, stored.deletion());
                }
            } catch (RuntimeException e) {
                LOG.warn("deletion {} failed", stored.deletion().id(), e);
                var failed = stored.deletion().failed(now(), String.valueOf(e.getMessage()));
                save(scope, failed);
            }
        }
    }

    private void erase(Scope.InProject scope, Target target, Deletion start) throws InterruptedException {
        var slices = new Slices(stopping);
        var removed = eraser.erase(scope, target, start, slices, it -> save(scope, it));
        if (slices.stopped()) {
            return;
        }
        boolean person = !target.names().isEmpty() && target.traceIds() == null;
        var ended = removed.ended(now(), person ? now().plus(WATCH) : null, eraser.check(scope, target, removed));
        data.change(scope, store -> {
            store.save(ended);
            if (!person) {
                store.forgetTarget(ended.id());
            }
        });
        changed(scope);
        notices.changed(scope.projectId(), Topic.TRACES);
        afterwards.run();
    }

    /** Removes what came late, and at the end of the time forgets whose it was. */
    private void watch(Scope.InProject scope, Target target, Deletion deletion) throws InterruptedException {
        var late = eraser.remove(scope, target, deletion.asked().at(), new Slices(stopping));
        var found =
                late.isNothing() ? deletion : deletion.having(deletion.done().plusLate(late));
        var until = deletion.watchedUntil();
        boolean over = until == null || !now().isBefore(until);
        if (over && !found.done().late().isNothing()) {
            eraser.cleanFiles(new FileSearch(target.names()));
        }
        if (over || !late.isNothing()) {
            data.change(scope, store -> {
                store.save(found);
                if (over) {
                    store.forgetTarget(found.id());
                }
            });
            afterwards.run();
        }
    }

    private void save(Scope.InProject scope, Deletion deletion) {
        data.change(scope, store -> store.save(deletion));
        changed(scope);
    }

    private void changed(Scope.InProject scope) {
        notices.changed(scope.projectId(), Topic.JOBS);
    }

    private Target target(Stored stored) {
        return SpanJson.MAPPER.readValue(
                secrets.open(String.valueOf(stored.target()), belonging(stored.deletion())), Target.class);
    }

    private static String belonging(Deletion deletion) {
        return "the target of deletion " + deletion.id();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Finishes the slice at hand; the rest is done after the next start. */
    @Override
    public void close() {
        stopping.countDown();
        asked.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
