package stet.client.live;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.client.StetException;

/**
 * What is live in one project, from memory. The first question for a document asks the server and waits so long at most; every later
 * one is answered at once, while changes are learnt of in the background. When the server is away the last known answer stands, from
 * memory, from the copy on the disk or from the bundle, and says so. Safe for use by many threads; one for each application.
 */
public final class Live implements AutoCloseable {
    private static final Duration CONFIRM_WHILE_TOLD = Duration.ofMinutes(10);

    private final LiveOptions options;
    private final Server server;
    private final Entries entries;
    private final Copies copies;
    private final Keeper keeper;
    private final Listening listening;

    Live(LiveOptions options) {
        this.options = options;
        this.server = new Server(options.url, options.key, options.project, options.longestWait);
        this.entries = new Entries(options.most);
        this.copies = new Copies(options.folder, server.place(), options.most);
        this.keeper = new Keeper(copies);
        this.listening = new Listening(server, entries, this::changed, this::asked);
        if (options.told) {
            listening.start();
        }
    }

    /** @param key a project's API key */
    public static LiveOptions of(URI url, String key, String project) {
        return new LiveOptions(url, key, project);
    }

    /** The release that is live in {@code production}. */
    public LiveRelease release(String app) {
        return release(app, "production");
    }

    /** The release that is live in an environment; a {@link StetException} when it is known nowhere. */
    public LiveRelease release(String app, String environment) {
        var entry = entries.of(Queries.release(app, environment));
        return LiveRelease.of(held(entry), found(entry));
    }

    /** A release by its number. */
    public LiveRelease release(String app, int number) {
        var entry = entries.of(Queries.release(app, number));
        return LiveRelease.of(held(entry), found(entry));
    }

    /** A version of a prompt; a {@link StetException} when it is known nowhere. */
    public LivePrompt prompt(String name, Which which) {
        var entry = entries.of(Queries.prompt(name, which));
        return LivePrompt.of(held(entry), found(entry));
    }

    /** How well the server is heard. */
    public LiveState state() {
        var all = entries.recent();
        String trouble = listening.trouble();
        if (trouble == null) {
            trouble = all.stream()
                    .flatMap(it -> Optional.ofNullable(it.trouble()).stream())
                    .map(Entry.Trouble::words)
                    .findFirst()
                    .orElse(null);
        }
        return new LiveState(
                listening.channel(),
                (int) all.stream().filter(it -> it.held() != null).count(),
                trouble);
    }

    /** Writes everything that is in memory into a bundle, for {@link LiveOptions#bundled}. */
    public void writeBundle(Path file) {
        var documents = new LinkedHashMap<String, Held>();
        for (var entry : entries.recent()) {
            var held = entry.held();
            if (held != null) {
                documents.put(entry.query(), held);
            }
        }
        Bundle.write(documents, options.clock.instant(), file);
    }

    private Held held(Entry entry) {
        var held = entry.held();
        if (held == null) {
            return first(entry);
        }
        if (isDue(entry, held) && entry.mayAsk(System.nanoTime())) {
            var unused = renew(entry, false);
        }
        return held;
    }

    private Held first(Entry entry) {
        boolean away = listening.isAway();
        if (away) {
            fallBack(entry);
        }
        var atHand = entry.held();
        var request = entry.mayAsk(System.nanoTime()) ? renew(entry, false) : null;
        if (atHand != null) {
            return atHand;
        }
        if (request != null) {
            await(request);
        }
        if (entry.held() == null) {
            fallBack(entry);
        }
        var held = entry.held();
        if (held != null) {
            return held;
        }
        var trouble = entry.trouble();
        throw trouble == null
                ? new StetException(
                        0,
                        server + " did not answer within " + options.longestWait.toMillis()
                                + " ms, and no copy is at hand")
                : new StetException(trouble.status(), trouble.words());
    }

    private void fallBack(Entry entry) {
        copies.read(entry.query()).or(() -> options.bundle.read(entry.query())).ifPresent(entry::keep);
    }

    private void await(CompletableFuture<Void> request) {
        try {
            request.get(options.longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // the entry knows what is at hand
        }
    }

    private boolean isDue(Entry entry, Held held) {
        if (held.from() != Source.FRESH) {
            return !entry.pinned() || held.from() == Source.BUNDLED;
        }
        if (entry.pinned()) {
            return false;
        }
        var after = isTold(entry) ? CONFIRM_WHILE_TOLD : options.refreshEvery;
        return System.nanoTime() - entry.confirmedNanos() > after.toNanos();
    }

    private boolean isTold(Entry entry) {
        return listening.isToldSince(entry.confirmedNanos());
    }

    private Found found(Entry entry) {
        var held = entry.held();
        if (held == null) {
            throw new IllegalStateException("nothing is held of " + entry.query());
        }
        var trouble = entry.trouble();
        var source = held.from();
        if (source == Source.FRESH && !entry.pinned() && !isTold(entry)) {
            long age = System.nanoTime() - entry.confirmedNanos();
            source = age > options.refreshEvery.toNanos() || trouble != null ? Source.STALE : Source.FRESH;
        }
        var age = Duration.between(held.confirmed(), options.clock.instant());
        String words = trouble != null ? trouble.words() : source == Source.FRESH ? null : listening.trouble();
        return new Found(source, age.isNegative() ? Duration.ZERO : age, words);
    }

    /** Asks for a document again, once at a time; with news, once more after a request that may not have seen them. */
    private CompletableFuture<Void> renew(Entry entry, boolean news) {
        var mine = new CompletableFuture<Void>();
        var other = entry.begin(mine, news);
        if (other != null) {
            return other;
        }
        var unused = server.fetch(entry.query(), etag(entry), 0).whenComplete((answer, failure) -> {
            asked(entry, answer, failure);
            boolean more = entry.end();
            mine.complete(null);
            if (more) {
                again(entry);
            }
        });
        return mine;
    }

    private void again(Entry entry) {
        var unused = renew(entry, false);
    }

    private static @Nullable String etag(Entry entry) {
        var held = entry.held();
        return held == null || held.etag().isEmpty() ? null : held.etag();
    }

    /** Takes in what a request for an entry brought. */
    private void asked(Entry entry, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        long now = System.nanoTime();
        if (answer == null) {
            entry.failed(new Entry.Trouble(0, Words.of(server.place(), failure)), now, 0);
            return;
        }
        var before = entry.held();
        if (answer.statusCode() == 304 && before != null) {
            var confirmed = before.confirmedAt(options.clock.instant());
            entry.confirmed(confirmed, now);
            keeper.confirmed(entry.query(), confirmed);
        } else if (answer.statusCode() == 200) {
            try {
                var held = Held.of(
                        Source.FRESH,
                        answer.headers().firstValue("etag").orElse(""),
                        answer.body(),
                        options.clock.instant());
                entry.confirmed(held, now);
                keeper.changed(entry.query(), held);
            } catch (IllegalArgumentException strange) {
                entry.failed(new Entry.Trouble(200, server + " answers, but not as stet does"), now, 0);
            }
        } else {
            entry.failed(Words.of(server.place(), answer.statusCode(), answer.body()), now, Words.waitMs(answer));
        }
    }

    private void changed(Predicate<Entry> those) {
        for (var entry : entries.recent()) {
            if (!entry.pinned() && those.test(entry)) {
                var unused = renew(entry, true);
            }
        }
    }

    /** Stops listening, and writes down what has not been yet. */
    @Override
    public void close() {
        listening.close();
        keeper.close();
    }
}
