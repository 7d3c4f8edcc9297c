package stet.traces.rejected;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.Notices;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.traces.Refused;

/** The list of what came and could not be stored. */
public final class RejectedFeature {
    private final RejectedRecords records;
    private final Callers callers;

    private RejectedFeature(RejectedRecords records, Callers callers) {
        this.records = records;
        this.callers = callers;
    }

    public static RejectedFeature create(Records records, Callers callers, Notices notices, InstantSource clock) {
        return new RejectedFeature(new RejectedRecords(records.inProject(RejectedStore::new), notices, clock), callers);
    }

    public RejectedRecords records() {
        return records;
    }

    /** Where goes what the store refuses. */
    public Refused refused() {
        return new StoreRefusals(records, callers);
    }

    /**
     * @param text makes protobuf readable
     */
    public void declare(Api api, PayloadText text) {
        new RejectedRoutes(records, text, callers).declare(api);
    }
}
