package stet.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, in this process, that something of a project is new: of which kind, never what. Many changes become one notice, at most
 * one in half a second for each listener.
 */
public final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** Two a second. */
    public static final Duration PAUSE = Duration.ofMillis(500);

    /** A kind of thing that pages show. */
    public enum Topic {
        TRACES,
        SCORES,
        REJECTED,
        JOBS,
        ARTIFACTS,
        APPROVALS,
        DEPLOYMENTS;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is new, up to a number that grows with every change in this process. */
    public record Notice(long number, Set<Topic> topics) {}

    private record Listening(UUID project, Set<Topic> topics, Consumer<Notice> listener) {}

    private final Map<UUID, Map<Topic, Long>> latest = new ConcurrentHashMap<>();
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong number = new AtomicLong();
    private final ScheduledExecutorService timer = Threads.timer("notices");
    private long told;

    public Notices() {
        var _ = timer.scheduleWithFixedDelay(this::tell, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something of a project has changed and can be asked for. */
    public void changed(UUID project, Topic topic) {
        latest.compute(project, (_, known) -> {
            var topics = known == null ? new EnumMap<Topic, Long>(Topic.class) : new EnumMap<>(known);
            topics.put(topic, number.incrementAndGet());
            return topics;
        });
    }

    /** The number of the latest change. */
    public long number() {
        return number.get();
    }

    /** What of these topics has changed since; none when nothing has. */
    public Optional<Notice> since(UUID project, Set<Topic> topics, long since) {
        var found = EnumSet.noneOf(Topic.class);
        long upTo = since;
        for (var change : latest.getOrDefault(project, Map.of()).entrySet()) {
            if (topics.contains(change.getKey()) && change.getValue() > since) {
                found.add(change.getKey());
                upTo = Math.max(upTo, change.getValue());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Notice(upTo, found));
    }

    /**
     * Tells of what changes from now on, until the answer is run.
     *
     * @param listener must not block
     */
    public Runnable listen(UUID project, Set<Topic> topics, Consumer<Notice> listener) {
        var listening = new Listening(project, Set.copyOf(topics), listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    private void tell() {
        long since = told;
        told = number.get();
        if (told == since) {
            return;
        }
        var news = new HashMap<UUID, Map<Topic, Long>>();
        for (var listening : listeners) {
            var known = news.computeIfAbsent(listening.project, it -> latest.getOrDefault(it, Map.of()));
            if (known.values().stream().anyMatch(it -> it > since)) {
                since(listening.project, listening.topics, since).ifPresent(notice -> tell(listening, notice));
            }
        }
    }

    private static void tell(Listening listening, Notice notice) {
        try {
            listening.listener.accept(notice);
        } catch (RuntimeException bug) {
            LOG.error("a listener failed", bug);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
