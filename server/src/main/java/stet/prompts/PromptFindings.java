package stet.prompts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.prompts.ResolvedPrompt.Pinned;
import stet.prompts.content.VariableType;
import stet.prompts.templates.VariableUse;
import tools.jackson.databind.JsonNode;

/**
 * What can be said of a prompt's content before it is saved.
 *
 * @param problems why it could not be saved; empty if it could
 * @param includes the versions that it takes in now
 * @param aboutTokens a rough estimate of its length with empty variables: a token for each four characters
 */
record PromptFindings(
        List<FoundVariable> variables,
        List<FoundProblem> problems,
        List<String> warnings,
        List<Pinned> includes,
        int aboutTokens) {

    /**
     * A variable that the prompt uses.
     *
     * @param within the variable whose items or fields it may also be found in
     * @param declared whether the prompt says something of it
     */
    record FoundVariable(
            String name,
            VariableUse.As usedAs,
            boolean required,
            @Nullable String within,
            VariableType type,
            boolean declared,
            @JsonProperty("default") @Nullable JsonNode otherwise,
            @Nullable JsonNode example,
            @Nullable String description,
            String field,
            int line,
            int column) {}

    /** Something that is wrong, and where, as far as that is known. */
    record FoundProblem(
            String field,
            String detail,
            @Nullable Integer line,
            @Nullable Integer column) {}
}
