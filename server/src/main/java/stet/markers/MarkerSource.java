package stet.markers;

import java.time.Instant;
import java.util.List;
import stet.platform.db.Scope;

/** Another feature's knowledge of what happened when, such as deployments; shown beside what was marked. */
public interface MarkerSource {
    /** What happened in a time, newest first; to an app and in an environment, or in all where those are empty. */
    List<Marker> between(Scope.InProject project, Instant from, Instant to, String app, String environment, int limit);
}
