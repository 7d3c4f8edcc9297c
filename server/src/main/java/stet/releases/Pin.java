package stet.releases;

import stet.registry.Kind;
import stet.registry.Version;

/** One version of something, named so that it cannot become another. */
public record Pin(Kind kind, String name, int version, String digest) {
    public static Pin of(Version version) {
        return new Pin(version.kind(), version.name(), version.number(), version.digest());
    }

    @Override
    public String toString() {
        return kind.word() + " '" + name + "' version " + version;
    }
}
