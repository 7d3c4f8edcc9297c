package stet.access;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import stet.platform.Ids;
import stet.platform.db.Transactions;

/** Makes what must be there before anyone can sign in. */
record FirstBoot(Transactions<BootStore> data, InstantSource clock) {
    static final String PROJECT = "demo";

    record BootStore(Handle sql) {
        ProjectStore projects() {
            return new ProjectStore(sql);
        }

        PersonStore people() {
            return new PersonStore(sql);
        }
    }

    /**
     * What there is to know after it.
     *
     * @param newPassword the administrator's password, if it was made up just now
     */
    record Outcome(boolean isFirst, Optional<String> newPassword) {
        @Override
        public String toString() {
            return "Outcome[isFirst=" + isFirst + "]";
        }
    }

    Outcome run(Optional<String> adminPassword) {
        var scope = Caller.InInstallation.SCOPE;
        if (data.read(scope, stores -> stores.projects().organisation()).isPresent()) {
            return new Outcome(false, Optional.empty());
        }
        String password = adminPassword.orElseGet(Tokens::password);
        var hash = PasswordHash.of(password);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean made = data.write(scope, stores -> {
            if (stores.projects().organisation().isPresent()) {
                return false;
            }
            var organisation = Ids.next();
            stores.projects().addOrganisation(organisation, "stet", now);
            stores.projects().add(organisation, new Project(Ids.next(), PROJECT, "Demo", now));
            var administrator = new Person(Ids.next(), AccessFeature.ADMINISTRATOR, true);
            stores.people().add(organisation, administrator, hash, now);
            stores.people().audit().add(now, "stet", "administrator made", administrator.name(), null, null);
            return true;
        });
        return new Outcome(made, made && adminPassword.isEmpty() ? Optional.of(password) : Optional.empty());
    }
}
