package stet.releases;

import java.util.Optional;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;

/** Where the versions are found that are named somewhere. */
@FunctionalInterface
public interface Versions {
    Optional<Version> find(Kind kind, String name, Reference reference);
}
