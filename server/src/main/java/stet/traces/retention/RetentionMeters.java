package stet.traces.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import stet.traces.Upkeep.Removed;

/** Counts what retention removes. */
record RetentionMeters(MeterRegistry meters) {
    void removed(Removed removed) {
        add("traces", removed.traces());
        add("spans", removed.spans());
        add("contents", removed.contents());
        add("scores", removed.scores());
    }

    void unmet(long amendments) {
        add("amendments", amendments);
    }

    void swept(boolean well) {
        Counter.builder("stet.retention.sweeps")
                .description("Times that a project's retention was carried out")
                .tag("outcome", well ? "ok" : "failed")
                .register(meters)
                .increment();
    }

    private void add(String what, long count) {
        Counter.builder("stet.retention.removed")
                .description("What was removed for its age or by sampling")
                .tag("what", what)
                .register(meters)
                .increment((double) count);
    }
}
