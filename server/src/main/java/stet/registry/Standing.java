package stet.registry;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What of an artifact is named without a number, for who keeps it in memory.
 *
 * @param latest the number of its newest version; 0 before there is one
 * @param labels which version each label points at
 * @param versions the newest, and those that a label points at
 */
public record Standing(
        UUID id, Kind kind, String name, int latest, Map<String, Integer> labels, List<Version> versions) {
    public Standing {
        labels = Map.copyOf(labels);
        versions = List.copyOf(versions);
    }
}
