package stet.client.live;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a value was come by.
 *
 * @param age how long ago the server last confirmed it; of a bundle, how long ago it was made
 * @param trouble why the server could not be asked, in its or the network's words; null when nothing is wrong
 */
public record Found(Source source, Duration age, @Nullable String trouble) {
    /** Why the server could not be asked. */
    public Optional<String> whyNotFresh() {
        return Optional.ofNullable(trouble);
    }
}
