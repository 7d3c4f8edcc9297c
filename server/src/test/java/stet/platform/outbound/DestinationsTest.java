package stet.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, this machine itself",
        "127.8.9.10, this machine itself",
        "::1, this machine itself",
        "0.0.0.0, this machine itself",
        "::, this machine itself",
        "::ffff:127.0.0.1, this machine itself",
        "::127.0.0.1, this machine itself",
        "64:ff9b::7f00:1, this machine itself",
        "2002:7f00:1::, this machine itself",
        "169.254.169.254, a link-local address",
        "fe80::1, a link-local address",
        "10.1.2.3, an address of a private network",
        "172.31.255.255, an address of a private network",
        "192.168.0.1, an address of a private network",
        "100.64.0.1, an address of a private network",
        "0.1.2.3, an address of a private network",
        "255.255.255.255, an address of a private network",
        "fd00::1, an address of a private network",
        "fec0::1, an address of a private network",
        "64:ff9b::a00:1, an address of a private network",
        "224.0.0.1, a multicast address",
        "ff02::1, a multicast address"
    })
    void whatIsNotOfTheInternetIsRefused(String address, String why) {
        assertThat(Destinations.INTERNET.refusal(InetAddress.ofLiteral(address)))
                .get()
                .asString()
                .contains(why)
                .contains("STET_OUTBOUND_ALLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "11.0.0.1",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::"
            })
    void theInternetMayBeSentTo(String address) {
        assertThat(Destinations.INTERNET.refusal(InetAddress.ofLiteral(address)))
                .isEmpty();
    }

    @Test
    void theOperatorAllowsNetworksAndNoMore() {
        var destinations = new Destinations(
                List.of(Network.parse("10.8.0.0/14"), Network.parse("127.0.0.1"), Network.parse("fd00:1::/32")));

        assertThat(destinations.refusal(InetAddress.ofLiteral("10.11.255.255"))).isEmpty();
        assertThat(destinations.refusal(InetAddress.ofLiteral("10.12.0.0"))).isPresent();
        assertThat(destinations.refusal(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        assertThat(destinations.refusal(InetAddress.ofLiteral("127.0.0.2"))).isPresent();
        assertThat(destinations.refusal(InetAddress.ofLiteral("fd00:1:ffff::1")))
                .isEmpty();
        assertThat(destinations.refusal(InetAddress.ofLiteral("fd00:2::1"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "::/129", "10.0.0.0/-1", "300.0.0.1"})
    void whatIsNoNetworkIsSaidToBeNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }
}
