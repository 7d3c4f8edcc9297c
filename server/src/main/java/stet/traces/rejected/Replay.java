package stet.traces.rejected;

import java.util.List;
import stet.platform.db.Scope;

/** Sends rejected records of one source again. */
@FunctionalInterface
public interface Replay {
    /** Why it is rejected still; none when it has been stored. */
    List<String> again(Scope.InProject scope, Rejection record);
}
