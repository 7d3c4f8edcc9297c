package stet.evaluations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.datasets.DatasetCase;
import stet.datasets.Datasets;
import stet.evaluators.Definition;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.Prompts;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs of suites: begun with everything pinned, looked at, called off. */
public final class Runs {
    static final int MOST_ITEMS = 200_000;
    private static final int LONGEST_NAME = 200;
    private static final int PORTION = 1_000;
    private static final int LOOKED_AT = 100;

    private final Transactions<RunStore> data;
    private final Sources sources;
    private final RunEngine engine;
    private final InstantSource clock;

    /** What runs are made of. */
    record Sources(Registry registry, Datasets datasets, Prompts prompts, Definition definition) {}

    /** A run with how far it is. */
    public record Seen(Run run, RunCounts counts) {}

    /**
     * What to run.
     *
     * @param suite the name of a saved one
     * @param reference which of its versions
     * @param content one that is not saved, in its place
     * @param target asked in place of the suite's own
     * @param datasetVersion in place of the suite's own
     */
    record Begin(
            @Nullable String suite,
            Reference reference,
            @Nullable JsonNode content,
            @Nullable JsonNode target,
            @Nullable Integer datasetVersion,
            @Nullable Integer repetitions,
            @Nullable String name) {}

    Runs(Transactions<RunStore> data, Sources sources, RunEngine engine, InstantSource clock) {
        this.data = data;
        this.sources = sources;
        this.engine = engine;
        this.clock = clock;
    }

    Run begin(Caller caller, String project, Begin begin) {
        return begin(caller, project, prepared(caller, project, begin));
    }

    /**
     * The newest run of a suite over a target with everything pinned as it would be now, begun unless there is one.
     *
     * @param notBefore older ones do not count
     * @param begins whether one is begun if there is none; otherwise the answer may be empty
     */
    public Optional<Run> fresh(
            Caller caller,
            String project,
            String suite,
            JsonNode target,
            String name,
            Instant notBefore,
            boolean begins) {
        var prepared =
                prepared(caller, project, new Begin(suite, new Reference.Latest(), null, target, null, null, name));
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        var wanted = prepared.run;
        var known = data.read(scope, store -> store.page(suite, "", Optional.empty(), LOOKED_AT)).stream()
                .filter(it -> !it.createdAt().isBefore(notBefore) && it.state() != Run.State.CANCELLED)
                .filter(it -> it.content().equals(wanted.content()) && it.pins().equals(wanted.pins()))
                .findFirst();
        return known.isPresent() || !begins ? known : Optional.of(begin(caller, project, prepared));
    }

    private Run begin(Caller caller, String project, Prepared prepared) {
        var scope = caller.may(Permission.CALL_MODELS, project);
        var run = prepared.run;
        data.change(scope, store -> {
            store.add(run, prepared.cases, prepared.repetitions);
            store.audit(run.createdAt(), caller.name(), "run begun", words(run));
        });
        if (run.state() == Run.State.RUNNING) {
            engine.start(run, project);
        }
        return run;
    }

    /** A run with all that it takes, not begun. */
    private record Prepared(Run run, List<RunStore.RunCase> cases, int repetitions) {}

