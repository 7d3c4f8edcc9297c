package stet.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();

    @Test
    void whatCanBeCollectedDoesNotFillIt() {
        var heap = heap(90, () -> used.set(50));
        used.set(95);

        assertThat(heap.isFull()).isFalse();
        assertThat(collections).hasValue(1);
    }

    @Test
    void whatIsInUseFillsItUntilItIsGone() {
        var heap = heap(90, () -> {});
        used.set(95);

        assertThat(heap.isFull()).isTrue();
        assertThat(heap.isFull()).isTrue();
        assertThat(collections).as("not again at once").hasValue(1);
        now.addAndGet(3_000_000_000L);
        assertThat(heap.isFull()).isTrue();
        assertThat(collections).hasValue(2);
        used.set(80);
        assertThat(heap.isFull()).isFalse();
    }

    @Test
    void aHundredPercentIsNeverFull() {
        used.set(100);

        assertThat(heap(100, () -> {}).isFull()).isFalse();
        assertThat(collections).hasValue(0);
    }

    private HeapRoom heap(int percent, Runnable collection) {
        return new HeapRoom(
                percent,
                100,
                used::get,
                () -> {
                    collections.incrementAndGet();
                    collection.run();
                },
                now::get);
    }
}
