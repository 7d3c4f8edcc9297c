package stet.exports.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Permission;
import stet.exports.ExportFormat;
import stet.platform.db.OnBothDatabases;

class ScheduleStoreTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aScheduleComesBackAsItWasSavedWithWhatHappened() {
        try (var access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system())) {
            var scope = access.callers().server().may(Permission.MANAGE_EXPORTS, "demo");
            var data = records.inProject(ScheduleStore::new);
            var schedule = new Schedule(
                    1,
                    true,
                    ExportFormat.PARQUET,
                    Every.DAY,
                    "user = ada",
                    Duration.ofMinutes(90),
                    new Destination.Folder("a/b"),
                    "sealed",
                    NOON,
                    new Schedule.Done(NOON, NOON.plusSeconds(1), 2, 3, 4, 5),
                    new Schedule.Failure(NOON, "why", 2, NOON.plusSeconds(60)),
                    NOON,
                    "admin");

            data.change(scope, store -> store.save(schedule));
            data.change(scope, store -> store.exported("demo/2026", 7, NOON));

            assertThat(data.read(scope, ScheduleStore::find)).contains(schedule);
            assertThat(data.<Integer>read(scope, store -> store.parts("demo/2026")))
                    .isEqualTo(7);
            assertThat(data.<Integer>write(scope, ScheduleStore::remove)).isEqualTo(1);
            assertThat(data.read(scope, ScheduleStore::find)).isEmpty();
        }
    }
}
