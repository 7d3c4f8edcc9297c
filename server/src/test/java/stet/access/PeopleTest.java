package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.http.Problem;

class PeopleTest extends OnBothDatabases {
    private static final String PASSWORD = "correct horse battery";

    private final TestClock clock = new TestClock();
    private AccessFeature access;
    private People people;
    private Sessions sessions;
    private Audit audit;
    private Caller admin;

    @BeforeEach
    void open() {
        access = AccessFeature.create(records, home, Optional.empty(), clock);
        people = new People(records.inInstallation(PersonStore::new), clock);
        sessions = new Sessions(records.inInstallation(PersonStore::new), Optional.empty(), clock);
        audit = new Audit(records.inInstallation(AuditStore::new));
        admin = access.callers().server();
    }

    @AfterEach
    void close() {
        if (access != null) {
            access.close();
        }
    }

    @Test
    void aMemberSignsInAndDoesDailyWorkButManagesNothingOfEveryones() {
        people.add(admin, "ada@example.com", PASSWORD, false);

        var ada = access.callers()
                .someone(sessions.signIn("ada@example.com", PASSWORD, "192.0.2.1")
                        .person());

        assertThat(ada.may(Permission.READ_TRACES, "demo")).isNotNull();
        assertThat(access.keys().create(ada, "demo", "mine").item().createdBy()).isEqualTo("ada@example.com");
        for (var permission : new Permission[] {
            Permission.MANAGE_PEOPLE, Permission.MANAGE_PROJECTS, Permission.MANAGE_PROVIDERS, Permission.READ_AUDIT
        }) {
            assertThatThrownBy(() -> ada.mayEverywhere(permission))
                    .isInstanceOf(Problem.Forbidden.class)
                    .hasMessageContaining("ada@example.com may not");
        }
        assertThatThrownBy(() -> people.list(ada)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void aPasswordIsMadeUpWhenNoneIsGiven() {
        var added = people.add(admin, "bo", null, true);

        assertThat(added.password()).hasSize(20);
        var bo = sessions.signIn("bo", String.valueOf(added.password()), "192.0.2.1")
                .person();
        assertThat(bo.administrator()).isTrue();
        assertThat(people.list(admin))
                .extracting(People.Member::name, it -> it.lastSeenAt() != null)
                .containsExactly(tuple("admin", false), tuple("bo", true));
    }

    @Test
    void whoIsRemovedIsOutAtOnce() {
        people.add(admin, "bo", PASSWORD, true);
        var session = sessions.signIn("bo", PASSWORD, "192.0.2.1");
        assertThat(sessions.find(session.token())).isPresent();

        people.remove(admin, "bo");

        assertThat(sessions.find(session.token())).isEmpty();
        assertThatThrownBy(() -> sessions.signIn("bo", PASSWORD, "192.0.2.1"))
                .isInstanceOf(Problem.Unauthenticated.class);
        assertThatThrownBy(() -> people.remove(admin, "bo")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theFirstAdministratorStaysAndNobodyRemovesThemselves() {
        people.add(admin, "bo", PASSWORD, true);
        var bo = access.callers()
                .someone(sessions.signIn("bo", PASSWORD, "192.0.2.1").person());

        assertThatThrownBy(() -> people.remove(bo, "admin"))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("STET_ADMIN_PASSWORD");
        assertThatThrownBy(() -> people.remove(bo, "bo"))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("another administrator");
    }

    @Test
    void namesAndPasswordsThatDoNotFitAreToldWhatDoes() {
        for (String name : new String[] {"", "-bo", "bo bo", "b/o", "ö", "b".repeat(101)}) {
            assertThatThrownBy(() -> people.add(admin, name, PASSWORD, false))
                    .as(name)
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("letters, digits");
        }
        for (String password : new String[] {"", "123456789", "x".repeat(1001)}) {
            assertThatThrownBy(() -> people.add(admin, "bo", password, false))
                    .isInstanceOf(Problem.Invalid.class)
                    .hasMessageContaining("10 to 1000");
        }
        people.add(admin, "bo", PASSWORD, false);
        assertThatThrownBy(() -> people.add(admin, "bo", PASSWORD, false)).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void changingOnesPasswordNeedsTheOldOneAndEndsEveryOtherSession() {
        people.add(admin, "bo", PASSWORD, false);
        var here = sessions.signIn("bo", PASSWORD, "192.0.2.1");
        var elsewhere = sessions.signIn("bo", PASSWORD, "192.0.2.2");
        assertThatThrownBy(() -> sessions.changePassword(here, "a wrong guess", "another password", "192.0.2.1"))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("is not your password");

        var renewed = sessions.changePassword(here, PASSWORD, "another password", "192.0.2.1");

        assertThat(sessions.find(renewed.token())).isPresent();
        assertThat(sessions.find(elsewhere.token())).isEmpty();
        assertThatThrownBy(() -> sessions.signIn("bo", PASSWORD, "192.0.2.1"))
                .isInstanceOf(Problem.Unauthenticated.class);
    }

    @Test
    void theRecordSaysWhoDidWhatAndIsReadPageByPage() {
        people.add(admin, "bo", PASSWORD, true);
        var bo = access.callers()
                .someone(sessions.signIn("bo", PASSWORD, "192.0.2.1").person());
        clock.pass(Duration.ofMinutes(1));
        access.keys().create(bo, "demo", "ci");
        people.setPassword(bo, "bo", "another password");

        var first = page(Optional.empty(), Optional.empty());
        assertThat(first.items())
                .extracting(AuditEntry::action, AuditEntry::actor)
                .containsExactly(tuple("password changed", "bo"), tuple("key created", "bo"));
        assertThat(first.items().getLast().project()).isEqualTo("demo");
        var rest = page(Optional.of(first.items().getLast().id()), Optional.empty());
        assertThat(rest.items()).extracting(AuditEntry::action).containsExactly("signed in", "administrator added");
        assertThat(first.nextCursor()).isEqualTo(first.items().getLast().id().toString());

        assertThat(page(Optional.empty(), Optional.of("192.0.2")).items())
                .extracting(AuditEntry::action)
                .containsExactly("signed in");
        assertThat(page(Optional.empty(), Optional.of("100%")).items()).isEmpty();
    }

    private Audit.AuditPage page(Optional<UUID> cursor, Optional<String> words) {
        var everything = new Audit.Wanted(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), words);
        return audit.page(admin, everything, cursor, 2);
    }
}
