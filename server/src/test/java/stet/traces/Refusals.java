package stet.traces;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a store refuses in a list. */
public final class Refusals implements Refused {
    record Refusal(UUID project, RefusedRecord record, String reason) {}

    final List<Refusal> all = new CopyOnWriteArrayList<>();

    /** What a store that nobody masks for needs. */
    public static TraceFeature.Needs needs() {
        return new Refusals().with();
    }

    TraceFeature.Needs with() {
        return new TraceFeature.Needs(RawSpans.NONE, Masking.NONE, this);
    }

    @Override
    public boolean takes(UUID project) {
        return true;
    }

    @Override
    public void keep(UUID project, byte[] record, String reason) {
        all.add(new Refusal(project, RefusedRecord.read(record), reason));
    }
}
