package stet.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before a label of a kind may move.
 *
 * @param approvals how many people other than the version's author and the requester must approve
 * @param permission what a mover or approver must hold besides, such as {@code deploy}
 * @param gates names of conditions, such as a passing run
 */
public record Protection(
        Kind kind,
        String label,
        int approvals,
        @Nullable String permission,
        List<String> gates,
        Instant updatedAt,
        String updatedBy) {
    static final int MOST_APPROVALS = 20;
}
