package stet.traces;

import java.util.UUID;

/** The list of what the store refuses although it works, to be looked at, sent again or discarded. */
public interface Refused {
    /** Whether there is a list for the project. */
    boolean takes(UUID project);

    /**
     * Puts something on it; on disk when this returns, and offered again after an exception.
     *
     * @param record what {@link TraceFeature#again} takes
     */
    void keep(UUID project, byte[] record, String reason);
}