    private Prepared prepared(Caller caller, String project, Begin begin) {
        caller.may(Permission.CALL_MODELS, project);
        caller.may(Permission.READ_ARTIFACTS, project);
        if ((begin.suite() == null) == (begin.content() == null)) {
            throw Problem.Invalid.field("suite", "either 'suite' or 'content' says what to run, and not both");
        }
        if (begin.name() != null && begin.name().length() > LONGEST_NAME) {
            throw Problem.Invalid.field("name", "has more than " + LONGEST_NAME + " characters");
        }
        var saved = begin.suite() == null
                ? null
                : sources.registry.version(caller, project, Kind.SUITE, begin.suite(), begin.reference());
        var content = (ObjectNode) (saved == null ? checked(begin.content()) : saved.content()).deepCopy();
        if (begin.target() != null) {
            content.set("target", begin.target());
        }
        if (begin.repetitions() != null) {
            content.put("repetitions", begin.repetitions());
        }
        if (begin.datasetVersion() != null && content.path("dataset").isObject()) {
            ((ObjectNode) content.path("dataset")).put("version", begin.datasetVersion());
        }
        var suite = Suite.read(content, sources.definition);
        var cases = cases(caller, project, suite);
        var pins = pins(caller, project, suite, cases.pinned);
        long items = (long) cases.all.size() * suite.repetitions();
        if (items > MOST_ITEMS) {
            throw new Problem.Invalid(
                    "the run would have " + items + " items (cases times repetitions); at most " + MOST_ITEMS);
        }
        boolean waits = suite.target().orElseThrow() instanceof Target.Supplied;
        var run = new Run(
                Ids.next(),
                saved == null ? null : saved.name(),
                saved == null ? null : (Integer) saved.number(),
                begin.name(),
                waits ? Run.State.WAITING : Run.State.RUNNING,
                Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(content)),
                pins,
                (int) items,
                null,
                now(),
                caller.name(),
                null);
        return new Prepared(run, cases.all, suite.repetitions());
    }

    private record Cases(List<RunStore.RunCase> all, Optional<Datasets.Pinned> pinned) {}

    private Cases cases(Caller caller, String project, Suite suite) {
        var cases = new ArrayList<RunStore.RunCase>();
        var ids = new HashSet<String>();
        var pinned = suite.dataset().map(it -> sources.datasets.pinned(caller, project, it.name(), it.version()));
        pinned.ifPresent(it -> sources.datasets.eachCase(
                caller,
                project,
                it,
                suite.dataset().orElseThrow().tag(),
                suite.dataset().orElseThrow().split(),
                item -> add(cases, ids, suite, item)));
        suite.cases().forEach(item -> add(cases, ids, suite, item));
        if (cases.isEmpty()) {
            throw new Problem.Invalid("the suite has no cases: name a dataset that has some, or 'cases'");
        }
        return new Cases(cases, pinned);
    }

    private static void add(List<RunStore.RunCase> cases, Set<String> ids, Suite suite, DatasetCase item) {
        if (!ids.add(item.id())) {
            throw Problem.Invalid.field("cases", "the case '" + item.id() + "' is in the dataset too");
        }
        cases.add(new RunStore.RunCase(cases.size() + 1, item, suite.mustPass(item)));
    }

    private Run.Pins pins(Caller caller, String project, Suite suite, Optional<Datasets.Pinned> dataset) {
        var target = suite.target()
                .orElseThrow(
                        () -> Problem.Invalid.field("target", "is missing: the suite names none, so the run must"));
        var pinned = pinned(caller, project, target);
        var evaluators = new LinkedHashMap<String, Run.PinnedEvaluator>();
        suite.evaluators()
                .forEach((name, judge) -> evaluators.put(
                        name,
                        switch (judge) {
                            case Suite.Judge.Inline(var definition) -> new Run.PinnedEvaluator(null, definition);
                            case Suite.Judge.Saved(var artifact, var reference) -> {
                                var found =
                                        sources.registry.version(caller, project, Kind.EVALUATOR, artifact, reference);
                                yield new Run.PinnedEvaluator(found.name() + "@" + found.number(), found.content());
                            }
                        }));
        return new Run.Pins(
                pinned.words(),
                pinned.digest(),
                pinned.version(),
                dataset.map(it -> it.dataset().name()).orElse(null),
                dataset.map(it -> it.version().number()).orElse(null),
                dataset.map(it -> it.version().digest()).orElse(null),
                evaluators);
    }

    private record PinnedTarget(
            String words, @Nullable String digest, @Nullable Integer version) {}

    private PinnedTarget pinned(Caller caller, String project, Target target) {
        return switch (target) {
            case Target.OfPrompt asked -> {
                var prompt = sources.prompts
                        .prepared(caller, project, asked.name(), asked.reference())
                        .prompt();
                yield new PinnedTarget(prompt.name() + "@" + prompt.version(), prompt.digest(), prompt.version());
            }
            case Target.OfRelease asked -> {
                var release = sources.registry.version(caller, project, Kind.APP, asked.app(), asked.reference());
                yield new PinnedTarget(
                        new Target.OfRelease(asked.app(), new Reference.Number(release.number()), asked.step()).words(),
                        release.digest(),
                        release.number());
            }
            case Target.Supplied supplied -> new PinnedTarget(supplied.words(), null, null);
        };
    }

    public List<Seen> page(Caller caller, String project, String suite, String state, Optional<UUID> after, int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> {
            var behind = after.map(it -> found(store, it));
            return store.page(suite, state, behind, limit).stream()
                    .map(it -> new Seen(it, store.counts(it.id())))
                    .toList();
        });
    }

    public Seen run(Caller caller, String project, UUID id) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> new Seen(found(store, id), store.counts(id)));
    }

    List<RunStore.Placed> items(
            Caller caller,
            String project,
            UUID id,
            RunStore.Selection wanted,
            int position,
            int repetition,
            int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> {
            found(store, id);
            return store.items(id, wanted, position, repetition, limit);
        });
    }

    /** All items of a run, in order. */
    public List<RunItem> items(Caller caller, String project, UUID id) {
        var all = new ArrayList<RunItem>();
        for (int position = 0, repetition = 0; ; ) {
            var portion = items(caller, project, id, RunStore.Selection.ALL, position, repetition, PORTION);
            portion.forEach(it -> all.add(it.item()));
            if (portion.size() < PORTION) {
                return all;
            }
            position = portion.getLast().position();
            repetition = portion.getLast().item().repetition();
        }
    }

    Run cancel(Caller caller, String project, UUID id) {
        return change(caller, project, id, Run.State.CANCELLED, "run cancelled", Run.State.RUNNING, Run.State.WAITING);
    }

    /** Goes on with what is pending. */
    Run resume(Caller caller, String project, UUID id) {
        return change(caller, project, id, Run.State.RUNNING, "run resumed", Run.State.CANCELLED, Run.State.STOPPED);
    }

    private Run change(Caller caller, String project, UUID id, Run.State state, String action, Run.State... from) {
        var scope = caller.may(Permission.CALL_MODELS, project);
        var now = now();
        var run = data.<Run>write(scope, store -> {
            var before = found(store, id);
            var next = state == Run.State.RUNNING && waits(before) ? Run.State.WAITING : state;
            if (!store.become(id, next, null, next == Run.State.CANCELLED ? now : null, from)) {
                throw new Problem.Conflict("the run is " + before.state().word() + " already");
            }
            store.audit(now, caller.name(), action, words(before));
            return found(store, id);
        });
        if (run.state() == Run.State.RUNNING) {
            engine.start(run, project);
        } else {
            engine.cancel(id);
        }
        return run;
    }

    void remove(Caller caller, String project, UUID id) {
        var scope = caller.may(Permission.DELETE_DATA, project);
        engine.cancel(id);
        data.change(scope, store -> {
            var run = found(store, id);
            store.remove(id);
            store.audit(now(), caller.name(), "run removed", words(run));
        });
    }

    /** Takes outputs that others have made; the run is finished when none is missing. */
    RunCounts take(Caller caller, String project, UUID id, List<SuppliedOutput> outputs) {
        var scope = caller.may(Permission.CALL_MODELS, project);
        var run = run(caller, project, id).run();
        if (run.state() != Run.State.WAITING) {
            throw new Problem.Conflict("the run is " + run.state().word() + ": it takes no outputs");
        }
        var judging = Judging.by(run.pins().evaluators(), sources.definition);
        var now = now();
        return data.write(scope, store -> {
            var results = new ArrayList<RunStore.Placed>();
            for (int i = 0; i < outputs.size(); i++) {
                results.add(outputs.get(i).item(i, store, run, judging));
            }
            store.write(id, results);
            var counts = store.counts(id);
            if (counts.pending() == 0) {
                store.become(id, Run.State.FINISHED, null, now, Run.State.WAITING);
            }
            return counts;
        });
    }

    private boolean waits(Run run) {
        return Suite.read(run.content(), sources.definition).target().orElse(null) instanceof Target.Supplied;
    }

    private static JsonNode checked(@Nullable JsonNode content) {
        if (content == null || !content.isObject()) {
            throw Problem.Invalid.field("content", "is no suite");
        }
        return content;
    }

    private static Run found(RunStore store, UUID id) {
        return store.find(id).orElseThrow(() -> new Problem.NotFound("run", id.toString()));
    }

    private static String words(Run run) {
        return run.id() + (run.suite() == null ? "" : " of " + run.suite() + "@" + run.suiteVersion());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
