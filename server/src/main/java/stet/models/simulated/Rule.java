package stet.models.simulated;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;
import tools.jackson.databind.JsonNode;

/**
 * What is answered when the last words of the user match.
 *
 * @param when a pattern found in the user's last message, whatever its case; absent: always
 * @param model a pattern the whole model name matches; absent: any
 * @param tool a tool to ask for first, if the request offers it
 * @param answers of which one is drawn by weight
 * @param faults instead of the model's own
 */
record Rule(
        @Nullable String when,
        @Nullable String model,
        @Nullable Tool tool,
        List<Choice> answers,
        @Nullable String finishReason,
        @Nullable List<Fault> faults) {
    private static final int MAX_PATTERN = 500;
    private static final int MAX_TEXT = 4000;

    Rule {
        JsonFault.require(answers, "a rule needs 'answers'");
        answers = List.copyOf(answers);
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("a rule needs at least one answer");
        }
        compile(when);
        compile(model);
    }

    /** A tool call; {@code {1}} in its arguments stands for what the pattern's first group found. */
    record Tool(String name, JsonNode arguments) {}

    /** A possible answer, in words; {@code {1}} as in tools, {@code {tool.field}} is a field of the tool's result. */
    record Choice(String text, @Nullable Double weight) {
        Choice {
            if (weight != null && !(weight > 0)) {
                throw new IllegalArgumentException("an answer's weight is above 0, not " + weight);
            }
        }

        double odds() {
            return weight == null ? 1 : weight;
        }
    }

    /** The match of this rule, or null. */
    @Nullable
    Matcher match(String modelName, String lastUserText) {
        var models = compile(model);
        if (models != null && !models.matcher(modelName).matches()) {
            return null;
        }
        var words = compile(when);
        var pattern = words == null ? Pattern.compile("") : words;
        var matcher =
                pattern.matcher(new BoundedText(lastUserText.substring(0, Math.min(MAX_TEXT, lastUserText.length()))));
        return matcher.find() ? matcher : null;
    }

    private static @Nullable Pattern compile(@Nullable String pattern) {
        if (pattern == null) {
            return null;
        }
        if (pattern.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    "a pattern has at most " + MAX_PATTERN + " characters, not " + pattern.length());
        }
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
