package stet.traces.unmapped;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Caller;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.traces.Span;
import stet.traces.SpanSource;
import stet.traces.conventions.Conventions;

/** Counts attributes that nobody understands: in memory as spans pass, in the records every so often. */
final class Unmapped {
    private static final Logger LOG = LoggerFactory.getLogger(Unmapped.class);
    /** Names of one instrumentation in one project. */
    static final int MOST_NAMES = 200;
    /** Names of one project. */
    static final int MOST_OF_PROJECT = 2_000;

    private final Transactions<UnmappedStore> data;
    private final Callers callers;
    private final InstantSource clock;
    private final Map<UUID, Map<Sighting.Of, Sighting>> seen = new HashMap<>();

    Unmapped(Transactions<UnmappedStore> data, Callers callers, InstantSource clock) {
        this.data = data;
        this.callers = callers;
        this.clock = clock;
    }

    void note(UUID project, List<Span> spans) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Span span : spans) {
            var attributes = span.attributes();
            if (span.source() != SpanSource.OTLP || attributes == null) {
                continue;
            }
            for (String name : attributes.propertyNames()) {
                if (!Conventions.knows(name)) {
                    add(project, Sighting.Of.of(span.scope(), name), new Sighting(1, now, now, span.traceId()));
                }
            }
        }
    }

    /** All that is known of a project, by instrumentation, the most frequent first. */
    List<UnmappedAttribute> list(Caller caller, String project) {
        var scope = caller.may(Permission.READ_TRACES, project);
        write();
        return data.read(scope, UnmappedStore::all);
    }

    /** Writes down what was seen since the last time; what cannot be written is kept for the next. */
    void write() {
        for (Project project : callers.server().projects()) {
            Map<Sighting.Of, Sighting> due;
            synchronized (this) {
                due = seen.remove(project.id());
            }
            if (due != null) {
                write(callers.server().may(Permission.WRITE_TRACES, project.name()), due);
            }
        }
    }

    private void write(Scope.InProject scope, Map<Sighting.Of, Sighting> due) {
        try {
            data.change(scope, store -> {
                var names = store.names();
                int all = names.values().stream().mapToInt(Integer::intValue).sum();
                for (var entry : due.entrySet()) {
                    var of = entry.getKey();
                    if (store.add(of, entry.getValue())) {
                        continue;
                    }
                    if (all < MOST_OF_PROJECT && names.getOrDefault(of.instrumentation(), 0) < MOST_NAMES) {
                        store.insert(of, entry.getValue());
                        names.merge(of.instrumentation(), 1, Integer::sum);
                        all++;
                    }
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("unmapped attributes could not be written down and wait for the next time", e);
            due.forEach((of, sighting) -> add(scope.projectId(), of, sighting));
        }
    }

    private synchronized void add(UUID project, Sighting.Of of, Sighting sighting) {
        var names = seen.computeIfAbsent(project, _ -> new HashMap<>());
        if (names.size() < MOST_OF_PROJECT || names.containsKey(of)) {
            names.merge(of, sighting, Sighting::and);
        }
    }
}
