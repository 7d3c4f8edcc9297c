package stet.access;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Lets people in, and takes them out again. */
final class People {
    static final int LEAST_PASSWORD = 10;
    static final int MOST_PASSWORD = 1_000;
    static final int MOST = 1_000;

    /** A person as they are listed; when they were seen last is known while a session of theirs is kept. */
    record Member(
            UUID id,
            String name,
            boolean administrator,
            Instant createdAt,
            @Nullable Instant lastSeenAt) {}

    /**
     * A person just let in.
     *
     * @param password the one that was made up, if none was given: this is the only time it can be seen
     */
    record NewMember(Member item, @Nullable String password) {
        @Override
        public String toString() {
            return "NewMember[" + item.name() + "]";
        }
    }

    private final Transactions<PersonStore> data;
    private final InstantSource clock;

    People(Transactions<PersonStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    List<Member> list(Caller caller) {
        return data.read(caller.mayEverywhere(Permission.MANAGE_PEOPLE), PersonStore::all);
    }

    NewMember add(Caller caller, String name, @Nullable String password, boolean administrator) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PEOPLE);
        if (!Person.isName(name)) {
            throw Problem.Invalid.field(
                    "name",
                    "a person's name has 1 to " + Person.MAX_NAME
                            + " letters, digits and '.', '_', '@', '+', '-', the first a letter or digit: their mail address will do");
        }
        String secret = password == null ? Tokens.password() : password;
        requireStrong(secret);
        var hash = PasswordHash.of(secret);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var person = new Person(Ids.next(), name, administrator);
        data.change(scope, store -> {
            if (store.named(name).isPresent()) {
                throw new Problem.Conflict("there is already a person '" + name + "'");
            }
            if (store.all().size() >= MOST) {
                throw new Problem.Conflict("there are already " + MOST + " people, the most there can be");
            }
            store.add(store.organisation(), person, hash, now);
            store.audit()
                    .add(now, caller.name(), administrator ? "administrator added" : "member added", name, null, null);
        });
        return new NewMember(new Member(person.id(), name, administrator, now, null), password == null ? secret : null);
    }

    /** Takes someone out at once: their sessions end, what they did stays on record. */
    void remove(Caller caller, String name) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PEOPLE);
        if (name.equals(AccessFeature.ADMINISTRATOR)) {
            throw new Problem.Conflict("'" + name
                    + "' stays: it is who STET_ADMIN_PASSWORD and the sign-in link of the server's console are for");
        }
        if (name.equals(caller.name())) {
            throw new Problem.Conflict("you cannot remove yourself: ask another administrator");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        data.change(scope, store -> {
            store.remove(known(store, name).id());
            store.audit().add(now, caller.name(), "person removed", name, null, null);
        });
    }

    /** Gives someone another password, who forgot theirs; they are signed out everywhere. */
    void setPassword(Caller caller, String name, String password) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PEOPLE);
        requireStrong(password);
        var hash = PasswordHash.of(password);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        data.change(scope, store -> {
            store.setPassword(known(store, name).id(), hash);
            store.audit().add(now, caller.name(), "password changed", name, null, null);
        });
    }

    static void requireStrong(String password) {
        if (password.length() < LEAST_PASSWORD || password.length() > MOST_PASSWORD) {
            throw Problem.Invalid.field(
                    "password",
                    "has " + password.length() + " characters; it needs " + LEAST_PASSWORD + " to " + MOST_PASSWORD);
        }
    }

    private static Person known(PersonStore store, String name) {
        return store.named(name)
                .orElseThrow(() -> new Problem.NotFound("person", name))
                .person();
    }
}
