package stet.evaluations.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.evaluations.Run;
import stet.evaluations.RunItem;
import stet.evaluations.Runs;
import stet.evaluations.comparison.HeatMap;
import stet.evaluations.criteria.Criteria;
import stet.evaluations.criteria.Criterion;
import stet.evaluations.criteria.CriterionVerdict;
import stet.evaluations.criteria.RunVerdict;
import stet.evaluations.reports.Report.NamedRun;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;

/** Runs held against each other and against what their suite demands. */
public final class RunReports {
    static final int MOST_ITEMS = 100_000;
    static final int MOST_RUNS = 50;
    private static final int LOOKED_AT = 100;
    private static final String PREVIOUS = "previous";

    private final Runs runs;
    private final Registry registry;

    public RunReports(Runs runs, Registry registry) {
        this.runs = runs;
        this.registry = registry;
    }

    /**
     * @param baseline the id of a run; {@code previous} for the newest finished one of the suite before it; a label for the newest finished one of the
     *     version that the label points at; empty for none
     */
    Report report(Caller caller, String project, UUID id, Optional<String> baseline) {
        var run = runs.run(caller, project, id).run();
        @Nullable
        Run other = baseline.map(it -> baseline(caller, project, run, it)).orElse(null);
        return Report.of(
                run.suite() == null ? named(run) : run.suite() + "@" + run.suiteVersion(),
                read(caller, project, run),
                other == null ? null : read(caller, project, other),
                new Criteria(Criterion.readAll(run.content().path("criteria"), "criteria")));
    }

    /** Whether a run meets what its suite demands; what it demands beside a baseline only where there is one. */
    public RunVerdict verdict(Caller caller, String project, Run run, @Nullable Run baseline) {
        var criteria = Criterion.readAll(run.content().path("criteria"), "criteria");
        var demanded = baseline != null || criteria.isEmpty()
                ? criteria
                : criteria.stream().filter(it -> it.regression() == null).toList();
        var read = read(caller, project, run);
        if (demanded.isEmpty() && !criteria.isEmpty()) {
            return new RunVerdict(CriterionVerdict.Outcome.PASS, List.of(), Criteria.mustPass(read.items()));
        }
        return Report.of(
                        named(run),
                        read,
                        baseline == null ? null : read(caller, project, baseline),
                        new Criteria(demanded))
                .verdict();
    }

    /** The newest finished runs of a suite, newest first. */
    List<SuiteHistoryRow> history(Caller caller, String project, String suite, int limit) {
        return finished(caller, project, suite).stream()
                .limit(limit)
                .map(it -> SuiteHistoryRow.of(it, items(caller, project, it)))
                .toList();
    }

    /** The newest finished runs of a suite, oldest first. */
    HeatMap heatMap(Caller caller, String project, String suite, int limit) {
        var of = new LinkedHashMap<String, List<RunItem>>();
        finished(caller, project, suite).stream()
                .limit(limit)
                .toList()
                .reversed()
                .forEach(it -> of.put(it.id().toString(), items(caller, project, it)));
        return HeatMap.of(of);
    }

    private Run baseline(Caller caller, String project, Run run, String baseline) {
        var id = id(baseline);
        if (id.isPresent()) {
            return runs.run(caller, project, id.get()).run();
        }
        var before = finished(caller, project, run.suite() == null ? "" : run.suite()).stream()
                .filter(it -> !it.id().equals(run.id()) && Objects.equals(it.suite(), run.suite()))
                .filter(it -> run.suite() != null || Objects.equals(it.name(), run.name()))
                .filter(it -> !it.createdAt().isAfter(run.createdAt()));
        if (baseline.equals(PREVIOUS)) {
            return before.findFirst().orElseThrow(() -> none("no earlier run of the suite is finished"));
        }
        String prompt = run.content().at("/target/prompt/name").asString("");
        if (prompt.isEmpty()) {
            throw none("the run asks no prompt, of which '" + baseline + "' could be a label; give the id of a run or '"
                    + PREVIOUS + "'");
        }
        int version = registry.version(caller, project, Kind.PROMPT, prompt, Reference.parse(baseline))
                .number();
        return before.filter(it -> (prompt + "@" + version).equals(it.pins().target()))
                .findFirst()
                .orElseThrow(() -> none("no run of the suite with " + prompt + "@" + version + " is finished, which '"
                        + baseline + "' points at: run the suite with it first"));
    }

    private List<Run> finished(Caller caller, String project, String suite) {
        var found = new ArrayList<Run>();
        runs.page(caller, project, suite, Run.State.FINISHED.word(), Optional.empty(), LOOKED_AT)
                .forEach(it -> found.add(it.run()));
        return found;
    }

    private NamedRun read(Caller caller, String project, Run run) {
        return new NamedRun(named(run), items(caller, project, run));
    }

    private List<RunItem> items(Caller caller, String project, Run run) {
        if (run.items() > MOST_ITEMS) {
            throw new Problem.Invalid(
                    "run " + run.id() + " has " + run.items() + " items; at most " + MOST_ITEMS + " are compared");
        }
        return runs.items(caller, project, run.id());
    }

    private static String named(Run run) {
        return (run.name() == null ? run.pins().target() : run.name()) + " (" + run.id() + ")";
    }

    private static Problem.Invalid none(String why) {
        return Problem.Invalid.field("baseline", why);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
