package stet.platform.telemetry;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the server can do its work, asked of each part that could keep it from doing so. */
public record Health(List<Check> checks) {

    /**
     * One part.
     *
     * @param problem a sentence when the part does not work; null when it does
     * @param standing a sentence about a part that works; null when there is nothing to say
     */
    public record Check(String name, Supplier<@Nullable String> problem, Supplier<@Nullable String> standing) {
        public Check(String name, Supplier<@Nullable String> problem) {
            this(name, problem, () -> null);
        }

        /** What is worth knowing but keeps the server from nothing. */
        public static Check information(String name, Supplier<@Nullable String> standing) {
            return new Check(name, () -> null, standing);
        }
    }

    /** What a check found. */
    public record Finding(String name, boolean ok, @Nullable String detail) {}

    /** The answer of {@code /health/ready}. */
    public record Readiness(String status, List<Finding> checks) {}

    public Health {
        checks = List.copyOf(checks);
    }

    public Readiness readiness() {
        var findings = checks.stream().map(Health::ask).toList();
        return new Readiness(findings.stream().allMatch(Finding::ok) ? "ready" : "not ready", findings);
    }

    private static Finding ask(Check check) {
        try {
            String problem = check.problem().get();
            return new Finding(
                    check.name(),
                    problem == null,
                    problem == null ? check.standing().get() : problem);
        } catch (RuntimeException e) {
            return new Finding(check.name(), false, "the check itself failed: " + e.getMessage());
        }
    }
}
