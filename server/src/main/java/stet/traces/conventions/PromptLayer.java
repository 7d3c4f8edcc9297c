package stet.traces.conventions;

/** The prompt that PromptLayer's clients say they used. */
final class PromptLayer {
    static final Table TABLE = new Table()
            .from(Field.PROMPT_NAME, "promptlayer.prompt.name", "promptlayer.prompt.id")
            .from(Field.PROMPT_VERSION, "promptlayer.prompt.version", "promptlayer.prompt.label")
            .knows("promptlayer.*");

    private PromptLayer() {}
}
