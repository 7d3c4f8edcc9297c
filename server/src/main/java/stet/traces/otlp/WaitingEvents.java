package stet.traces.otlp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import stet.platform.db.Records;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.traces.Span;
import stet.traces.conventions.Reported;

/**
 * Log records that name a span which has not come yet; they become events of it when it does. Which spans are waited for is held
 * in memory, so that a span that nothing waits for asks no database.
 */
final class WaitingEvents {
    static final int MOST = 100_000;
    static final Duration LONGEST = Duration.ofDays(2);

    record Key(UUID projectId, String traceId, String spanId) {}

    private final Transactions<WaitingEventStore> data;
    private final Transactions<WaitingEventStore.AllStore> all;
    private final Scope.InInstallation everywhere;
    private final InstantSource clock;
    private final Set<Key> waitedFor = ConcurrentHashMap.newKeySet();
    private int sinceGivingUp;

    WaitingEvents(Records records, Scope.InInstallation everywhere, InstantSource clock) {
        this.data = records.inProject(WaitingEventStore::new);
        this.all = records.inInstallation(WaitingEventStore.AllStore::new);
        this.everywhere = everywhere;
        this.clock = clock;
        waitedFor.addAll(all.read(everywhere, WaitingEventStore.AllStore::keys));
    }

    /** Synced when this returns. */
    void keep(Scope.InProject scope, List<WaitingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var now = clock.instant();
        data.change(scope, store -> events.forEach(event -> store.add(event, now)));
        events.forEach(it -> waitedFor.add(new Key(scope.projectId(), it.traceId(), it.spanId())));
        giveUpSometimes(events.size());
    }

    /** The spans, with what waited for them. */
    List<Reported> join(Scope.InProject scope, List<Reported> spans, Collection<Key> joined) {
        var keys = waitedFor.isEmpty()
                ? List.<Key>of()
                : spans.stream()
                        .map(it -> key(scope, it))
                        .filter(waitedFor::contains)
                        .distinct()
                        .toList();
        if (keys.isEmpty()) {
            return spans;
        }
        Map<String, List<Span.Event>> bySpan = new HashMap<>();
        for (var waiting : data.read(scope, store -> store.of(keys))) {
            bySpan.computeIfAbsent(waiting.traceId() + waiting.spanId(), _ -> new ArrayList<>())
                    .add(waiting.event());
        }
        joined.addAll(keys);
        return spans.stream()
                .map(span -> with(span, bySpan.getOrDefault(span.traceId() + span.spanId(), List.of())))
                .toList();
    }

    /** Forgets what has been joined to its span and written down with it. */
    void done(Scope.InProject scope, Collection<Key> joined) {
        if (!joined.isEmpty()) {
            data.change(scope, store -> joined.forEach(store::remove));
            waitedFor.removeAll(Set.copyOf(joined));
        }
    }

    private static Reported with(Reported span, List<Span.Event> more) {
        if (more.isEmpty()) {
            return span;
        }
        var events = new ArrayList<>(span.events());
        events.addAll(more);
        events.sort(Comparator.comparing(Span.Event::at));
        return span.withEvents(events);
    }

    private static Key key(Scope.InProject scope, Reported span) {
        return new Key(scope.projectId(), span.traceId(), span.spanId());
    }

    private synchronized void giveUpSometimes(int more) {
        sinceGivingUp += more;
        if (sinceGivingUp >= MOST / 10) {
            sinceGivingUp = 0;
            var before = clock.instant().minus(LONGEST);
            if (all.write(everywhere, store -> store.giveUp(before, MOST)) > 0) {
                waitedFor.retainAll(
                        Objects.requireNonNull(Set.copyOf(all.read(everywhere, WaitingEventStore.AllStore::keys))));
            }
        }
    }
}
