package stet.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import stet.platform.db.Scope;

/** The conditions that other features supply, by name. */
final class Gates {
    private final List<LabelGate> known = new CopyOnWriteArrayList<>();

    void add(LabelGate gate) {
        known.add(gate);
    }

    List<String> names() {
        return known.stream().map(LabelGate::name).sorted().toList();
    }

    /** Asks each of the named gates; one that nobody supplies any more does not hold. */
    List<String> unmet(Scope.InProject scope, List<String> names, Version version, String label) {
        var unmet = new ArrayList<String>();
        for (String name : names) {
            var gate = known.stream().filter(it -> it.name().equals(name)).findFirst();
            gate.ifPresentOrElse(
                    it -> unmet.addAll(it.unmet(scope, version, label)),
                    () -> unmet.add("nothing knows the gate '" + name + "'"));
        }
        return unmet;
    }
}
