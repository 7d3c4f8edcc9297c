package stet.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.access.Project;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.Threads;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.outbound.Outbound;
import stet.platform.secrets.Secrets;
import stet.webhooks.DeliveryQueueStore.Job;

/**
 * Sends messages that are due, a few at once to each webhook, so that one that hangs holds up no other. What a process leaves when it
 * ends is sent by the next: a message may come twice, and never not at all.
 */
final class Deliverer implements AutoCloseable {
    /** How long a webhook may take nothing until it is switched off. */
    static final Duration ENOUGH = Duration.ofDays(5);

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final int EACH_AT_ONCE = 4;
    private static final int ALL_AT_ONCE = 48;
    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration BETWEEN_CLEANING = Duration.ofHours(1);
    private static final int GONE = 410;

    private final Transactions<DeliveryQueueStore> queue;
    private final Scope installation;
    private final Messages messages;
    private final Around around;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Threads.timer("webhooks");
    private final ExecutorService senders = Threads.virtual("webhook");
    private final Map<UUID, AtomicInteger> sending = new ConcurrentHashMap<>();
    private final AtomicInteger sendingAll = new AtomicInteger();
    private Instant cleanedAt = Instant.EPOCH;

    /** What it uses. */
    record Around(Outbound outbound, Secrets secrets, Callers callers, AuditTrail trail, Notices notices) {}

    Deliverer(
            Transactions<DeliveryQueueStore> queue,
            Scope installation,
            Messages messages,
            Around around,
            InstantSource clock) {
        this.queue = queue;
        this.installation = installation;
        this.messages = messages;
        this.around = around;
        this.clock = clock;
    }

    /** Looks for what is due every so often. */
    void start(Duration pause) {
        var _ = timer.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks soon. */
    void wake() {
        try {
            timer.execute(this::look);
        } catch (RejectedExecutionException closing) {
            LOG.debug("no more messages are sent, since the server stops");
        }
    }

    private void look() {
        try {
            messages.make();
            var now = now();
            for (var webhook : queue.read(installation, store -> store.due(now))) {
                begin(webhook, now);
            }
            if (now.isAfter(cleanedAt.plus(BETWEEN_CLEANING))) {
                queue.change(installation, store -> store.forget(now.minus(KEPT)));
                cleanedAt = now;
            }
        } catch (RuntimeException e) {
            LOG.warn("webhooks could not be looked at; it is tried again", e);
        }
    }

    private void begin(UUID webhook, Instant now) {
        var busy = sending.computeIfAbsent(webhook, _ -> new AtomicInteger());
        int room = Math.min(EACH_AT_ONCE - busy.get(), ALL_AT_ONCE - sendingAll.get());
        if (room <= 0) {
            return;
        }
        for (var job : queue.write(installation, store -> store.take(webhook, now, now.plus(HOLD), room))) {
            busy.incrementAndGet();
            sendingAll.incrementAndGet();
            senders.execute(() -> {
                try {
                    send(job);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn("a message could not be sent; it is tried again", e);
                } finally {
                    busy.decrementAndGet();
                    sendingAll.decrementAndGet();
                    wake();
                }
            });
        }
    }

    /** Sends one message now. */
    void sendNow(UUID delivery) throws InterruptedException {
        var now = now();
        var job = queue.write(installation, store -> store.take(delivery, now, now.plus(HOLD)));
        if (job.isPresent()) {
            send(job.get());
        }
    }

    private void send(Job job) throws InterruptedException {
        var at = now();
        long begun = System.nanoTime();
        var sent = around.outbound().post(job.webhook().address(), headers(job, at), bytes(job));
        double millis = (System.nanoTime() - begun) / 1e6;
        switch (sent) {
            case Outbound.Sent.Answered it
            when it.status() / 100 == 2 ->
                keep(job, new Delivery.Attempt(0, at, millis, it.status(), null, it.body()), Optional.empty());
            case Outbound.Sent.Answered it ->
                keep(
                        job,
                        new Delivery.Attempt(0, at, millis, it.status(), problem(it.status()), it.body()),
                        pause(it.retryAfter()));
            case Outbound.Sent.Failed(var why) ->
                keep(job, new Delivery.Attempt(0, at, millis, null, why, null), Optional.empty());
        }
    }

    private static String problem(int status) {
        return status / 100 == 3
                ? "it answers " + status + ", a redirect, which is not followed: give the address that it leads to"
                : "it answers " + status + ", and 200 to 299 means that a message is taken";
    }

    private void keep(Job job, Delivery.Attempt attempt, Optional<Duration> asked) {
        boolean taken = attempt.problem() == null;
        var pause = taken || job.isTest() ? Optional.<Duration>empty() : Retries.after(job.tries() + 1, asked);
        var state =
                taken ? Delivery.State.DELIVERED : pause.isPresent() ? Delivery.State.WAITING : Delivery.State.FAILED;
        var now = now();
        String off = queue.<@Nullable String>write(installation, store -> {
            var nextAt = pause.map(now::plus).orElse(null);
            if (!store.attempted(job.delivery(), attempt, state, nextAt) || job.isTest()) {
                return null;
            }
            if (taken) {
                store.works(job.webhook().id());
                return null;
            }
            var since = store.fails(job.webhook().id(), now).orElse(now);
            String because = because(attempt, since, now);
            return because != null && store.disable(job.webhook().id(), because, now) ? because : null;
        });
        around.notices().changed(job.project(), Topic.JOBS);
        if (off != null) {
            tell(job, off);
        }
    }

    /** Why a webhook is to be switched off; absent when it is not. */
    private static @Nullable String because(Delivery.Attempt attempt, Instant since, Instant now) {
        if (attempt.status() != null && attempt.status() == GONE) {
            return "it answered 410: it wants no more messages";
        }
        return Duration.between(since, now).compareTo(ENOUGH) < 0
                ? null
                : "it has taken no message for " + ENOUGH.toDays() + " days; the last time, " + attempt.problem();
    }

    private void tell(Job job, String because) {
        LOG.warn("webhook {} is switched off: {}", job.webhook().id(), because);
        var server = around.callers().server();
        server.projects().stream()
                .filter(it -> it.id().equals(job.project()))
                .map(Project::name)
                .findFirst()
                .ifPresent(project -> around.trail()
                        .add(
                                server,
                                project,
                                "webhook switched off",
                                job.webhook().url(),
                                null));
    }

    private Map<String, String> headers(Job job, Instant at) {
        var headers = new TreeMap<String, String>();
        var signatures = job.sealedSecrets().stream()
                .map(it -> new SigningSecret(around.secrets()
                        .open(it, Webhooks.belonging(job.webhook().id()))))
                .map(it -> it.sign(job.messageId(), at.getEpochSecond(), bytes(job)))
                .toList();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "stet-webhooks");
        headers.put("webhook-id", job.messageId());
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.put("webhook-signature", String.join(" ", signatures));
        return headers;
    }

    private static byte[] bytes(Job job) {
        return job.payload().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Duration> pause(@Nullable String retryAfter) {
        try {
            return retryAfter == null
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(retryAfter.strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Waits for what is being sent; what does not end in time is sent again by the next process. */
    @Override
    public void close() {
        timer.shutdownNow();
        senders.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS) || !senders.awaitTermination(5, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
