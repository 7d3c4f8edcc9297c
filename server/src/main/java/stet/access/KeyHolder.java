package stet.access;

import java.util.UUID;

/** An application with a key that works. */
public record KeyHolder(UUID keyId, String prefix, Project project, Caller caller) {
    static KeyHolder of(UUID keyId, String prefix, Project project, KeyRole role) {
        return new KeyHolder(
                keyId, prefix, project, Caller.application(new Caller.Who.Application(keyId, prefix, project, role)));
    }
}
