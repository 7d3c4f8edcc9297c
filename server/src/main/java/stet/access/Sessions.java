package stet.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Signs people in and out, and remembers who is. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    static final Duration IDLE = Duration.ofHours(24);
    static final Duration LONGEST = Duration.ofDays(14);
    static final Duration LINK = Duration.ofMinutes(15);
    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);
    private static final int MOST_EACH = 50;
    private static final int MAX_PASSWORD = 1_000;
    private static final int MAX_TOKEN = 200;
    private static final int HASHES_AT_ONCE = 2;
    private static final int HASH_WAIT_SECONDS = 10;

    private final Transactions<PersonStore> data;
    private final InstantSource clock;
    private final SignInLimits limits;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);
    private Optional<String> administratorsPassword;

    /**
     * @param administratorsPassword the password that the operator set for the administrator, if one is to replace the stored
     */
    Sessions(Transactions<PersonStore> data, Optional<String> administratorsPassword, InstantSource clock) {
        this.data = data;
        this.administratorsPassword = administratorsPassword;
        this.clock = clock;
        this.limits = new SignInLimits(clock);
    }

    Session signIn(String name, String password, String address) {
        if (name.isEmpty() || name.length() > Person.MAX_NAME || password.length() > MAX_PASSWORD) {
            throw wrong();
        }
        limits.begin(name, address);
        settle();
        var found = data.read(Caller.InInstallation.SCOPE, store -> store.named(name));
        boolean fits = fits(found.map(PersonStore.WithPassword::password).orElse(PasswordHash.NOBODYS), password);
        if (found.isEmpty() || !fits) {
            String subject = found.isPresent() ? name : "an unknown name";
            audit("nobody", "sign-in refused", subject, address);
            throw wrong();
        }
        limits.succeeded(name, address);
        return open(found.get().person(), "signed in", address);
    }

    Session signInByLink(String token, String address) {
        limits.begin("a link", address);
        var now = now();
        var person = token.length() > MAX_TOKEN
                ? Optional.<Person>empty()
                : data.write(Caller.InInstallation.SCOPE, store -> store.useLink(Tokens.hash(token), now));
        if (person.isEmpty()) {
            throw new Problem.Unauthenticated(
                    "this sign-in link was used or is older than 15 minutes: sign in with the password, or restart the server for a new link");
        }
        limits.succeeded("a link", address);
        return open(person.get(), "signed in by link", address);
    }

    /** The session of a cookie, if it still lasts. */
    Optional<Session> find(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        String hash = Tokens.hash(token);
        var now = now();
        var kept = data.read(Caller.InInstallation.SCOPE, store -> store.session(hash))
                .filter(it -> now.isBefore(it.lastUsedAt().plus(IDLE))
                        && now.isBefore(it.createdAt().plus(LONGEST)));
        if (kept.isPresent() && now.isAfter(kept.get().lastUsedAt().plus(BETWEEN_USES))) {
            used(hash, now);
        }
        return kept.map(it -> new Session(token, it.person()));
    }

    /** While the record store takes no changes, who is signed in may still look at things. */
    private void used(String hash, Instant now) {
        try {
            data.change(Caller.InInstallation.SCOPE, store -> store.sessionUsed(hash, now));
        } catch (Problem.Unavailable e) {
            LOG.debug("the use of a session could not be written down: {}", e.detail());
        }
    }

    /** Gives the person behind a session another password, ends all their sessions, and opens a new one. */
    Session changePassword(Session session, String current, String password, String address) {
        String name = session.person().name();
        People.requireStrong(password);
        limits.begin(name, address);
        var found = data.read(Caller.InInstallation.SCOPE, store -> store.named(name));
        if (current.length() > MAX_PASSWORD
                || found.isEmpty()
                || !fits(found.get().password(), current)) {
            audit(name, "password change refused", name, address);
            throw Problem.Invalid.field("current", "is not your password");
        }
        limits.succeeded(name, address);
        var hash = PasswordHash.of(password);
        var now = now();
        data.change(Caller.InInstallation.SCOPE, store -> {
            store.setPassword(session.person().id(), hash);
            store.audit().add(now, name, "password changed", name, null, address);
        });
        return open(session.person(), "signed in", address);
    }

    void signOut(Session session, String address) {
        var now = now();
        String name = session.person().name();
        data.change(Caller.InInstallation.SCOPE, store -> {
            store.endSession(Tokens.hash(session.token()));
            store.audit().add(now, name, "signed out", name, null, address);
        });
    }

    /** The secret of a link that signs a person in once. */
    String newLink(String name) {
        String token = Tokens.random();
        var now = now();
        data.change(Caller.InInstallation.SCOPE, store -> {
            var person = store.named(name)
                    .orElseThrow(() -> new Problem.NotFound("user", name))
                    .person();
            store.addLink(person.id(), Tokens.hash(token), now.plus(LINK));
            store.audit().add(now, "stet", "sign-in link made", name, null, null);
        });
        return token;
    }

    /**
     * Makes the password that the operator set the one that works, and signs the administrator out everywhere when it is new.
     * It costs a hash, so it happens beside the start of the server, or before the first sign-in.
     */
    synchronized void settle() {
        if (administratorsPassword.isEmpty()) {
            return;
        }
        String password = administratorsPassword.get();
        var now = now();
        var found = data.read(Caller.InInstallation.SCOPE, store -> store.named(AccessFeature.ADMINISTRATOR));
        if (found.isPresent() && !fits(found.get().password(), password)) {
            var hash = PasswordHash.of(password);
            data.change(Caller.InInstallation.SCOPE, store -> {
                store.setPassword(found.get().person().id(), hash);
                store.audit().add(now, "stet", "password changed", AccessFeature.ADMINISTRATOR, null, null);
            });
        }
        administratorsPassword = Optional.empty();
    }

    void removeExpired() {
        var now = now();
        data.change(
                Caller.InInstallation.SCOPE, store -> store.removeExpired(now.minus(IDLE), now.minus(LONGEST), now));
    }

    private Session open(Person person, String action, String address) {
        String token = Tokens.random();
        var now = now();
        data.change(Caller.InInstallation.SCOPE, store -> {
            store.addSession(person.id(), Tokens.hash(token), now);
            store.keepNewest(person.id(), MOST_EACH);
            store.audit().add(now, person.name(), action, person.name(), null, address);
        });
        return new Session(token, person);
    }

    private void audit(String actor, String action, String subject, String address) {
        var now = now();
        data.change(
                Caller.InInstallation.SCOPE, store -> store.audit().add(now, actor, action, subject, null, address));
    }

    /** A hash takes 19 MiB and a good part of a core, so only a few are computed at once. */
    private boolean fits(PasswordHash hash, String password) {
        try {
            if (!hashing.tryAcquire(HASH_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem.TooMany("too many are signing in at once", Duration.ofSeconds(HASH_WAIT_SECONDS));
            }
            try {
                return hash.fits(password);
            } finally {
                hashing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signing in", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Problem wrong() {
        return new Problem.Unauthenticated("the name or the password is wrong");
    }
}
