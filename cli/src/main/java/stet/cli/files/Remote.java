package stet.cli.files;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as the server has it.
 *
 * @param latest the newest version's number; 0 while there is none
 * @param version the one that is meant: the latest, unless a label was asked for
 * @param digest of that version; empty while there is none
 * @param change who made it and what they said, for people
 */
public record Remote(
        String id,
        int latest,
        int version,
        String digest,
        About about,
        Map<String, Integer> labels,
        boolean archived,
        @Nullable String change) {
    public Remote {
        labels = Map.copyOf(labels);
    }

    /** The same, held by a file. */
    public Taken taken() {
        return new Taken(id, version, digest, about);
    }
}
