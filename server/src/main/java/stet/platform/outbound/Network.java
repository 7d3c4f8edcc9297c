package stet.platform.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8}. */
public record Network(InetAddress first, int bits) {
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Networks of IPv6 whose addresses hold one of IPv4, from a byte on. */
    private record Carrier(Network network, int from) {}

    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(parse("::/96"), 12),
            new Carrier(parse("64:ff9b::/96"), 12),
            new Carrier(parse("2002::/16"), 2));

    public Network {
        if (bits < 0 || bits > first.getAddress().length * 8) {
            throw new IllegalArgumentException("/" + bits + " is not 0 to " + first.getAddress().length * 8);
        }
    }

    /** Reads an address, with or without the number of bits that matter; never asks for a name. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + address + "' is no IP address");
        }
        try {
            var first = InetAddress.ofLiteral(address);
            int all = first.getAddress().length * 8;
            return new Network(first, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8", e);
        }
    }

    boolean holds(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 address that an IPv6 address stands for, where it does: mapped, translated or tunnelled. */
    static InetAddress plain(InetAddress address) {
        if (!(address instanceof Inet6Address six)) {
            return address;
        }
        byte[] bytes = six.getAddress();
        for (var carrier : CARRIERS) {
            if (carrier.network.holds(six)) {
                return ipv4(bytes, carrier.from);
            }
        }
        return address;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        return Inet4Address.ofLiteral((bytes[from] & 0xff) + "." + (bytes[from + 1] & 0xff) + "."
                + (bytes[from + 2] & 0xff) + "." + (bytes[from + 3] & 0xff));
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
