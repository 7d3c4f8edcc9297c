package stet.evaluations;

import java.time.InstantSource;
import stet.access.Callers;
import stet.datasets.Datasets;
import stet.evaluators.Definition;
import stet.gateway.OwnCalls;
import stet.platform.db.Leases;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.prompts.Prompts;
import stet.registry.Kind;
import stet.registry.RegistryFeature;

/** Suites, their runs, and which of two is better. */
public final class EvaluationFeature implements AutoCloseable {
    private final RunEngine engine;
    private final Runs runs;
    private final RunRoutes routes;

    private EvaluationFeature(RunEngine engine, Runs runs, Callers callers) {
        this.engine = engine;
        this.runs = runs;
        routes = new RunRoutes(runs, callers);
    }

    /** What evaluations need of other features. */
    public record Needs(
            Records records,
            Callers callers,
            RegistryFeature registry,
            Datasets datasets,
            Definition definition,
            Prompts prompts,
            OwnCalls calls) {}

    /** Takes up the runs that were left. */
    public static EvaluationFeature create(Needs needs, InstantSource clock) {
        needs.registry().understands(Kind.SUITE, new SuiteRules(needs.definition()));
        var data = needs.records().inProject(RunStore::new).inTurn();
        var engine = new RunEngine(new RunEngine.Needs(
                data,
                needs.callers().server(),
                needs.definition(),
                needs.registry().registry(),
                needs.prompts(),
                needs.calls(),
                new Leases(needs.records(), clock),
                clock));
        engine.begin();
        var sources =
                new Runs.Sources(needs.registry().registry(), needs.datasets(), needs.prompts(), needs.definition());
        return new EvaluationFeature(engine, new Runs(data, sources, engine, clock), needs.callers());
    }

    public Runs runs() {
        return runs;
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    @Override
    public void close() {
        engine.close();
    }
}
