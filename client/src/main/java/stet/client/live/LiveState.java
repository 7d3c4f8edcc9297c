package stet.client.live;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well the server is heard.
 *
 * @param held how many documents are in memory
 * @param trouble why the server is not heard; null when it is
 */
public record LiveState(Channel channel, int held, @Nullable String trouble) {
    /** How changes are learnt of. */
    public enum Channel {
        /** Told by an open stream of events. */
        EVENTS,
        /** Told by requests that wait, because streams do not come through. */
        LONG_POLL,
        /** Not told: documents are asked for again from time to time. */
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
