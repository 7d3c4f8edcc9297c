package stet.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of asking a label to point at another version; version 0 is none. */
public sealed interface LabelMove {
    record Moved(String label, int from, int to) implements LabelMove {}

    record Unchanged(String label, int version) implements LabelMove {}

    /** Someone moved the label since the caller looked. */
    record Stale(
            String label,
            int expected,
            int actual,
            @Nullable String movedBy) implements LabelMove {}

    /**
     * The label is protected and these conditions do not hold.
     *
     * @param request an open request for this move, if there is one
     */
    record Held(String label, List<String> unmet, @Nullable UUID request) implements LabelMove {}
}
