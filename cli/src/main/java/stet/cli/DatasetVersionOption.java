package stet.cli;

import picocli.CommandLine.Option;

/** Which version of a dataset. */
final class DatasetVersionOption {
    @Option(
            names = "--version",
            paramLabel = "NUMBER",
            defaultValue = "latest",
            description = "A number or latest. Default: ${DEFAULT-VALUE}.")
    String version = "latest";
}
