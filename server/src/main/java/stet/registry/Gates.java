package stet.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import stet.platform.db.Scope;
import stet.platform.http.Problem;

/** The conditions that other features supply, by name. */
public final class Gates {
    /** So many can be asked for at once. */
    public static final int MOST = 20;

    private final List<VersionGate> known = new CopyOnWriteArrayList<>();

    void add(VersionGate gate) {
        known.add(gate);
    }

    public List<String> names(Scope.InProject scope) {
        return known.stream().flatMap(it -> it.names(scope).stream()).sorted().toList();
    }

    /** Asks each of the named gates; one that nobody supplies any more does not hold. */
    public List<String> unmet(Scope.InProject scope, List<String> names, VersionGate.Candidate candidate) {
        var unmet = new ArrayList<String>();
        for (String name : names) {
            var gate =
                    known.stream().filter(it -> it.names(scope).contains(name)).findFirst();
            gate.ifPresentOrElse(
                    it -> unmet.addAll(it.unmet(scope, name, candidate)),
                    () -> unmet.add("nothing knows the gate '" + name + "' any more"));
        }
        return unmet;
    }

    /**
     * The same names once each, in order.
     *
     * @throws Problem.Invalid when there are too many, or there is no such gate
     */
    public List<String> checked(Scope.InProject scope, List<String> named) {
        if (named.size() > MOST) {
            throw Problem.Invalid.field("gates", "are " + named.size() + "; at most " + MOST);
        }
        var names = names(scope);
        for (String gate : named) {
            if (!names.contains(gate)) {
                throw Problem.Invalid.field(
                        "gates",
                        "'" + gate + "' is no gate"
                                + (names.isEmpty()
                                        ? "; there are none: save a suite first"
                                        : ": " + String.join(", ", names)));
            }
        }
        return named.stream().distinct().sorted().toList();
    }
}
