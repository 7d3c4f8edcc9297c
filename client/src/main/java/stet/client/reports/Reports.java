package stet.client.reports;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends reports behind the application's back. Handing one over never blocks and never throws for what the network or the server do;
 * so many wait at most, the oldest are dropped and counted. Safe for use by many threads; one for each application.
 */
public final class Reports implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reports.class.getName());
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final ReportOptions options;
    private final ScoresDoor door;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Report> waiting = new ArrayDeque<>();
    private int sending;
    private long sent;
    private long dropped;
    private long refused;
    private boolean flushing;
    private boolean closing;
    private volatile boolean complained;
    private @Nullable Long endNanos;

    Reports(ReportOptions options) {
        this.options = options;
        this.door = new ScoresDoor(options.url, options.key, options.project);
        this.sender = new Thread(this::run, "stet-reports");
        sender.setDaemon(true);
        sender.start();
    }

    /** @param key a project's API key */
    public static ReportOptions to(URI url, String key, String project) {
        return new ReportOptions(url, key, project);
    }

    /** Takes a report in; false when it will not be sent: it is about nothing, its mask failed, or this is closed. */
    public boolean send(Report report) {
        var ready = ready(report);
        lock.lock();
        try {
            if (ready == null || closing) {
                refused++;
                return false;
            }
            if (waiting.size() + sending >= options.most) {
                dropped++;
                if (waiting.poll() == null) {
                    return false;
                }
            }
            waiting.add(ready);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything handed over before is sent or given up; false when that takes longer. */
    public boolean flush(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        lock.lock();
        try {
            flushing = true;
            changed.signalAll();
            while (!waiting.isEmpty() || sending > 0) {
                long left = end - System.nanoTime();
                if (left <= 0 || changed.awaitNanos(left) <= 0) {
                    return waiting.isEmpty() && sending == 0;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    public ReportCounts counts() {
        lock.lock();
        try {
            return new ReportCounts(waiting.size() + sending, sent, dropped, refused);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Report ready(Report report) {
        var about = report;
        if (!report.hasSubject()) {
            var current = CurrentSpan.ids();
            if (current.isEmpty()) {
                complain(
                        "a report '" + report.name()
                                + "' is about nothing: say of which trace or session it is, or send it where an OpenTelemetry span is current");
                return null;
            }
            about = report.ofSpan(current.get().traceId(), current.get().spanId());
        }
        try {
            return masked(about);
        } catch (RuntimeException e) {
            complain("a report '" + report.name() + "' was not sent, because its mask failed: " + e);
            return null;
        }
    }

    private Report masked(Report report) {
        var value = report.value() instanceof String text ? options.mask.masked("value", text) : report.value();
        String comment = report.comment();
        var masked = report.with(value, comment == null ? null : options.mask.masked("comment", comment));
        if (masked.at() == null) {
            masked = masked.at(options.clock.instant());
        }
        String session = report.sessionId();
        return session == null ? masked : masked.ofSession(options.mask.masked("sessionId", session));
    }

    private void run() {
        var batch = new ArrayList<Report>();
        int failures = 0;
        try {
            while (take(batch)) {
                var left = deliver(batch);
                if (left == null) {
                    failures = 0;
                } else {
                    failures++;
                    complain("reports wait: " + left.why().why());
                    putBack(left.reports());
                    if (!pause(failures, left.why().waitMs())) {
                        break;
                    }
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            // the end of closing
        }
    }

    /** Fills a batch when it is full, old enough or wanted at once; false at the end. */
    private boolean take(List<Report> batch) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                flushing = false;
                changed.signalAll();
                if (closing) {
                    return false;
                }
                changed.await();
            }
            long end = System.nanoTime() + options.every.toNanos();
            while (waiting.size() < options.batch && !flushing && !closing) {
                long left = end - System.nanoTime();
                if (left <= 0 || changed.awaitNanos(left) <= 0) {
                    break;
                }
            }
            while (batch.size() < options.batch && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            sending = batch.size();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(List<Report> batch) {
        lock.lock();
        try {
            for (int i = batch.size() - 1; i >= 0; i--) {
                waiting.addFirst(batch.get(i));
            }
            sending = 0;
        } finally {
            lock.unlock();
        }
    }

    /** What could not be sent yet. */
    private record Left(List<Report> reports, ScoresDoor.Later why) {}

    /** Sends a batch; one that is refused is sent in halves, until only what is wrong is left out. */
    private @Nullable Left deliver(List<Report> batch) throws InterruptedException {
        var outcome = door.send(batch);
        if (outcome instanceof ScoresDoor.Later later) {
            return new Left(List.copyOf(batch), later);
        }
        if (outcome instanceof ScoresDoor.Refused && batch.size() > 1) {
            int half = batch.size() / 2;
            var first = deliver(batch.subList(0, half));
            if (first != null) {
                var both = new ArrayList<>(first.reports());
                both.addAll(batch.subList(half, batch.size()));
                return new Left(both, first.why());
            }
            return deliver(batch.subList(half, batch.size()));
        }
        if (outcome instanceof ScoresDoor.Refused no) {
            complain("the server refuses a report '" + batch.get(0).name() + "': " + no.why());
        } else {
            complained = false;
        }
        settle(batch.size(), outcome instanceof ScoresDoor.Sent);
        return null;
    }

    private void settle(int reports, boolean taken) {
        lock.lock();
        try {
            sending -= reports;
            if (taken) {
                sent += reports;
            } else {
                refused += reports;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as the server wants, or longer each time; false when there is no time left for it. */
    private boolean pause(int failures, long waitMs) throws InterruptedException {
        long most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures - 1, 10));
        long pause = Math.max(waitMs, most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        lock.lock();
        try {
            while (true) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return true;
                }
                var end = endNanos;
                if (end != null && end - until < 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void complain(String words) {
        if (!complained) {
            LOG.log(System.Logger.Level.WARNING, words);
        }
        complained = true;
    }

    /** Sends what waits, as long as that may take, and drops the rest. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            endNanos = System.nanoTime() + options.longestClose.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            sender.join(options.longestClose.toMillis());
            sender.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            dropped += waiting.size() + sending;
            waiting.clear();
            sending = 0;
        } finally {
            lock.unlock();
        }
    }
}
