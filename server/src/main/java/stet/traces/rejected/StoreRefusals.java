package stet.traces.rejected;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.traces.Refused;

/** What the store refuses, on the list of its project. */
record StoreRefusals(RejectedRecords records, Callers callers) implements Refused {
    private static final Logger LOG = LoggerFactory.getLogger(StoreRefusals.class);

    @Override
    public boolean takes(UUID project) {
        return find(project).isPresent();
    }

    @Override
    public void keep(UUID project, byte[] record, String reason) {
        var found = find(project)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no project " + project + " to keep a record of"));
        LOG.error("the telemetry store refuses a record, which is among the rejected ones of '{}'", found.name());
        records.keep(
                callers.server().may(Permission.WRITE_TRACES, found.name()),
                List.of(new Rejection(RejectedRecords.STORE, reason, Rejection.Format.JSON, record)));
    }

    private Optional<Project> find(UUID project) {
        return callers.server().projects().stream()
                .filter(it -> it.id().equals(project))
                .findFirst();
    }
}
