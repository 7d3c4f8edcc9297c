package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;

class SignInLimitsTest {
    private final SignInLimits limits = new SignInLimits(new TestClock());

    @Test
    void aNameIsProtectedFromGuessesOutOfManyAddresses() {
        for (int i = 0; i < 50; i++) {
            limits.begin("admin", "198.51.100." + i);
        }

        assertThatThrownBy(() -> limits.begin("admin", "203.0.113.1")).isInstanceOf(Problem.TooMany.class);
        assertThatCode(() -> limits.begin("ada", "203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() {
        for (int i = 0; i < 10; i++) {
            limits.begin("name" + i, "2001:db8:1:2::" + i + "%eth0");
        }

        assertThatThrownBy(() -> limits.begin("name", "2001:db8:1:2:ffff::1")).isInstanceOf(Problem.TooMany.class);
        assertThatCode(() -> limits.begin("name", "2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    @Test
    void whoGotInStartsAnew() {
        for (int i = 0; i < 30; i++) {
            limits.begin("admin", "203.0.113.1");
            limits.succeeded("admin", "203.0.113.1");
        }

        assertThatCode(() -> limits.begin("admin", "203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    void aFloodOfNamesAndAddressesDoesNotGrowItsMemory() {
        for (int i = 0; i < 200_000; i++) {
            limits.begin("name" + i, "address" + i);
        }

        assertThatCode(() -> limits.begin("name0", "address0")).doesNotThrowAnyException();
        assertThat(limits.remembered()).isEqualTo(20_000);
    }
}
