package stet.costs;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.traces.TraceStore;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.Measure;
import stet.traces.query.Query;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;

/** Lets people have the costs of stored calls computed anew. */
final class Recosts {
    static final int MOST_UNDER_WAY = 5;
    private static final int LONGEST_WHERE = 10_000;

    private final Transactions<RecostStore> data;
    private final TraceStore store;
    private final RecostRunner runner;
    private final AuditTrail trail;
    private final InstantSource clock;

    Recosts(
            Transactions<RecostStore> data,
            TraceStore store,
            RecostRunner runner,
            AuditTrail trail,
            InstantSource clock) {
        this.data = data;
        this.store = store;
        this.runner = runner;
        this.trail = trail;
        this.clock = clock;
    }

    record RecostList(List<Recost> items, @Nullable String nextCursor) {}

    Recost ask(Caller caller, String project, Recost.RecostOf asked) {
        var scope = caller.may(Permission.MANAGE_PRICES, project);
        if (!asked.from().isBefore(asked.to())) {
            throw Problem.Invalid.field("to", asked.to() + " is not after 'from', " + asked.from());
        }
        var where = asked.where();
        if (where != null && where.length() > LONGEST_WHERE) {
            throw Problem.Invalid.field("where", "has " + where.length() + " characters; the most is " + LONGEST_WHERE);
        }
        var filter = where == null ? Filter.EVERYTHING : FilterText.parse("where", where);
        var range = new TimeRange(asked.from(), asked.to());
        var counted = store.query(
                scope.projectId(), new Query(Subject.GENERATIONS, List.of(Measure.COUNT), filter, range, 0, null));
        var calls = counted.totals().getFirst();
        var recost = Recost.asked(Ids.next(), asked, calls == null ? 0 : calls.longValue(), now(), caller.name());
        data.change(scope, it -> {
            if (it.underWay() >= MOST_UNDER_WAY) {
                throw new Problem.Conflict("there are already " + MOST_UNDER_WAY
                        + " recosts under way in this project: wait for one to end, or stop one");
            }
            it.add(recost);
        });
        record(caller, project, "recost started", asked);
        runner.look();
        return recost;
    }

    RecostList list(Caller caller, String project, Optional<UUID> before, int limit) {
        var found = data.read(caller.may(Permission.MANAGE_PRICES, project), it -> it.newest(before, limit + 1));
        return found.size() <= limit
                ? new RecostList(found, null)
                : new RecostList(
                        found.subList(0, limit), found.get(limit - 1).id().toString());
    }

    Recost get(Caller caller, String project, UUID id) {
        return data.read(caller.may(Permission.MANAGE_PRICES, project), it -> it.find(id))
                .orElseThrow(() -> new Problem.NotFound("recost", id));
    }

    /** What was changed before stays changed. */
    Recost stop(Caller caller, String project, UUID id) {
        var scope = caller.may(Permission.MANAGE_PRICES, project);
        var stopped = data.write(scope, it -> {
            var found = it.find(id).orElseThrow(() -> new Problem.NotFound("recost", id));
            if (!it.stop(id, now())) {
                throw new Problem.Conflict(
                        "this recost has ended already: it is " + found.state().word());
            }
            return it.find(id).orElseThrow();
        });
        record(caller, project, "recost stopped", stopped.asked());
        return stopped;
    }

    /** A dry run does nothing worth recording. */
    private void record(Caller caller, String project, String action, Recost.RecostOf asked) {
        if (!asked.dryRun()) {
            var where = asked.where() == null ? "" : " where " + asked.where();
            trail.add(caller, project, action, asked.from() + " to " + asked.to() + where, null);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
