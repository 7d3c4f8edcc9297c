package stet.traces;

import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.traces.query.Filter;

/** The parameters that choose traces in the trace list, for other operations on such traces. */
public final class TraceFilters {
    private TraceFilters() {}

    /** Declares the parameters. */
    public static Operation on(Operation operation) {
        return TraceRoutes.filtered(operation);
    }

    public static Filter of(Call call) {
        return TraceRoutes.filter(call);
    }
}
