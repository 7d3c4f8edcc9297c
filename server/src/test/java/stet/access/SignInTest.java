package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

class SignInTest extends OnBothDatabases {
    private static final String HERE = "203.0.113.7";

    private final TestClock clock = new TestClock();
    private Transactions<PersonStore> people;
    private Sessions sessions;

    @BeforeEach
    void boot() {
        new FirstBoot(records.inInstallation(FirstBoot.BootStore::new), clock).run(Optional.of("pässword"));
        people = records.inInstallation(PersonStore::new);
        sessions = new Sessions(people, Optional.empty(), clock);
    }

    @Test
    void theRightPasswordOpensASessionAndAWrongOneDoesNot() {
        var session = sessions.signIn("admin", "pässword", HERE);

        assertThat(sessions.find(session.token()).orElseThrow().person().administrator())
                .isTrue();
        assertThat(sessions.find(session.token()).orElseThrow().csrf()).isEqualTo(session.csrf());
        assertThatThrownBy(() -> sessions.signIn("admin", "password", HERE))
                .isInstanceOf(Problem.Unauthenticated.class)
                .hasMessage("the name or the password is wrong");
        assertThatThrownBy(() -> sessions.signIn("Admin", "pässword", HERE))
                .isInstanceOf(Problem.Unauthenticated.class)
                .hasMessage("the name or the password is wrong");
    }

    @Test
    void neitherThePasswordNorATokenIsKept() {
        var session = sessions.signIn("admin", "pässword", HERE);
        String link = sessions.newLink("admin");

        var kept = records.inInstallation(RawStore::new)
                .read(
                        Caller.InInstallation.SCOPE,
                        store -> store.rows("SELECT password_hash FROM person UNION SELECT token_hash FROM session"
                                + " UNION SELECT token_hash FROM sign_in_link"));

        assertThat(kept).hasSize(3).noneMatch(it -> it.contains("pässword"));
        assertThat(kept).doesNotContain(session.token(), link);
        assertThat(kept).anyMatch(it -> it.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertThat(session.toString()).doesNotContain(session.token());
    }

    @Test
    void aSessionEndsWhenUnusedForADayOrAfterTwoWeeks() {
        var unused = sessions.signIn("admin", "pässword", HERE);
        var used = sessions.signIn("admin", "pässword", HERE);

        for (int day = 0; day < 13; day++) {
            clock.pass(Duration.ofHours(23));
            assertThat(sessions.find(used.token())).as("day %s", day).isPresent();
        }
        assertThat(sessions.find(unused.token())).isEmpty();

        for (int day = 0; day < 2; day++) {
            sessions.find(used.token());
            clock.pass(Duration.ofHours(23));
        }
        assertThat(sessions.find(used.token())).isEmpty();
        sessions.removeExpired();
        var kept = records.inInstallation(RawStore::new)
                .read(Caller.InInstallation.SCOPE, store -> store.rows("SELECT * FROM session"));
        assertThat(kept).isEmpty();
    }

    @Test
    void whoIsSignedInStaysSoWhileTheRecordStoreTakesNoChanges() {
        var session = sessions.signIn("admin", "pässword", HERE);
        clock.pass(Duration.ofMinutes(5));

        takeNoChanges();

        assertThat(sessions.find(session.token())).isPresent();
        assertThatThrownBy(() -> sessions.signIn("admin", "pässword", HERE))
                .isInstanceOf(Problem.Unavailable.class)
                .hasMessageContaining("can be read but not changed");
    }

    @Test
    void aSessionEndsWhenItsOwnerSignsOut() {
        var session = sessions.signIn("admin", "pässword", HERE);
        var other = sessions.signIn("admin", "pässword", HERE);

        sessions.signOut(session, HERE);

        assertThat(sessions.find(session.token())).isEmpty();
        assertThat(sessions.find(other.token())).isPresent();
    }

    @Test
    void aLinkSignsInOnceWithinFifteenMinutes() {
        String link = sessions.newLink("admin");
        String late = sessions.newLink("admin");

        assertThat(sessions.signInByLink(link, HERE).person().name()).isEqualTo("admin");
        assertThatThrownBy(() -> sessions.signInByLink(link, HERE)).isInstanceOf(Problem.Unauthenticated.class);
        clock.pass(Duration.ofMinutes(15));
        assertThatThrownBy(() -> sessions.signInByLink(late, HERE))
                .isInstanceOf(Problem.Unauthenticated.class)
                .hasMessageContaining("15 minutes");
    }

    @Test
    void guessingFromOneAddressIsStoppedAndAnotherAddressStillGetsIn() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> sessions.signIn("admin", "wrong", HERE))
                    .isInstanceOf(Problem.Unauthenticated.class);
        }

        assertThatThrownBy(() -> sessions.signIn("admin", "pässword", HERE))
                .isInstanceOfSatisfying(
                        Problem.TooMany.class,
                        e -> assertThat(e.retryAfter()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16)));
        assertThat(sessions.signIn("admin", "pässword", "198.51.100.1").person().name())
                .isEqualTo("admin");
        clock.pass(Duration.ofMinutes(15));
        assertThat(sessions.signIn("admin", "pässword", HERE).person().name()).isEqualTo("admin");
    }

    @Test
    void thePasswordTheOperatorSetsReplacesTheOldOneAndEndsEverySession() {
        var session = sessions.signIn("admin", "pässword", HERE);

        var restarted = new Sessions(people, Optional.of("changed"), clock);

        assertThat(restarted.signIn("admin", "changed", HERE).person().name()).isEqualTo("admin");
        assertThat(restarted.find(session.token())).isEmpty();
        assertThatThrownBy(() -> restarted.signIn("admin", "pässword", HERE))
                .isInstanceOf(Problem.Unauthenticated.class);
    }

    @Test
    void startingAgainWithTheSamePasswordLeavesSessionsAlone() {
        var session = sessions.signIn("admin", "pässword", HERE);

        var restarted = new Sessions(people, Optional.of("pässword"), clock);
        restarted.settle();

        assertThat(restarted.find(session.token())).isPresent();
    }
}
