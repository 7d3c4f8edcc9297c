package stet.access;

import java.util.UUID;

/**
 * An application with a key that works.
 *
 * @param forARun whether the key is one that calls models for a short while in the name of another
 */
public record KeyHolder(UUID keyId, String prefix, Project project, Caller caller, boolean forARun) {
    static KeyHolder of(UUID keyId, String prefix, Project project, KeyRole role) {
        var application = new Caller.Who.Application(keyId, prefix, project, role);
        return new KeyHolder(keyId, prefix, project, Caller.application(application), false);
    }

    /** The same, in the middle of a run. */
    KeyHolder running() {
        return new KeyHolder(keyId, prefix, project, caller.running(), true);
    }
}
