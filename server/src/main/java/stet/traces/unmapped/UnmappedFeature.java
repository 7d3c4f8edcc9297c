package stet.traces.unmapped;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import stet.access.Callers;
import stet.platform.Threads;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.traces.SpanSink;

/** Tells which attributes of spans nobody understands. */
public final class UnmappedFeature implements AutoCloseable {
    private static final int SECONDS_BETWEEN_WRITES = 10;

    private final Unmapped unmapped;
    private final UnmappedRoutes routes;
    private final ScheduledExecutorService timer = Threads.timer("unmapped");

    private UnmappedFeature(Unmapped unmapped, Callers callers) {
        this.unmapped = unmapped;
        this.routes = new UnmappedRoutes(unmapped, callers);
        var _ = timer.scheduleWithFixedDelay(
                unmapped::write, SECONDS_BETWEEN_WRITES, SECONDS_BETWEEN_WRITES, TimeUnit.SECONDS);
    }

    public static UnmappedFeature create(Records records, Callers callers, InstantSource clock) {
        return new UnmappedFeature(new Unmapped(records.inProject(UnmappedStore::new), callers, clock), callers);
    }

    /** A sink that looks at what passes into another. */
    public SpanSink before(SpanSink sink) {
        return (project, spans) -> {
            unmapped.note(project, spans);
            return sink.accept(project, spans);
        };
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    /** Writes down what was seen last. */
    @Override
    public void close() {
        timer.shutdownNow();
        unmapped.write();
    }
}
