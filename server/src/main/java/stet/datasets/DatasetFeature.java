package stet.datasets;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.traces.TraceStore;

/** Versioned collections of cases to test with. */
public final class DatasetFeature {
    private final Datasets datasets;
    private final DatasetRoutes routes;
    private final CaseRoutes cases;
    private final CaseIntakeRoutes intake;

    private DatasetFeature(Datasets datasets, TraceStore traces, Callers callers) {
        this.datasets = datasets;
        routes = new DatasetRoutes(datasets, callers);
        cases = new CaseRoutes(datasets, callers);
        intake = new CaseIntakeRoutes(datasets, traces, callers);
    }

    public static DatasetFeature create(Records records, Callers callers, TraceStore traces, InstantSource clock) {
        return new DatasetFeature(
                new Datasets(records.inProject(DatasetStore::new).inTurn(), clock), traces, callers);
    }

    public Datasets datasets() {
        return datasets;
    }

    public void declare(Api api) {
        routes.declare(api);
        cases.declare(api);
        intake.declare(api);
    }
}
