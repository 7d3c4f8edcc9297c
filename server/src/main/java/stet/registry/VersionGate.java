package stet.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;

/** Conditions that another feature knows about, such as passing runs of suites, which a version must meet before it goes live. */
public interface VersionGate {
    /** The conditions that may be asked for in a project, by name. */
    List<String> names(Scope.InProject project);

    /** What keeps the version from going live, in words; empty when nothing does. Called outside of any transaction. */
    List<String> unmet(Scope.InProject project, String name, Candidate candidate);

    /**
     * A version that is to go live.
     *
     * @param live the one that it takes the place of
     * @param tried whether what has to be tried may be begun now, which costs
     */
    record Candidate(Version version, @Nullable Version live, boolean tried) {}
}
