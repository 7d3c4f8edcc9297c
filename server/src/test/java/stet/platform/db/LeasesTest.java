package stet.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest extends OnBothDatabases {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private Leases leases;

    @BeforeEach
    void open() {
        leases = new Leases(records, now::get);
    }

    @Test
    void oneOfManyTakesIt() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = pool.invokeAll(IntStream.range(0, 20)
                    .mapToObj(_ -> (Callable<Boolean>)
                            () -> leases.take("sweep", MINUTE).isPresent())
                    .toList());
            int count = 0;
            for (var it : taken) {
                count += it.get() ? 1 : 0;
            }

            assertThat(count).isEqualTo(1);
        }
    }

    @Test
    void itIsFreeAgainWhenItsHolderIsDoneOrGone() {
        var first = leases.take("sweep", MINUTE).orElseThrow();
        assertThat(leases.take("sweep", MINUTE)).isEmpty();
        assertThat(leases.take("another", MINUTE)).isPresent();

        first.close();
        var second = leases.take("sweep", MINUTE);
        assertThat(second).isPresent();

        now.set(now.get().plus(MINUTE));
        assertThat(leases.take("sweep", MINUTE)).isPresent();
    }

    @Test
    void whoRenewsKeepsItAndWhoIsLateHasLostIt() {
        var lease = leases.take("sweep", MINUTE).orElseThrow();
        now.set(now.get().plusSeconds(50));
        assertThat(lease.renew()).isTrue();
        now.set(now.get().plusSeconds(50));
        assertThat(leases.take("sweep", MINUTE)).isEmpty();

        now.set(now.get().plusSeconds(10));
        assertThat(lease.renew()).isFalse();
        var other = leases.take("sweep", MINUTE);
        assertThat(other).isPresent();
        lease.close();
        assertThat(leases.take("sweep", MINUTE)).isEmpty();
    }
}
