package stet.traces;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stet.platform.http.Problem;

/** Waits until what a sink was given is synced to disk, so that an answer may say so. */
public final class Durable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private Durable() {}

    /**
     * @param what was given, in the plural, for the message
     * @throws Problem.Unavailable when it was not written in time or the server stops: it may be sent again
     */
    public static void await(CompletableFuture<Void> written, String what) {
        try {
            written.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException(what + " could not be written", e.getCause());
        } catch (TimeoutException e) {
            throw new Problem.Unavailable(
                    "the " + what + " were not written within " + PATIENCE.toSeconds() + " seconds; send them again",
                    RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("the server is stopping; send the " + what + " again", RETRY);
        }
    }
}
