package stet.costs;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.costs.DisplayRate.DisplayRateToSave;
import stet.platform.db.Records;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** In which currency people are shown costs: a project's own, else the installation's, else US dollars. */
final class DisplayRates {
    private final Transactions<DisplayRateStore> ofProjects;
    private final Transactions<DisplayRateStore> ofInstallation;
    private final AuditTrail trail;
    private final InstantSource clock;

    DisplayRates(Records records, AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        ofProjects = records.inProject((sql, scope) -> new DisplayRateStore(sql, scope.projectId()));
        ofInstallation = records.inInstallation(sql -> new DisplayRateStore(sql, null));
        this.clock = clock;
    }

    /**
     * What holds somewhere.
     *
     * @param rate what is shown; absent: US dollars only
     * @param own what is saved here; absent when it comes from the installation
     */
    record ShownRate(@Nullable DisplayRate rate, @Nullable DisplayRate own) {}

    ShownRate ofProject(Caller caller, String project) {
        return ofProjects.read(caller.may(Permission.READ_TRACES, project), DisplayRates::shown);
    }

    ShownRate ofInstallation(Caller caller) {
        return ofInstallation.read(caller.mayEverywhere(Permission.MANAGE_PRICES), DisplayRates::shown);
    }

    ShownRate save(Caller caller, Optional<String> project, DisplayRateToSave wanted) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rate = wanted.saved(LocalDate.ofInstant(now, ZoneOffset.UTC), now, caller.name());
        var saved = data(project).write(scope(caller, project), store -> {
            requireSeen(store, wanted.seen());
            store.save(rate);
            return shown(store);
        });
        record(
                caller,
                project,
                "display rate changed",
                "1 USD = " + rate.rate().toPlainString() + " " + rate.currency() + " on " + rate.day());
        return saved;
    }

    void remove(Caller caller, Optional<String> project, int version) {
        data(project).change(scope(caller, project), store -> {
            requireSeen(store, version);
            store.remove();
        });
        record(caller, project, "display rate removed", "US dollars");
    }

    private void record(Caller caller, Optional<String> project, String action, String subject) {
        project.ifPresentOrElse(
                name -> trail.add(caller, name, action, subject, null), () -> trail.add(caller, action, subject));
    }

    private Transactions<DisplayRateStore> data(Optional<String> project) {
        return project.isPresent() ? ofProjects : ofInstallation;
    }

    private static Scope scope(Caller caller, Optional<String> project) {
        return project.isPresent()
                ? caller.may(Permission.MANAGE_PRICES, project.get())
                : caller.mayEverywhere(Permission.MANAGE_PRICES);
    }

    private static ShownRate shown(DisplayRateStore store) {
        var own = store.own();
        return new ShownRate(own.or(store::ofInstallation).orElse(null), own.orElse(null));
    }

    private static void requireSeen(DisplayRateStore store, int version) {
        var now = store.own();
        int current = now.map(DisplayRate::version).orElse(0);
        if (current != version) {
            throw new Problem.Conflict("the display rate is at version " + current + ", not " + version
                    + now.map(it -> ": " + it.changedBy() + " changed it at " + it.changedAt())
                            .orElse(": there is none saved here")
                    + "; look at it again, then repeat your change");
        }
    }
}
