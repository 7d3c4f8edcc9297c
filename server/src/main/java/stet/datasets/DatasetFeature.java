package stet.datasets;

import java.nio.file.Path;
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

    private DatasetFeature(Datasets datasets, TraceStore traces, Callers callers, Path temporary) {
        this.datasets = datasets;
        routes = new DatasetRoutes(datasets, callers);
        cases = new CaseRoutes(datasets, callers, temporary);
        intake = new CaseIntakeRoutes(datasets, traces, callers, temporary);
    }

    /** @param temporary where files wait that are read or written as a whole */
    public static DatasetFeature create(
            Records records, Callers callers, TraceStore traces, Path temporary, InstantSource clock) {
        return new DatasetFeature(
                new Datasets(records.inProject(DatasetStore::new).inTurn(), clock), traces, callers, temporary);
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
