package stet.evaluators;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is judged: an output, and what is known of how it came about. What is not known is absent.
 *
 * @param output the text that was answered; absent is not the same as empty
 * @param expected what the case wants, for evaluators that name nothing themselves
 * @param tools the tools that could be called
 * @param toolCalls the calls that were asked for, in order
 * @param steps what happened on the way, in order
 * @param skills the named skills that an agent said it used
 * @param logProbabilities natural logarithms of the chances of the output's tokens
 * @param guardrailFlagged whether the provider's own guardrail took offence
 */
public record Subject(
        @Nullable String output,
        @Nullable JsonNode expected,
        List<DeclaredTool> tools,
        List<CalledTool> toolCalls,
        List<TakenStep> steps,
        List<String> skills,
        List<Double> logProbabilities,
        @Nullable String finishReason,
        @Nullable Double latencyMs,
        @Nullable Double costUsd,
        @Nullable Boolean guardrailFlagged) {
    public static final int LONGEST_OUTPUT = 1_000_000;
    private static final int MOST_PARTS = 100_000;

    /** @param parameters a JSON Schema */
    public record DeclaredTool(String name, @Nullable JsonNode parameters) {}

    public record CalledTool(String name, @Nullable JsonNode arguments) {}

    /** @param kind such as {@code generation}, {@code tool}, {@code retrieval} */
    public record TakenStep(
            String name,
            @Nullable String kind,
            @Nullable Double durationMs,
            @Nullable Boolean failed) {}

    public Subject {
        tools = limited("tools", tools);
        toolCalls = limited("toolCalls", toolCalls);
        steps = limited("steps", steps);
        skills = limited("skills", skills);
        logProbabilities = limited("logProbabilities", logProbabilities);
        if (output != null && output.length() > LONGEST_OUTPUT) {
            throw new IllegalArgumentException(
                    "the output has " + output.length() + " characters; at most " + LONGEST_OUTPUT + " are judged");
        }
    }

    /** An output of which nothing else is known. */
    public static Subject of(String output) {
        return new Subject(output, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, null);
    }

    /** @throws Undecided where there is none */
    public String text() {
        if (output == null) {
            throw new Undecided("there is no output");
        }
        return output;
    }

    private static <T> List<T> limited(String name, List<T> given) {
        if (given.size() > MOST_PARTS || given.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(name + " has " + given.size() + " entries; at most " + MOST_PARTS
                    + " and none of them null are judged");
        }
        return List.copyOf(given);
    }
}
