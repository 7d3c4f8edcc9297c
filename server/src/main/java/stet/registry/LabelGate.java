package stet.registry;

import java.util.List;
import stet.platform.db.Scope;

/** A condition of protected labels that another feature knows about, such as a passing run of a suite. */
public interface LabelGate {
    /** As protections name it. */
    String name();

    /** What keeps the label from pointing at the version, in words; empty when nothing does. Called outside of any transaction. */
    List<String> unmet(Scope.InProject project, Version version, String label);
}
