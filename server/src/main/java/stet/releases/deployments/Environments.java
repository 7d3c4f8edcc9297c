package stet.releases.deployments;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Keeps the environments of projects: three that each has, and those it adds. */
public record Environments(Transactions<EnvironmentStore> data, InstantSource clock) {
    static final int MOST = 50;

    public List<Environment> list(Caller caller, String project) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), Environments::all);
    }

    Environment save(Caller caller, String project, String name, @Nullable String description) {
        var scope = caller.may(Permission.MANAGE_ENVIRONMENTS, project);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted = new Environment(name, description, Environment.BUILT_IN.contains(name), now, caller.name());
        return data.write(scope, store -> {
            var present = all(store);
            if (present.stream().noneMatch(it -> it.name().equals(name)) && present.size() >= MOST) {
                throw new Problem.Conflict("the project has " + MOST + " environments already, the most there can be");
            }
            store.save(wanted, now, caller.name());
            return named(store, name);
        });
    }

    void remove(Caller caller, String project, String name) {
        var scope = caller.may(Permission.MANAGE_ENVIRONMENTS, project);
        if (Environment.BUILT_IN.contains(name)) {
            throw new Problem.Conflict("'" + name + "' is an environment that every project has");
        }
        data.change(scope, store -> {
            if (store.isUsed(name)) {
                throw new Problem.Conflict("'" + name + "' has a deploy log: an environment in use stays");
            }
            if (!store.remove(name, clock.instant().truncatedTo(ChronoUnit.MICROS), caller.name())) {
                throw new Problem.NotFound("environment", name);
            }
        });
    }

    /** The built-in ones first, then the project's own by name. */
    static List<Environment> all(EnvironmentStore store) {
        var saved = store.all();
        var all = new ArrayList<Environment>();
        for (String name : Environment.BUILT_IN) {
            all.add(saved.stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> Environment.builtIn(name)));
        }
        saved.stream().filter(it -> !it.builtIn()).forEach(all::add);
        return all;
    }

    static Environment named(EnvironmentStore store, String name) {
        var all = all(store);
        return all.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(
                        "environment (there are: "
                                + String.join(
                                        ", ",
                                        all.stream().map(Environment::name).toList()) + ")",
                        name));
    }
}
