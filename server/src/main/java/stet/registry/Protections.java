package stet.registry;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Says which labels move only under conditions. */
record Protections(Transactions<RegistryStore> data, Gates gates, InstantSource clock) {
    List<Protection> all(Caller caller, String project) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.protections().all());
    }

    /** The gates that there are to ask for. */
    List<String> gates(Caller caller, String project) {
        return gates.names(caller.may(Permission.READ_ARTIFACTS, project));
    }

    Protection put(
            Caller caller,
            String project,
            Kind kind,
            String label,
            int approvals,
            @Nullable String permission,
            List<String> named) {
        var scope = caller.may(Permission.PROTECT_LABELS, project);
        if (approvals < 0 || approvals > Protection.MOST_APPROVALS) {
            throw Problem.Invalid.field("approvals", approvals + " is not 0 to " + Protection.MOST_APPROVALS);
        }
        if (permission != null && Permission.of(permission).isEmpty()) {
            throw Problem.Invalid.field("permission", "'" + permission + "' is no permission, such as 'deploy'");
        }
        var checked = gates.checked(scope, named);
        if (approvals == 0 && permission == null && named.isEmpty()) {
            throw new Problem.Invalid("nothing would be asked: give approvals, a permission or gates");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var protection = new Protection(
                kind, new Reference.Label(label).label(), approvals, permission, checked, now, caller.name());
        data.change(scope, store -> {
            store.protections().put(protection);
            store.audit(
                    now,
                    caller.name(),
                    "label protected",
                    kind + " " + label + ": " + approvals + " approvals"
                            + (permission == null ? "" : ", permission " + permission)
                            + (named.isEmpty() ? "" : ", gates " + String.join(" ", protection.gates())));
        });
        return protection;
    }

    void remove(Caller caller, String project, Kind kind, String label) {
        var scope = caller.may(Permission.PROTECT_LABELS, project);
        data.change(scope, store -> {
            if (!store.protections().remove(kind, label)) {
                throw new Problem.NotFound("protection of " + kind + " label", label);
            }
            store.audit(
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    caller.name(),
                    "label no longer protected",
                    kind + " " + label);
        });
    }
}
