package stet.platform.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Threads;

/**
 * An append-only log in a folder. An append completes once it is synced to the disk; everything that waits meanwhile is
 * synced together by one thread. Entries stay until every consumer has released them.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path folder;
    private final JournalSettings settings;
    private final NavigableMap<Long, Segment> segments;
    private final SegmentWriter writer;
    private final Map<String, Position> released = new HashMap<>();
    private final Set<String> consumers;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queueChanged = lock.newCondition();
    private final Condition endMoved = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean closed;
    private boolean sealWanted;
    private volatile Position end;
    private volatile @Nullable String trouble;

    /** Entries of one append, and the promise made for them. */
    private record Waiting(List<byte[]> payloads, long bytes, CompletableFuture<Position> synced) {}

    /**
     * Opens the journal in {@code folder}, creating it if needed.
     *
     * @param consumers the names that must {@linkplain #release release} an entry before it may be deleted
     */
    public static Journal open(Path folder, JournalSettings settings, Set<String> consumers) {
        try {
            Files.createDirectories(folder);
            return new Journal(folder, settings, consumers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal " + folder + ": " + e.getMessage(), e);
        }
    }

    private Journal(Path folder, JournalSettings settings, Set<String> consumers) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.consumers = Set.copyOf(consumers);
        segments = Segment.allIn(folder);
        writer = new SegmentWriter(folder, settings.segment(), segments);
        writer.recover(settings.entry());
        end = new Position(writer.next());
        thread = Threads.start("journal", this::writeUntilClosed);
    }

    /** Appends one entry; completes with the position behind it, or with a {@link JournalException}. */
    public CompletableFuture<Position> append(byte[] payload) {
        return append(List.of(payload));
    }

    /**
     * Appends entries in order; completes with the position behind the last. What depends on the future runs on the
     * journal's only thread, so it must be short or move elsewhere.
     */
    public CompletableFuture<Position> append(List<byte[]> payloads) {
        var synced = new CompletableFuture<Position>();
        long bytes = 0;
        for (var payload : payloads) {
            if (payload.length < 1 || payload.length > settings.entry()) {
                synced.completeExceptionally(new JournalException.TooLarge(payload.length, settings.entry()));
                return synced;
            }
            bytes += Frame.HEADER + payload.length;
        }
        lock.lock();
        try {
            if (closed) {
                synced.completeExceptionally(new JournalException.Closed());
            } else if (queuedBytes > 0 && queuedBytes + bytes > settings.queued()) {
                synced.completeExceptionally(new JournalException.Busy(queuedBytes, settings.queued()));
            } else {
                queue.add(new Waiting(List.copyOf(payloads), bytes, synced));
                queuedBytes += bytes;
                queueChanged.signal();
            }
        } finally {
            lock.unlock();
        }
        return synced;
    }

    /** Behind the last durable entry. */
    public Position end() {
        return end;
    }

    /** Before the first entry that is still kept. */
    public Position start() {
        var first = segments.firstEntry();
        return first == null ? end : new Position(first.getKey());
    }

    /** Keeps an entry that nobody can read, for whoever wants to repair it by hand. */
    public void setAside(byte[] entry) {
        try {
            SetAside.keep(folder, entry);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set an entry of the journal aside: " + e.getMessage(), e);
        }
    }

    /** What the files take on the disk. */
    public long bytes() {
        long sum = 0;
        for (var segment : segments.values()) {
            sum += segment.file().toFile().length();
        }
        return sum;
    }

    /** Why the latest write failed; absent when it did not. */
    public @Nullable String trouble() {
        return trouble;
    }

    /**
     * Reads entries from {@code from} on, following the tail. A position this journal does not hold, because its folder
     * was exchanged or the entries are gone, starts at the oldest entry kept.
     */
    public JournalReader read(Position from) {
        boolean held = from.compareTo(start()) >= 0 && from.compareTo(end) <= 0;
        if (!held) {
            LOG.warn("the journal {} holds {} to {}, not {}: reading from its start", folder, start(), end, from);
        }
        return new JournalReader(this, folder, segments, settings.entry(), held ? from : start());
    }

    /**
     * Begins another segment, so that the entries that are there now can be deleted once they are released, and says where they end. The
     * segment is there soon after; what is appended before it is goes with the others.
     */
    public Position seal() {
        var there = end;
        sealSegment();
        return there;
    }

    /** Tells that {@code consumer} will not ask again for what lies before {@code upTo}. */
    public void release(String consumer, Position upTo) {
        if (!consumers.contains(consumer)) {
            throw new IllegalArgumentException("no consumer " + consumer + " was declared, only " + consumers);
        }
        synchronized (released) {
            released.put(consumer, upTo);
            if (!released.keySet().containsAll(consumers)) {
                return;
            }
            long passed =
                    released.values().stream().mapToLong(Position::entry).min().orElse(0);
            deleteBefore(passed);
        }
    }

    /** Syncs what is queued, then refuses more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queueChanged.signal();
            endMoved.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there are entries behind {@code position}; false when there are none after {@code millis}. */
    boolean awaitBeyond(Position position, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!end.isAfter(position) && left > 0 && !closed) {
                left = endMoved.awaitNanos(left);
            }
            return end.isAfter(position);
        } finally {
            lock.unlock();
        }
    }

    /** Begins another segment, because the newest was found damaged. */
    void sealSegment() {
        lock.lock();
        try {
            sealWanted = true;
            queueChanged.signal();
        } finally {
            lock.unlock();
        }
    }

    private void deleteBefore(long passed) {
        for (var first = segments.firstEntry(); first != null; first = segments.firstEntry()) {
            var second = segments.higherEntry(first.getKey());
            if (second == null || second.getKey() > passed) {
                return;
            }
            try {
                Files.deleteIfExists(first.getValue().file());
            } catch (IOException e) {
                LOG.warn(
                        "cannot delete {}, which nobody needs any more",
                        first.getValue().file(),
                        e);
                return;
            }
            segments.remove(first.getKey());
        }
    }

    private void writeUntilClosed() {
        while (awaitWork()) {
            var batch = takeAll();
            try {
                if (takeSealWanted()) {
                    writer.seal();
                }
                write(batch);
            } catch (IOException | RuntimeException e) {
                fail(batch, e);
            }
        }
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("cannot close {}", writer.file(), e);
        }
    }

    private void write(List<Waiting> batch) throws IOException {
        if (batch.isEmpty()) {
            trouble = null;
            return;
        }
        var payloads = new ArrayList<byte[]>();
        batch.forEach(waiting -> payloads.addAll(waiting.payloads()));
        long number = writer.next();
        writer.write(payloads);
        moveEnd(batch);
        trouble = null;
        for (var waiting : batch) {
            number += waiting.payloads().size();
            waiting.synced().complete(new Position(number));
        }
    }

    private void fail(List<Waiting> batch, Exception cause) {
        var why = cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
        try {
            writer.cutBack();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        var failure = new JournalException.DiskFailed(writer.file(), why);
        if (trouble == null) {
            LOG.error("{}", failure.getMessage(), cause);
        }
        trouble = failure.getMessage();
        forget(batch);
        batch.forEach(waiting -> waiting.synced().completeExceptionally(failure));
    }

    /** False once the journal is closed and nothing waits. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (queue.isEmpty() && !sealWanted && !closed) {
                queueChanged.awaitUninterruptibly();
            }
            return !queue.isEmpty() || !closed;
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> takeAll() {
        lock.lock();
        try {
            var batch = List.copyOf(queue);
            queue.clear();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean takeSealWanted() {
        lock.lock();
        try {
            boolean wanted = sealWanted;
            sealWanted = false;
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void moveEnd(List<Waiting> batch) {
        lock.lock();
        try {
            end = new Position(writer.next());
            endMoved.signalAll();
        } finally {
            lock.unlock();
        }
        forget(batch);
    }

    private void forget(List<Waiting> batch) {
        lock.lock();
        try {
            batch.forEach(waiting -> queuedBytes -= waiting.bytes());
        } finally {
            lock.unlock();
        }
    }
}
