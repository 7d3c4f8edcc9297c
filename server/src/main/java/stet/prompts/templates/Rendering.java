package stet.prompts.templates;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One rendering: the variables given, the names that led nowhere, and the budget of the whole. */
public final class Rendering {
    private static final int MOST_MISSING = 100;

    private final Map<String, JsonNode> variables;
    private final Set<String> optional;
    private final Budget budget;
    private final SequencedSet<String> missing = new LinkedHashSet<>();

    /** @param optional the names that may lead nowhere */
    public Rendering(Map<String, JsonNode> variables, Set<String> optional) {
        this(variables, optional, new Budget());
    }

    private Rendering(Map<String, JsonNode> variables, Set<String> optional, Budget budget) {
        this.variables = variables;
        this.optional = optional;
        this.budget = budget;
    }

    /** The same rendering with other variables for a part of it, out of the same budget. */
    public Rendering with(Map<String, JsonNode> others) {
        return new Rendering(others, optional, budget);
    }

    /** A variable by its name; absent when it was not given. */
    public @Nullable JsonNode variable(String name) {
        return variables.get(name);
    }

    public Budget budget() {
        return budget;
    }

    /** Notes a name that led nowhere where its text was wanted. */
    public void missing(String name) {
        if (missing.size() < MOST_MISSING && !optional.contains(name)) {
            missing.add(name);
        }
    }

    /** The names that led nowhere, in the order they were asked for. */
    public SequencedSet<String> missing() {
        return missing;
    }
}
