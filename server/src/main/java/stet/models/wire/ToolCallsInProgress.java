package stet.models.wire;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.models.Part;
import stet.models.Part.ToolCall;
import tools.jackson.databind.JsonNode;

/** Tool calls of a chat stream: the id and name come once, the arguments in pieces, told apart by index. */
final class ToolCallsInProgress {
    private static final int MAX_CALLS = 1000;

    private final TreeMap<Integer, Call> calls = new TreeMap<>();

    void take(JsonNode delta, ContentBudget budget) {
        int index = delta.path("index").asInt(0);
        if (!calls.containsKey(index) && calls.size() >= MAX_CALLS) {
            return;
        }
        var call = calls.computeIfAbsent(index, _ -> new Call());
        var function = delta.path("function");
        if (Fields.hasText(delta, "id")) {
            call.id = Fields.text(delta, "id");
        }
        budget.append(call.name, Fields.text(function, "name", ""));
        budget.append(call.arguments, Fields.text(function, "arguments", ""));
    }

    List<Part> parts() {
        return calls.values().stream()
                .<Part>map(
                        call -> new ToolCall(call.id, call.name.toString(), Fields.parsed(call.arguments.toString())))
                .toList();
    }

    private static final class Call {
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String id;
    }
}
