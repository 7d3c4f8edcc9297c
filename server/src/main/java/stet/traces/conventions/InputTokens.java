package stet.traces.conventions;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call's input tokens, always counted with the cached ones. Reporters of the same reply disagree on that with identical
 * attributes, so what they meant is decided by evidence: the first rule that knows decides, and inclusive is what the
 * convention asks for.
 *
 * @param guessed whether no rule knew and it mattered
 */
record InputTokens(@Nullable Long count, boolean guessed) {
    /** Whether a reporter's input count holds the cached tokens too. */
    private enum Habit {
        INCLUSIVE,
        EXCLUSIVE,
        UNDECIDED
    }

    /** What a reporter said, and who it was. */
    private record Said(
            long input,
            long cached,
            @Nullable Long output,
            @Nullable Long total,
            @Nullable String provider,
            String scope) {}

    private interface Rule {
        Habit judge(Said said);
    }

    private static final List<Rule> RULES = List.of(
            InputTokens::aPartCannotExceedItsWhole,
            InputTokens::instrumentationIsKnown,
            InputTokens::theTotalTells,
            InputTokens::providerIsKnown);

    private static final Set<String> EXCLUSIVE = Set.of("@traceloop/instrumentation-anthropic");
    private static final Set<String> INCLUSIVE = Set.of("gen_ai", "ai", "langfuse-sdk", "langsmith");
    private static final List<String> INCLUSIVE_FAMILIES = List.of(
            "com.anthropic.sdk.",
            "@arizeai/openinference-",
            "openinference.",
            "opentelemetry.",
            "io.opentelemetry.",
            "@opentelemetry/",
            "org.springframework.");
    /** Providers whose own replies count cached tokens as input. */
    private static final Set<String> COUNT_THEM_IN =
            Set.of("openai", "azure.ai.openai", "gcp.gemini", "gcp.vertex_ai", "gcp.gen_ai", "deepseek", "x_ai");

    static InputTokens of(Reading span) {
        Long input = span.get(Field.INPUT_TOKENS);
        long cached = Stream.of(Field.CACHE_READ_TOKENS, Field.CACHE_WRITE_TOKENS)
                .map(span::get)
                .mapToLong(count -> count == null ? 0 : count)
                .sum();
        if (input == null || cached == 0) {
            return new InputTokens(input, false);
        }
        String scope = span.span().origin().scopeName();
        var said = new Said(
                input,
                cached,
                span.get(Field.OUTPUT_TOKENS),
                span.get(Field.TOTAL_TOKENS),
                span.get(Field.PROVIDER),
                scope == null ? "" : scope);
        for (Rule rule : RULES) {
            switch (rule.judge(said)) {
                case INCLUSIVE -> {
                    return new InputTokens(input, false);
                }
                case EXCLUSIVE -> {
                    return new InputTokens(input + cached, false);
                }
                case UNDECIDED -> {}
            }
        }
        return new InputTokens(input, true);
    }

    private static Habit aPartCannotExceedItsWhole(Said said) {
        return said.cached() > said.input() ? Habit.EXCLUSIVE : Habit.UNDECIDED;
    }

    private static Habit instrumentationIsKnown(Said said) {
        if (EXCLUSIVE.contains(said.scope())) {
            return Habit.EXCLUSIVE;
        }
        boolean inclusive =
                INCLUSIVE.contains(said.scope()) || INCLUSIVE_FAMILIES.stream().anyMatch(said.scope()::startsWith);
        return inclusive ? Habit.INCLUSIVE : Habit.UNDECIDED;
    }

    /** A total that needs the cached tokens to add up; one that does without them proves nothing, for some leave them out of it. */
    private static Habit theTotalTells(Said said) {
        Long total = said.total();
        Long output = said.output();
        return total != null && output != null && total == said.input() + output + said.cached()
                ? Habit.EXCLUSIVE
                : Habit.UNDECIDED;
    }

    private static Habit providerIsKnown(Said said) {
        String provider = said.provider();
        return provider != null && COUNT_THEM_IN.contains(provider) ? Habit.INCLUSIVE : Habit.UNDECIDED;
    }
}
