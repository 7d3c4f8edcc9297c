package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Why a model stopped, in one spelling. */
final class FinishReasons {
    private FinishReasons() {}

    static @Nullable List<String> read(JsonNode value) {
        List<String> said = Values.words(value);
        if (said == null) {
            return null;
        }
        var reasons = new ArrayList<String>(said.size());
        said.forEach(it -> reasons.add(folded(it)));
        return reasons;
    }

    static String folded(String reason) {
        String word = reason.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return switch (word) {
            case "tool_calls", "tool_use", "function_call" -> "tool_call";
            case "end_turn", "stop_sequence", "complete", "completed" -> "stop";
            case "max_tokens", "max_output_tokens" -> "length";
            default -> word;
        };
    }
}
