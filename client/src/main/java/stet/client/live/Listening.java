package stet.client.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.client.live.LiveState.Channel;
import tools.jackson.core.JacksonException;

/** Learns of changes: by the server's stream of events, or by requests that wait where streams do not come through. */
final class Listening implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final Duration BEGINNING = Duration.ofSeconds(5);
    private static final int LONGEST_PAUSE_MS = 5_000;
    private static final int REFUSALS_BEFORE_POLLS = 2;
    private static final Duration BETWEEN_STREAMS = Duration.ofSeconds(30);

    private final Server server;
    private final Entries entries;
    private final Consumer<Predicate<Entry>> changed;
    private final LongPolls polls;
    private final Thread reader = thread(this::listen, "stet-live");
    private final Thread watch = thread(this::watch, "stet-live-watch");

    private volatile boolean closed;
    private volatile boolean away;
    private volatile Channel channel = Channel.NONE;
    private volatile long toldSinceNanos;
    private volatile long heardNanos;
    private volatile @Nullable InputStream stream;
    private volatile @Nullable String trouble;

    Listening(Server server, Entries entries, Consumer<Predicate<Entry>> changed, LongPolls.Asked asked) {
        this.server = server;
        this.entries = entries;
        this.changed = changed;
        this.polls = new LongPolls(server, asked);
    }

    void start() {
        reader.start();
        watch.start();
    }

    Channel channel() {
        return channel;
    }

    /** Why the server is not heard. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Whether the server was not there the last time. */
    boolean isAway() {
        return away;
    }

    /** Whether everything that changed since then would have been told. */
    boolean isToldSince(long nanos) {
        return channel == Channel.EVENTS && nanos - toldSinceNanos >= 0;
    }

    private void listen() {
        int failures = 0;
        while (!closed) {
            try {
                if (!read() && failures >= REFUSALS_BEFORE_POLLS) {
                    channel = Channel.LONG_POLL;
                    polls.until(System.nanoTime() + BETWEEN_STREAMS.toNanos(), entries);
                }
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    trouble = Words.of(server.place(), e);
                    away = true;
                }
            } catch (InterruptedException e) {
                return;
            }
            failures = channel == Channel.EVENTS ? 0 : failures + 1;
            channel = Channel.NONE;
            pause(failures);
        }
    }

    /** Reads events to the end; false when there is no stream to be had. */
    private boolean read() throws IOException, InterruptedException {
        heardNanos = System.nanoTime();
        HttpResponse<InputStream> answer = server.events();
        away = false;
        try (var in = answer.body()) {
            if (answer.statusCode() != 200) {
                var refused = Words.of(server.place(), answer.statusCode(), in.readNBytes(8192));
                trouble = refused.words();
                return answer.statusCode() == 401 || answer.statusCode() == 403;
            }
            stream = in;
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String event = "";
            var data = new StringBuilder();
            for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                heardNanos = System.nanoTime();
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && !event.isEmpty()) {
                    heard(event, data.toString());
                    event = "";
                    data.setLength(0);
                }
            }
            return channel == Channel.EVENTS;
        } finally {
            stream = null;
        }
    }

    private void heard(String event, String data) {
        if (event.equals("live")) {
            toldSinceNanos = System.nanoTime();
            channel = Channel.EVENTS;
            trouble = null;
            away = false;
            changed.accept(it -> it.held() != null);
        } else if (event.equals("changed")) {
            changed.accept(those(data));
        }
    }

    private static Predicate<Entry> those(String data) {
        try {
            var change = Held.JSON.readTree(data);
            var apps = new HashSet<String>();
            change.path("apps").forEach(it -> apps.add(it.path("app").asString("")));
            boolean prompts = !change.path("prompts").isEmpty();
            return it -> (prompts && it.query().startsWith(Queries.PROMPTS))
                    || apps.stream().anyMatch(app -> Queries.isOf(it.query(), app));
        } catch (JacksonException e) {
            return it -> true;
        }
    }

    /** Ends a stream that has gone silent, which no end of it would ever be read of. */
    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                return;
            }
            var open = stream;
            var patience = channel == Channel.EVENTS ? SILENCE : BEGINNING;
            if (open != null && System.nanoTime() - heardNanos > patience.toNanos()) {
                end(open);
            }
        }
    }

    private void pause(int failures) {
        try {
            long most = Math.min(LONGEST_PAUSE_MS, 200L << Math.min(failures, 10));
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(InputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            // it is over either way
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = stream;
        if (open != null) {
            end(open);
        }
        polls.close();
        reader.interrupt();
        watch.interrupt();
        channel = Channel.NONE;
    }

    private static Thread thread(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
