package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * Where an app runs.
 *
 * @param builtIn whether every project has it
 */
public record Environment(
        String name,
        @Nullable String description,
        boolean builtIn,
        @Nullable Instant createdAt,
        @Nullable String createdBy) {
    /** Where users are. */
    public static final String PRODUCTION = "production";

    /** Those that every project has, in the order that they are shown in. */
    static final List<String> BUILT_IN = List.of(PRODUCTION, "staging", "development");

    static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Environment {
        if (!NAME.matcher(name).matches()) {
            throw Problem.Invalid.field(
                    "environment", "'" + name + "' is not 1 to 63 of a-z, 0-9 and '-', not beginning with '-'");
        }
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Problem.Invalid.field("description", "has more than " + LONGEST_DESCRIPTION + " characters");
        }
    }

    static Environment builtIn(String name) {
        return new Environment(name, null, true, null, null);
    }
}
