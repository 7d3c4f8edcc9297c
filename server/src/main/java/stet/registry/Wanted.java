package stet.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which artifacts are meant.
 *
 * @param folder only those right in this folder ({@code a/b/}, empty for the top); with words, those below it too
 * @param words each must be part of the name, description or tags
 * @param label only those that have it
 * @param archived the archived ones instead of the others
 */
record Wanted(
        Optional<Kind> kind,
        Optional<String> folder,
        Optional<String> tag,
        List<String> words,
        Optional<String> label,
        boolean favourite,
        boolean archived,
        Sort sort) {
    enum Sort {
        NAME,
        /** Newest change first. */
        UPDATED;

        After place(Artifact last) {
            return switch (this) {
                case NAME -> new After(last.name(), last.id());
                case UPDATED ->
                    new After(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, last.updatedAt())), last.id());
            };
        }
    }

    /** The last artifact of the page before: its name, or when it changed in microseconds. */
    record After(String value, UUID id) {}
}
