package stet.cli;

import picocli.CommandLine.Parameters;

/** Which artifact a command is about. */
final class ArtifactPosition {
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "prompt, tool, guardrail-policy, evaluator, app or suite.")
    @SuppressWarnings("NullAway.Init")
    String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name, with its folders.")
    @SuppressWarnings("NullAway.Init")
    String name;
}
