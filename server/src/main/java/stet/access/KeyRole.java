package stet.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API key is for. */
public enum KeyRole {
    /** Runs in production: calls models, sends telemetry, fetches what is live. */
    APPLICATION,
    /** Works for the team, in a pipeline or on a desk: may also save versions, move labels and deploy. */
    DEVELOPER;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyRole> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findAny();
    }

    /** What the holder of such a key may do in its project. */
    Set<Permission> permissions() {
        var permissions = EnumSet.of(
                Permission.READ_TRACES,
                Permission.WRITE_TRACES,
                Permission.EXPORT_TRACES,
                Permission.CALL_MODELS,
                Permission.MARK,
                Permission.READ_ARTIFACTS);
        if (this == DEVELOPER) {
            permissions.addAll(EnumSet.of(Permission.SAVE_VERSIONS, Permission.MOVE_LABELS, Permission.DEPLOY));
        }
        return permissions;
    }
}
