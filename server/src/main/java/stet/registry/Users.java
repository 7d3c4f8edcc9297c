package stet.registry;

import java.util.List;
import stet.platform.db.Scope;

/** Another feature's knowledge of who relies on an artifact, such as deployments; the feature supplies it. */
public interface Users {
    /** Those who rely on it now, each in words such as {@code release 3 of billing-bot, live in production}. */
    List<String> of(Scope.InProject project, Kind kind, String name);
}
