package stet.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When a message is sent again that was not taken. */
final class Retries {
    /** After each failed try, how long until the next: ten tries in a good day. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(8),
            Duration.ofHours(10));

    /** So much of a pause may be added, so that many messages do not come at once. */
    private static final double JITTER = 0.2;

    private static final Duration MOST_ASKED = Duration.ofHours(1);

    private Retries() {}

    /**
     * The pause after a number of failed tries; empty when that were all.
     *
     * @param asked how long the receiver asks to be left alone
     */
    static Optional<Duration> after(int tries, Optional<Duration> asked) {
        if (tries > PAUSES.size()) {
            return Optional.empty();
        }
        var pause = PAUSES.get(tries - 1);
        var least = asked.filter(it -> it.compareTo(pause) > 0)
                .map(it -> it.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : it)
                .filter(it -> it.compareTo(pause) > 0)
                .orElse(pause);
        long jitter = ThreadLocalRandom.current().nextLong((long) (least.toMillis() * JITTER) + 1);
        return Optional.of(least.plusMillis(jitter));
    }
}
