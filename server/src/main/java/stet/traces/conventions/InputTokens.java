package stet.traces.conventions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call's input tokens, always counted with the cached ones. Reporters of the same reply disagree on that with identical
 * attributes, so what they meant is decided by evidence: the first rule that knows decides, and inclusive is what the
 * convention asks for.
 */
final class InputTokens {
    /** Whether a reporter's input count holds the cached tokens too. */
    private enum Habit {
        INCLUSIVE,
        EXCLUSIVE,
        UNDECIDED
    }

    /** What a reporter said. */
    private record Said(long input, long cached) {}

    private interface Rule {
        Habit judge(Said said);
    }

    private static final List<Rule> RULES = List.of(InputTokens::aPartCannotExceedItsWhole);

    private InputTokens() {}

    static @Nullable Long withCached(@Nullable Long input, @Nullable Long cacheRead, @Nullable Long cacheWrite) {
        if (input == null) {
            return null;
        }
        var said = new Said(input, (cacheRead == null ? 0 : cacheRead) + (cacheWrite == null ? 0 : cacheWrite));
        for (Rule rule : RULES) {
            switch (rule.judge(said)) {
                case INCLUSIVE -> {
                    return said.input();
                }
                case EXCLUSIVE -> {
                    return said.input() + said.cached();
                }
                case UNDECIDED -> {}
            }
        }
        return said.input();
    }

    private static Habit aPartCannotExceedItsWhole(Said said) {
        return said.cached() > said.input() ? Habit.EXCLUSIVE : Habit.UNDECIDED;
    }
}
