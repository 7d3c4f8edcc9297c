package stet.platform.db;

import java.util.UUID;

/** What a store may touch: holding one means having been allowed to. Only {@code access} makes them. */
public sealed interface Scope {
    /** The data of one project. */
    non-sealed interface InProject extends Scope {
        UUID projectId();
    }

    /** Data that belongs to the whole installation. */
    non-sealed interface InInstallation extends Scope {}
}
