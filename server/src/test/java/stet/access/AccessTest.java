package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.Records;
import stet.platform.http.Problem;

class AccessTest extends OnBothDatabases {
    private final TestClock clock = new TestClock();
    private AccessFeature access;
    private Caller admin;

    @BeforeEach
    void open() {
        access = AccessFeature.create(records, home, Optional.empty(), clock);
        admin = access.callers().server();
    }

    @AfterEach
    void close() {
        if (access != null) {
            access.close();
        }
    }

    @Test
    void theFirstBootMakesAProjectAndAnAdministratorWhosePasswordIsShownOnce() {
        assertThat(admin.projects()).extracting(Project::name).containsExactly("demo");
        assertThat(access.newPassword()).get().asString().hasSize(20);

        try (var again = AccessFeature.create(records, home, Optional.empty(), clock)) {
            assertThat(again.newPassword()).isEmpty();
            assertThat(again.callers().server().projects()).hasSize(1);
        }
    }

    @Test
    void theCommandLinesTokenIsReadableByItsOwnerOnlyAndStaysTheSame() throws Exception {
        var file = home.resolve("cli-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (var again = AccessFeature.create(records, home, Optional.empty(), clock)) {
            assertThat(again.newPassword()).isEmpty();
            assertThat(Files.readString(file)).isEqualTo(token);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aKeyOpensItsOwnProjectAndNoOther() {
        access.projects().create(admin, "other", null);
        var key = access.keys().create(admin, "demo", "ci").key();

        var holder = access.callers().keyHolder(key).orElseThrow();

        assertThat(holder.project().name()).isEqualTo("demo");
        assertThat(holder.caller().may(Permission.WRITE_TRACES).projectId())
                .isEqualTo(holder.project().id());
        assertThatThrownBy(() -> holder.caller().may(Permission.READ_TRACES, "other"))
                .isInstanceOf(Problem.NotFound.class)
                .hasMessage("there is no project 'other'");
        assertThatThrownBy(() -> holder.caller().may(Permission.READ_TRACES, "missing"))
                .isInstanceOf(Problem.NotFound.class)
                .hasMessage("there is no project 'missing'");
        assertThatThrownBy(() -> access.keys().create(holder.caller(), "demo", "more"))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> holder.caller().mayEverywhere(Permission.MANAGE_PROVIDERS))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void theKeyItselfIsNowhereInTheStoreAndNotInTheTextOfItsRecord() {
        var made = access.keys().create(admin, "demo", "ci");

        var rows = records.inInstallation(RawStore::new)
                .read(Caller.InInstallation.SCOPE, store -> store.rows("SELECT * FROM api_key"));

        assertThat(rows).hasSize(1);
        assertThat(rows.toString()).doesNotContain(made.key().substring(ApiKey.PREFIX));
        assertThat(made.toString()).doesNotContain(made.key());
        assertThat(access.keys().list(admin, "demo")).containsExactly(made.item());
    }

    @Test
    void aRevokedKeyEndsAtOnceHereAndSoonInOtherProcesses() {
        var made = access.keys().create(admin, "demo", "ci");
        try (var elsewhere = Records.open(address);
                var other = AccessFeature.create(elsewhere, home, Optional.empty(), clock)) {
            assertThat(other.callers().keyHolder(made.key())).isPresent();

            access.keys().revoke(admin, "demo", made.item().id());

            assertThat(access.callers().keyHolder(made.key())).isEmpty();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> other.callers().keyHolder(made.key()).isEmpty());
        }
        assertThat(access.keys().list(admin, "demo").getFirst().revokedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aKeyOfAnotherProjectCannotBeRevokedThroughThisOne() {
        access.projects().create(admin, "other", null);
        var made = access.keys().create(admin, "demo", "ci");

        assertThatThrownBy(
                        () -> access.keys().revoke(admin, "other", made.item().id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> access.keys().revoke(admin, "demo", UUID.randomUUID()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(access.callers().keyHolder(made.key())).isPresent();
    }

    @Test
    void aKeysLastUseIsWrittenAtMostOnceAMinute() {
        var made = access.keys().create(admin, "demo", "ci");
        var first = clock.instant();
        assertThat(access.callers().keyHolder(made.key())).isPresent();
        assertThat(lastUse()).isEqualTo(first);

        clock.pass(Duration.ofSeconds(30));
        assertThat(access.callers().keyHolder(made.key())).isPresent();
        assertThat(lastUse()).isEqualTo(first);

        clock.pass(Duration.ofSeconds(31));
        assertThat(access.callers().keyHolder(made.key())).isPresent();
        assertThat(lastUse()).isEqualTo(clock.instant());
    }

    @Test
    void aTextThatIsNoKeyIsRefusedWithTheReason() {
        var key = access.keys().create(admin, "demo", "ci").key();

        assertThat(access.callers().keyHolder("")).isEmpty();
        assertThat(access.callers().keyHolder(key + "0")).isEmpty();
        assertThat(access.callers().keyHolder(key.substring(1))).isEmpty();
        assertThat(Callers.unknownKey("sk-proj-abc")).hasMessageContaining("starts with 'stet_'");
        assertThat(Callers.unknownKey(key.substring(0, 20))).hasMessageContaining("not copied whole");
        assertThat(Callers.unknownKey(Tokens.withPrefix("stet_"))).hasMessageContaining("unknown or was revoked");
    }

    @Test
    void badNamesAreRefusedWithTheRule() {
        for (String name : List.of("", "Demo", "a b", "-a", "a-", "ä", "a".repeat(64), "../x", "ı")) {
            assertThatThrownBy(() -> access.projects().create(admin, name, null))
                    .as(name)
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("1 to 63");
        }
        assertThatThrownBy(() -> access.projects().create(admin, "demo", null)).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> access.keys().create(admin, "demo", " "))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("1 to 100");
    }

    @Test
    void textThatADatabaseCannotHoldIsRefusedByBoth() {
        for (String text : List.of("a\0b", "a\ud800b")) {
            assertThatThrownBy(() -> access.keys().create(admin, "demo", text))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("cannot be stored");
        }
        assertThat(access.keys().create(admin, "demo", "schön 🎉").item())
                .isEqualTo(access.keys().list(admin, "demo").getFirst());
    }

    @Test
    void whatWasDoneIsRecordedAndCannotBeUnrecorded() {
        var made = access.keys().create(admin, "demo", "ci");
        access.keys().revoke(admin, "demo", made.item().id());
        var raw = records.inInstallation(RawStore::new);

        var actions = raw.read(
                Caller.InInstallation.SCOPE,
                store -> store.rows("SELECT actor, action, subject FROM audit_entry ORDER BY id"));

        assertThat(actions)
                .containsExactly(
                        "stet|administrator made|admin",
                        "stet|key created|" + made.item().prefix(),
                        "stet|key revoked|" + made.item().id());
        for (String change : List.of("DELETE FROM audit_entry", "UPDATE audit_entry SET actor = 'nobody'")) {
            assertThatThrownBy(() -> raw.change(
                            Caller.InInstallation.SCOPE, store -> store.sql().execute(change)))
                    .hasStackTraceContaining("only ever added");
        }
    }

    private Object lastUse() {
        return Optional.ofNullable(access.keys().list(admin, "demo").getFirst().lastUsedAt())
                .orElseThrow();
    }
}
