package stet.client.live;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is known of one query: the document, the request that is on its way, and the last trouble. */
final class Entry {
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final String query;
    private @Nullable Held held;
    private @Nullable CompletableFuture<Void> flight;
    private boolean again;
    private int failures;
    private @Nullable Trouble trouble;
    private long notBeforeNanos;
    private long confirmedNanos;

    Entry(String query) {
        this.query = query;
    }

    /** What went wrong last. */
    record Trouble(int status, String words) {}

    String query() {
        return query;
    }

    boolean pinned() {
        return Queries.isPinned(query);
    }

    synchronized @Nullable Held held() {
        return held;
    }

    synchronized @Nullable Trouble trouble() {
        return trouble;
    }

    synchronized long confirmedNanos() {
        return confirmedNanos;
    }

    /** Whether it may be asked for, having failed a moment ago or not. */
    synchronized boolean mayAsk(long nowNanos) {
        return failures == 0 || nowNanos - notBeforeNanos >= 0;
    }

    /** Takes what is at hand as long as the server has said nothing. */
    synchronized void keep(Held fallback) {
        if (held == null) {
            held = fallback;
        }
    }

    /** Begins a request unless one is on its way; that one is given back then, to be followed by another if {@code news} came. */
    synchronized @Nullable CompletableFuture<Void> begin(CompletableFuture<Void> mine, boolean news) {
        if (flight != null) {
            again = again || news;
            return flight;
        }
        flight = mine;
        return null;
    }

    /** Ends the request; says whether there was news meanwhile. */
    synchronized boolean end() {
        boolean more = again;
        again = false;
        flight = null;
        return more;
    }

    synchronized void confirmed(Held now, long nowNanos) {
        held = now;
        confirmedNanos = nowNanos;
        failures = 0;
        trouble = null;
    }

    /** @param waitMs as long as the server wants to be left alone */
    synchronized void failed(Trouble why, long nowNanos, long waitMs) {
        trouble = why;
        failures = Math.min(failures + 1, 16);
        long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures - 1, 10));
        notBeforeNanos = nowNanos + Math.max(pause, waitMs) * 1_000_000;
    }
}
