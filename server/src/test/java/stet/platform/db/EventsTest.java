package stet.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.json.Json;

class EventsTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final UUID PROJECT = UUID.fromString("01900000-0000-7000-8000-000000000000");

    private record Project(UUID projectId) implements Scope.InProject {}

    private record ThingStore(Handle sql, Scope.InProject scope) {
        void change(String what) {
            var data = Json.MAPPER.createObjectNode().put("what", what);
            Outbox.add(sql, scope.projectId(), "thing.changed", "ada", NOON, data);
        }
    }

    private Transactions<ThingStore> things;
    private Events events;

    @BeforeEach
    void follow() {
        things = records.inProject(ThingStore::new).inTurn();
        events = Events.follow(records, InstantSource.fixed(NOON));
    }

    @AfterEach
    void stop() {
        if (events != null) {
            events.close();
        }
    }

    @Test
    void whatIsAnnouncedComesBackInOrderFromAnyPlace() {
        change("a");
        change("b");

        assertThat(events.last()).isEqualTo(2);
        assertThat(events.after(0, 10))
                .extracting(it -> it.data().path("what").asString())
                .containsExactly("a", "b");
        assertThat(events.after(0, 1)).hasSize(1);
        var second = events.after(1, 10).getFirst();
        assertThat(second).isEqualTo(new Event(2, second.id(), PROJECT, "thing.changed", NOON, "ada", second.data()));
    }

    @Test
    void aChangeThatFailedIsNotAnnouncedAndLeavesNoGap() {
        try {
            things.change(new Project(PROJECT), store -> {
                store.change("never");
                throw new IllegalStateException("halfway");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("halfway");
        }
        change("a");

        assertThat(events.after(0, 10)).extracting(Event::sequence).containsExactly(1L);
    }

    @Test
    void manyWhoChangeAtOnceLeaveNoGapAndNobodyWhoReadsMissesOne() throws Exception {
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 200; i++) {
            work.add(() -> {
                change("x");
                return null;
            });
        }
        var seen = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var running = work.stream().map(threads::submit).toList();
            while (seen.size() < 200) {
                events.after(seen.isEmpty() ? 0 : seen.getLast(), 50).forEach(it -> seen.add(it.sequence()));
            }
            for (var done : running) {
                done.get();
            }
        }

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void whoListensIsWokenByThisProcessAndByAnother() throws Exception {
        var woken = new Semaphore(0);
        var stop = events.listen(woken::release);
        change("here");
        assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

        try (var other = Records.open(address)) {
            other.inProject(ThingStore::new).inTurn().change(new Project(PROJECT), store -> store.change("there"));
        }
        assertThat(woken.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(events.last()).isEqualTo(2);

        stop.run();
        change("unheard");
        assertThat(woken.tryAcquire(700, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void whatIsOlderThanThirtyDaysIsForgotten() {
        change("old");
        var later = InstantSource.fixed(NOON.plus(Events.KEPT).plus(Duration.ofSeconds(1)));
        try (var next = Events.follow(records, later)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> next.after(0, 1).isEmpty());
            assertThat(next.last()).isEqualTo(1);
        }
    }

    private void change(String what) {
        things.change(new Project(PROJECT), store -> store.change(what));
    }
}
