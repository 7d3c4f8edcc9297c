package stet.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import stet.platform.http.Problem;

/** What an artifact is. */
public enum Kind {
    PROMPT("prompt"),
    TOOL("tool"),
    GUARDRAIL_POLICY("guardrail-policy"),
    EVALUATOR("evaluator"),
    APP("app"),
    SUITE("suite");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As URLs, files and tables call it. */
    @JsonValue
    public String word() {
        return word;
    }

    /** @throws Problem.Invalid that lists the words there are */
    public static Kind of(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word.equals(word))
                .findAny()
                .orElseThrow(() -> Problem.Invalid.field(
                        "kind",
                        "'" + word + "' is none of "
                                + Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return word;
    }
}
