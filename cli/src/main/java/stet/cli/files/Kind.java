package stet.cli.files;

import java.util.Arrays;
import java.util.Optional;

/** What can be kept in files. They are pushed in this order, so that what is named comes before what names it. */
public enum Kind {
    TOOL("tool", "tools", ".yaml"),
    GUARDRAIL_POLICY("guardrail-policy", "guardrail-policies", ".yaml"),
    EVALUATOR("evaluator", "evaluators", ".yaml"),
    PROMPT("prompt", "prompts", ".md"),
    APP("app", "apps", ".yaml"),
    SUITE("suite", "suites", ".yaml");

    private final String word;
    private final String folder;
    private final String extension;

    Kind(String word, String folder, String extension) {
        this.word = word;
        this.folder = folder;
        this.extension = extension;
    }

    /** The server's word. */
    public String word() {
        return word;
    }

    public String folder() {
        return folder;
    }

    /** How a file is named that is written. */
    public String extension() {
        return extension;
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    static Optional<Kind> inFolder(String folder) {
        return Arrays.stream(values()).filter(it -> it.folder.equals(folder)).findFirst();
    }
}
