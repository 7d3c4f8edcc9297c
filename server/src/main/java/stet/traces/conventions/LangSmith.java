package stet.traces.conventions;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** LangSmith's attributes beside GenAI's: the kind of a run, its tags as a comma list, and metadata that repeats the environment. */
final class LangSmith {
    private static final String METADATA = "langsmith.metadata.";
    /** Environment variables of the process, keys among them, which nobody meant to send. */
    private static final String LEAKED = METADATA + "LANGSMITH_";

    private static final String USAGE = "langsmith.usage_metadata";

    static final Table TABLE = new Table()
            .from(Field.KIND, "langsmith.span.kind")
            .from(Field.NAME, "langsmith.trace.name")
            .from(Field.PROVIDER, METADATA + "ls_provider")
            .from(Field.REQUEST_MODEL, METADATA + "ls_model_name")
            .from(Field.STREAMING, "langsmith.request.streaming")
            .by(Field.TIME_TO_FIRST_TOKEN, LangSmith::firstToken)
            .inside(Field.INPUT_TOKENS, value -> Values.countIn(value, "input_tokens"), USAGE)
            .inside(Field.OUTPUT_TOKENS, value -> Values.countIn(value, "output_tokens"), USAGE)
            .inside(Field.CACHE_READ_TOKENS, value -> detail(value, "input_token_details", "cache_read"), USAGE)
            .inside(Field.CACHE_WRITE_TOKENS, value -> detail(value, "input_token_details", "cache_creation"), USAGE)
            .inside(Field.REASONING_TOKENS, value -> detail(value, "output_token_details", "reasoning"), USAGE)
            .inside(Field.AUDIO_INPUT_TOKENS, value -> detail(value, "input_token_details", "audio"), USAGE)
            .inside(Field.AUDIO_OUTPUT_TOKENS, value -> detail(value, "output_token_details", "audio"), USAGE)
            .from(Field.USER, METADATA + "user_id")
            .from(Field.SESSION, METADATA + "session_id", METADATA + "thread_id", METADATA + "conversation_id")
            .from(Field.TAGS, LangSmith::tags, "langsmith.span.tags")
            .by(Field.METADATA, LangSmith::metadata, METADATA + "*")
            .knows("langsmith.*");

    private LangSmith() {}

    private static Map<String, String> metadata(Reading span) {
        span.attributes().keySet().removeIf(name -> name.startsWith(LEAKED));
        var repeated = new LinkedHashMap<String, JsonNode>();
        span.attributes().forEach((name, value) -> {
            if (name.startsWith(METADATA + "ls_") || name.equals(METADATA + "usage_metadata")) {
                repeated.put(name, value);
            }
        });
        span.attributes().keySet().removeAll(repeated.keySet());
        var metadata = span.takeBelow(METADATA);
        span.attributes().putAll(repeated);
        return metadata;
    }

    private static @Nullable List<String> tags(JsonNode value) {
        List<String> said = Values.words(value);
        if (said == null) {
            return null;
        }
        return said.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static @Nullable Long detail(JsonNode value, String details, String name) {
        JsonNode tree = Values.tree(value);
        JsonNode inner = tree == null ? null : tree.get(details);
        return inner == null ? null : Values.countIn(inner, name);
    }

    private static @Nullable Duration firstToken(Reading span) {
        return span.events().stream()
                .filter(event -> event.name().equals("new_token"))
                .map(Span.Event::at)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(span.span().startedAt(), at))
                .filter(after -> !after.isNegative())
                .orElse(null);
    }
}
