package stet.datasets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing to try an application or prompt with.
 *
 * @param id unique in its dataset; made of the input where none is given, so that the same input is the same case
 * @param variables what a prompt's variables are set to
 * @param messages a conversation, {@code [{role, content}]} or {@code [{role, parts}]}
 * @param expected what would be right, in any form that an evaluator understands
 * @param assertions evaluators for this case alone
 * @param split a part of the dataset, such as {@code train} or {@code holdout}
 * @param weight how much it counts in a mean, above 0
 * @param provenance where it comes from
 */
public record DatasetCase(
        String id,
        @Nullable ObjectNode variables,
        @Nullable ArrayNode messages,
        @Nullable JsonNode expected,
        List<JsonNode> assertions,
        List<String> tags,
        @Nullable String split,
        double weight,
        @Nullable Provenance provenance,
        @Nullable ObjectNode metadata) {
    public DatasetCase {
        assertions = List.copyOf(assertions);
        tags = List.copyOf(tags);
    }

    /** @throws stet.platform.http.Problem.Invalid that names the field that is wrong */
    public static DatasetCase read(JsonNode value) {
        return CaseFields.read(value);
    }

    /**
     * Where a case comes from.
     *
     * @param kind {@code trace}, {@code incident}, {@code review}, {@code playground}, {@code file} or {@code person}
     * @param reference the file's name, the incident's or the review's id
     */
    public record Provenance(
            String kind,
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable String reference) {
        static final List<String> KINDS = List.of("trace", "incident", "review", "playground", "file", "person");
    }
}
