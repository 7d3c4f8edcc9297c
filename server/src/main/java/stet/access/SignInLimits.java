package stet.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** How often one address, or anyone for one name, may fail to sign in. It remembers the latest ten thousand of each. */
final class SignInLimits {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ADDRESS = 10;
    private static final int PER_NAME = 50;
    private static final int REMEMBERED = 10_000;
    private static final int NETWORK_BYTES = 8;

    private record Tries(int count, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Tries> byAddress = new Latest();
    private final Map<String, Tries> byName = new Latest();

    SignInLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a try before it is made, so that many at once are not let through together. */
    synchronized void begin(String name, String address) {
        var now = clock.instant();
        String network = network(address);
        refuseAbove(PER_ADDRESS, byAddress.get(network), now);
        refuseAbove(PER_NAME, byName.get(name), now);
        byAddress.merge(network, new Tries(1, now), (old, first) -> next(old, first, now));
        byName.merge(name, new Tries(1, now), (old, first) -> next(old, first, now));
    }

    synchronized void succeeded(String name, String address) {
        byAddress.remove(network(address));
        byName.remove(name);
    }

    /** How many names and addresses are remembered. */
    synchronized int remembered() {
        return byAddress.size() + byName.size();
    }

    private static void refuseAbove(int limit, @Nullable Tries tries, Instant now) {
        if (tries != null && tries.count() >= limit) {
            var left = Duration.between(now, tries.since().plus(WINDOW));
            if (left.isPositive()) {
                throw new Problem.TooMany(
                        "too many sign-ins failed: wait " + Math.max(1, left.toMinutes())
                                + " minutes, or restart the server and use the sign-in link it prints",
                        left.plusSeconds(1));
            }
        }
    }

    private static Tries next(Tries old, Tries first, Instant now) {
        return now.isBefore(old.since().plus(WINDOW)) ? new Tries(old.count() + 1, old.since()) : first;
    }

    /** One IPv6 customer has a whole network of addresses to guess from. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes =
                    InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static final class Latest extends LinkedHashMap<String, Tries> {
        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    }
}
