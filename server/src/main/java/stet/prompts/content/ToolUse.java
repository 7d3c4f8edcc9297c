package stet.prompts.content;

import stet.models.wire.ModelRequest.Tool;

/** A tool that a prompt gives its model. */
public sealed interface ToolUse {
    /** One that is kept by itself: {@code name@ref}. */
    record Referred(String reference) implements ToolUse {}

    record Inline(Tool tool) implements ToolUse {}
}
