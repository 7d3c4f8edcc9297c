package stet.platform.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be sent to: those of the internet, and of what is this machine's or its network's only what the operator allows.
 *
 * @param allowed networks that may be sent to whatever they are
 */
public record Destinations(List<Network> allowed) {
    /** What is neither loopback, link-local, private nor multicast by the JDK's reckoning, and yet no host of the internet. */
    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "100.64.0.0/10",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "240.0.0.0/4",
                    "fc00::/7",
                    "2001::/23",
                    "2001:db8::/32",
                    "100::/64",
                    "64:ff9b:1::/48")
            .map(Network::parse)
            .toList();

    public static final Destinations INTERNET = new Destinations(List.of());

    public Destinations {
        allowed = List.copyOf(allowed);
    }

    /** Why an address may not be sent to; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        var plain = Network.plain(address);
        if (allowed.stream().anyMatch(it -> it.holds(address) || it.holds(plain))) {
            return Optional.empty();
        }
        return Optional.ofNullable(kind(address))
                .or(() -> Optional.ofNullable(kind(plain)))
                .map(kind -> address.getHostAddress() + " is " + kind
                        + "; the operator may allow it with STET_OUTBOUND_ALLOW");
    }

    private static @Nullable String kind(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return "this machine itself";
        }
        if (address.isLinkLocalAddress()) {
            return "a link-local address";
        }
        if (address.isSiteLocalAddress() || SPECIAL.stream().anyMatch(it -> it.holds(address))) {
            return "an address of a private network";
        }
        if (address.isMulticastAddress()) {
            return "a multicast address";
        }
        return null;
    }
}
